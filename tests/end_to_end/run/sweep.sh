. "$(dirname "$0")/common.sh"
is_json() { test "$(sqlite3 :memory: "SELECT json_valid(readfile('out.txt'))")" = 1; }
# --- a grid ---
experiment grid "epochs: 2" "optimizer: { kind: adam, rate: 0.001 }"
echo 'sweep: { train.batch: [10, 20], train.optimizer.rate: [0.001, 0.01] }' >>grid.yaml
expect 0 cae-lab check grid.yaml
grep -q "ok, experiment grid, 4 runs of 4 variants$" out.txt || { cat out.txt; fail "check does not count the runs"; }
expect 0 cae-lab run grid.yaml --dry-run
grep -q "grid/batch=10,rate=0.01 seed 1" out.txt || { cat out.txt; fail "the plan does not show the settings"; }
grep -q "^4 runs, \(about\|less than\) .* nothing was run" out.txt || fail "the plan has no time"
expect 0 cae-lab run grid.yaml
grep -q "^run 1 of 4: 0001-" out.txt || { cat out.txt; fail "no place of the first run"; }
grep -q "^run 3 of 4, about .* left: 0003-" out.txt || { cat out.txt; fail "no time left"; }
test "$(tail -n 4 out.txt | grep -c "batch=.*rate=.*done.*2/2")" = 4 || { cat out.txt; fail "no table at the end"; }
settings="SELECT variant, max(value) FILTER (WHERE key = 'train.batch') AS b,
          max(value) FILTER (WHERE key = 'train.optimizer.rate') AS r FROM run_settings GROUP BY run_id ORDER BY run_id"
test "$(question runs "$settings")" = '"batch=10,rate=0.001",10,0.001
"batch=10,rate=0.01",10,0.01
"batch=20,rate=0.001",20,0.001
"batch=20,rate=0.01",20,0.01' || { question runs "$settings"; fail "SQL does not have the settings"; }
expect 0 cae-lab run grid.yaml --variant batch=20,rate=0.01 --store one
test "$(losses one 1)" = "$(losses runs 4)" || fail "a combination alone ends otherwise"
expect 2 cae-lab run grid.yaml --set train.batch=5
said "E367"
# Programs get the place and the table.
expect 0 cae-lab run grid.yaml --json --epochs 1 --store json
"$CHECK_JSON" out.txt || fail "not JSON"
grep -q '"place":3,"of":4' out.txt || fail "no place for programs"
tail -n 1 out.txt | grep -q '^{"event":"runs","runs":\[{"run":1,' || fail "no event with the runs"
# Side by side.
expect 0 cae-lab run grid.yaml --jobs 2 --threads 2 --store jobs
test "$(question jobs 'SELECT variant, printf("%!.17g", final_test_loss) FROM run_summary ORDER BY 1')" = \
  "$(question runs 'SELECT variant, printf("%!.17g", final_test_loss) FROM run_summary ORDER BY 1')" || fail "--jobs changed a run"
grep -q "^batch=20,rate=0.01 s1: run 4 of 4" out.txt || { cat out.txt; fail "no place beside others"; }
test "$(tail -n 4 out.txt | grep -c "batch=.*rate=.*done.*2/2")" = 4 || { cat out.txt; fail "no table after --jobs"; }

# --- successive halving ---
experiment halved "epochs: 6"
cat >>halved.yaml <<'MORE'
sweep:
  of: { train.optimizer.rate: { from: 1e-4, to: 1e-2, scale: log }, train.batch: [10, 20, 30] }
  search: random
  runs: 6
  seed: 3
  halving: { epochs: 1, factor: 2 }
MORE
expect 0 cae-lab run halved.yaml --dry-run
grep -q "^successive halving: 6 combinations to epoch 1, 3 combinations to epoch 2, 1 combination to epoch 4, 1 combination to epoch 6$" out.txt ||
  { cat out.txt; fail "the plan has no rounds"; }
ends='SELECT runs.variant, runs.status, epochs, end_reason,
      (SELECT group_concat(printf("%!.17g", test_loss)) FROM epochs WHERE run_id = runs.id) AS losses
      FROM runs JOIN run_summary ON run_id = id ORDER BY runs.variant'
expect 0 cae-lab run halved.yaml --store whole
test "$(question whole 'SELECT group_concat(epochs) FROM (SELECT epochs FROM run_summary ORDER BY epochs)')" = '"1,1,1,2,2,6"' ||
  { cat out.txt; fail "not the epochs of the rounds"; }
test "$(question whole "SELECT count(*) FROM runs WHERE status = 'done' AND end_reason LIKE 'successive halving after epoch 1 of 6: place % of 6 combinations, of which 3 went on'")" = 3 ||
  { question whole 'SELECT end_reason FROM runs'; fail "no reason"; }
# Best of the first round: none that was dropped did better than one that went on.
first="SELECT test_loss FROM epochs JOIN run_summary USING (run_id) WHERE epoch = 1 AND epochs"
test "$(question whole "SELECT (SELECT max(test_loss) FROM ($first > 1)) < (SELECT min(test_loss) FROM ($first = 1)) AS a")" = 1 ||
  fail "not the best went on"
dropped=$(question whole "SELECT min(run_id) FROM run_summary WHERE epochs = 1")
expect 0 cae-lab show "$dropped" --store whole
grep -q "ended by *successive halving after epoch 1 of 6" out.txt || { cat out.txt; fail "show does not say why"; }
# Killed anywhere and resumed, it comes to the same.
for wait in 'test -d killed/0002-*' 'grep -q "^round 2" out.txt' 'grep -q "^round 3" out.txt'; do
  rm -rf killed
  in_background cae-lab run halved.yaml --store killed
  wait_for "$wait"
  kill -KILL $run
  wait $run 2>/dev/null || true
  expect 0 cae-lab run halved.yaml --store killed --resume 1
  test "$(question killed "$ends")" = "$(question whole "$ends")" || { question killed "$ends"; fail "a killed sweep ended otherwise"; }
done
expect 0 cae-lab run halved.yaml --jobs 3 --threads 3 --store beside
test "$(question beside "$ends")" = "$(question whole "$ends")" || { question beside "$ends"; fail "--jobs changed a sweep"; }
# One that has failed goes on if it is named.
in_background cae-lab run halved.yaml --store failed
wait_for 'grep -q "^round 3" out.txt'
kill -KILL $run
wait $run 2>/dev/null || true
failed=$(sqlite3 failed/cae-lab.db "SELECT id FROM runs WHERE status <> 'done'")
sqlite3 failed/cae-lab.db "UPDATE runs SET status = 'failed' WHERE id = $failed"
expect 0 cae-lab run halved.yaml --store failed --resume "$failed"
test "$(question failed "$ends")" = "$(question whole "$ends")" || { question failed "$ends"; fail "a failed run ended otherwise"; }
# A dropped run goes on if that is asked for, alone.
expect 0 cae-lab run halved.yaml --store whole --resume "$dropped" --epochs 3
test "$(question whole "SELECT epochs FROM run_summary WHERE run_id = $dropped")" = 3 || fail "the dropped run did not go on"

# --- tags, notes, deletion ---
expect 0 cae-lab tag good 2 3
expect 0 cae-lab tag good 3 --remove
expect 0 cae-lab note 2 'the <best> one'
expect 2 cae-lab tag 'no good' 1
said E741
expect 0 cae-lab runs --tag good --json
is_json || fail "runs --json is not JSON"
grep -q '"run":2,.*"tags":\["good"\],"note":"the <best> one"' out.txt || { cat out.txt; fail "no tag and note"; }
test "$(grep -c '"run":' out.txt)" = 1 || fail "--tag lists others"
expect 0 cae-lab show 2 --json
is_json || fail "show --json is not JSON"
expect 0 cae-lab show 2
grep -q "^note  *the <best> one" out.txt || { cat out.txt; fail "show has no note"; }
expect 0 cae-lab runs --sort test --reverse
expect 2 cae-lab delete 2
said E911
folder=$(run_folder runs 2)
test -d $folder || fail "it was deleted without a question"
expect 0 cae-lab delete 2 --yes
test ! -e $folder || fail "the folder is still there"
test "$(question runs 'SELECT group_concat(run_id) FROM (SELECT run_id FROM run_summary ORDER BY run_id)')" = '"1,3,4"' || fail "not run 2 alone was deleted"
expect 2 cae-lab delete 2 --yes
said E710
in_background cae-lab run grid.yaml --epochs 1000 --variant batch=10,rate=0.01
wait_for 'grep -q "^epoch" out.txt'
cp out.txt running.txt
status=0
cae-lab delete last --yes 2>err.txt || status=$?
test $status = 1 || fail "a running run was deleted: status $status"
said E717
kill -TERM $run
wait $run || test $? -eq 143
