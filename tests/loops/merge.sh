# A merge that is killed before the n-th change of a file or a folder: what is there is sound, and the same call again
# ends as an undisturbed one does.
. "$(dirname "$0")/loop.sh"
for seed in 1 2; do expect 0 $run_short sources/$seed --set train.seed=$seed; done
merge="cae-lab merge sources/1 sources/2 -o"
# What a store has, told without the numbers that a killed merge leaves unused.
content() {
  question "$1" "SELECT experiment, variant, seed, status, epochs, best_test_loss FROM run_summary ORDER BY seed"
  question "$1" "SELECT runs.seed, kind, replace(path, runs.name, '') path FROM artefacts
                 JOIN runs ON runs.id = run_id ORDER BY 1, 3"
  for run in $(question "$1" "SELECT name FROM runs ORDER BY seed"); do
    (cd "$1/$run" && find . -type f ! -name .lock -exec cksum {} + | sort -k 3)
  done
}
total=$(calls change $merge stores/merged)
content stores/merged >wanted.txt
test "$(question stores/merged 'SELECT count(*) FROM runs')" = 2 || fail "not two runs"
tried=0
for n in $(places "$total" 12); do
  status=0
  { FAIL_CALLS=change FAIL_WITH=kill FAIL_AT=$n disturbed $merge stores/killed; } 2>/dev/null || status=$?
  test $status -eq 137 || fail "it lived through change $n of $total"
  if test -s stores/killed/cae-lab.db && cae-lab runs --store stores/killed >runs.txt 2>&1; then
    for run in $(question stores/killed "SELECT name FROM runs"); do
      test -s "stores/killed/$run/last.safetensors" || fail "killed before change $n: $run has no checkpoint"
    done
  fi
  expect 0 $merge stores/killed
  content stores/killed >found.txt
  diff wanted.txt found.txt || fail "killed before change $n of $total and repeated, it is another store"
  test "$(question stores/killed 'PRAGMA integrity_check')" = ok || fail "killed before change $n: damaged"
  test "$(ls -d stores/killed/[0-9]*)" = "$(question stores/killed "SELECT 'stores/killed/' || name FROM runs ORDER BY 1")" ||
    fail "killed before change $n: a folder without a run"
  rm -rf stores/killed
  tried=$((tried + 1))
done
echo "$tried places of $total"
