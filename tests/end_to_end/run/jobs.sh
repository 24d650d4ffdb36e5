. "$(dirname "$0")/common.sh"
experiment sweep "epochs: 2"
cat >>sweep.yaml <<'MORE'
variants:
  quiet: { augment: [ { plugin: gaussian-noise, sigma: 0.01, draw: epoch } ] }
  slow: { train: { optimizer: { kind: adam, rate: 0.0001 } } }
seeds: [1, 2]
MORE
# Side by side the runs end in any order; each must end as it does alone.
expect 0 cae-lab run sweep.yaml --store alone
expect 0 cae-lab run sweep.yaml --store beside --jobs 3 --threads 3
ends='SELECT variant, seed, epoch, printf("%!.17g", train_loss) a, printf("%!.17g", test_loss) b
      FROM epoch_losses ORDER BY variant, seed, epoch'
test "$(question alone "$ends" | wc -l)" -eq 12 || fail "not six runs of two epochs"
test "$(question alone "$ends")" = "$(question beside "$ends")" || fail "--jobs changed a run"
grep -q "^slow s2: epoch 2/2" out.txt || { cat out.txt; fail "no line says whose it is"; }
expect 0 cae-lab run sweep.yaml --store told --jobs 2 --threads 2 --epochs 1 --json
test "$(grep -o '"place":[0-9]*,"of":[0-9]*' out.txt | sort | tr '\n' ' ')" = \
  "$(for place in 1 2 3 4 5 6; do printf '"place":%d,"of":6 ' $place; done)" || fail "the places are not told to programs"
# One run of many, by its name.
expect 0 cae-lab run sweep.yaml --store one --variant slow --seed 2
test "$(question one 'SELECT variant, seed FROM run_summary')" = "slow,2" || fail "another run than slow, 2"
expect 2 cae-lab run sweep.yaml --store one --variant slo
said "error\[E907\].*no variant 'slo'"
said "did you mean 'slow'"
expect 2 cae-lab run sweep.yaml --store one --seed 7
said "error\[E908\].*seed 7"
# A signal stops them all, with the way back printed for each.
experiment long "epochs: 1000"
echo "seeds: [1, 2]" >>long.yaml
both_begin() { # STORE
  rm -f long.txt
  cae-lab run long.yaml --jobs 2 --store "$1" >long.txt 2>&1 &
  run=$!
  wait_for 'grep -q "^base s1: epoch" long.txt && grep -q "^base s2: epoch" long.txt'
}
both_begin long
kill -TERM $run
status=0
wait $run || status=$?
test $status -eq 143 || { cat long.txt; fail "exit status $status after SIGTERM"; }
test "$(question long "SELECT count(*) FROM run_summary WHERE status = 'stopped'")" = 2 || fail "not both were stopped"
test "$(grep -c -e '--resume' long.txt)" -eq 2 || { cat long.txt; fail "not two ways back"; }
# However the process ends that started them, they stop as if they had been told to.
for signal in HUP QUIT KILL; do
  both_begin $signal
  kill -$signal $run
  wait $run 2>/dev/null || true
  wait_for "test \"\$(question $signal \"SELECT count(*) FROM run_summary WHERE status = 'stopped'\")\" = 2"
done
# A job that is killed or crashes is named, with its run and the way back; the others go on.
both_begin dying
jobs=$(grep -l "^PPid:[[:space:]]*$run\$" /proc/[0-9]*/status 2>/dev/null | cut -d / -f 3)
crash=SEGV
case $SANITIZE in "") ;; *) crash=KILL ;; esac  # a sanitizer ends the process itself when it crashes
for signal in KILL $crash; do
  kill -$signal "$(echo "$jobs" | head -n 1)"
  jobs=$(echo "$jobs" | tail -n +2)
  wait_for "grep -q 'error.E910.: the job of base s[12], run 000[12]-long-s[12], was ended by signal $(kill -l $signal) ' long.txt"
  wait_for 'test "$(grep -c "^ *help:.*go on with: cae-lab run" long.txt)" -ge 1'
done
test -z "$jobs" || fail "not two jobs: $jobs"
status=0
wait $run || status=$?
test $status -eq 1 || { cat long.txt; fail "exit status $status when the jobs were killed"; }
test "$(question dying "SELECT count(*) FROM run_summary WHERE status IN ('interrupted', 'failed')")" = 2 || fail "they are not recorded as ended"
