#!/bin/bash
# A cancelled array and a failed task: everything is recorded, and what is missing is submitted alone.
. "$(dirname "$(readlink -f "$0")")/slurm_common.sh"
start_slurm
experiment long 150
expect 0 cae-lab submit long.yaml --cpus 2
array=$(array_of long) merge=$(merge_of long)
epochs() { sql "runs/submitted/long/$1" "SELECT count(*) FROM epochs" 2>/dev/null || echo 0; }
wait_for '[ "$(epochs s1)" -gt 2 ] && [ "$(epochs s2)" -gt 2 ]'
scancel "$array"
wait_for 'ended $merge'
for store in s1 s2; do
  [ "$(sql "runs/submitted/long/$store" "SELECT status FROM runs")" = stopped ] || fail "$store is not recorded as stopped"
done
[ "$(sql runs "SELECT count(*) FROM run_summary WHERE status = 'stopped' AND epochs > 2")" = 2 ] || fail "not what was recorded"
expect 0 cae-lab runs
grep -q "0 of 4 runs of long are done" out.txt || fail "not shown how many are done"
[ "$(grep -c "narrow.* missing" out.txt)" = 2 ] || fail "not shown what was never begun"
[ "$(tail -n 4 out.txt | grep -c stopped)" = 2 ] || fail "not shown what was stopped"
# The number of an epoch's row stays; one task fails now, since its images are gone by then.
expect 0 cae-lab submit long.yaml --cpus 2 --variant '' --seed 1
wait_for 'ended "$(merge_of long)"' 300
[ "$(sql runs "SELECT count(*) FROM run_summary WHERE status = 'done' AND variant = '' AND seed = 1 AND epochs = 150")" = 1 ] ||
  fail "the run that was submitted alone is not done"
[ "$(sql runs "SELECT count(*) FROM runs")" = 2 ] || fail "its earlier state is still there"
cp small.cae whole.cae
mv train.npy away.npy
make_images train.npy 240 7
expect 0 cae-lab submit long.yaml --cpus 2 --variant '' --seed 2
wait_for 'ended "$(merge_of long)"' 300
[ "$(state_of "$(array_of long)_1")" = FAILED ] || fail "a task with other images is $(state_of "$(array_of long)_1")"
grep -q E820 runs/submitted/long/logs/*_1.txt || fail "not said why the task failed"
mv away.npy train.npy
expect 0 cae-lab submit long.yaml --cpus 2
grep -q "^1 run done already" out.txt && grep -q "^3 runs submitted" out.txt || fail "not what is missing alone"
wait_for 'ended "$(merge_of long)"' 300
expect 0 cae-lab run long.yaml --store alone --quiet
same_runs alone runs
