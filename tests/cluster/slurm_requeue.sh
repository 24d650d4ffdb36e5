#!/bin/bash
# Tasks that are requeued, preempted or killed go on to the same bits.
. "$(dirname "$(readlink -f "$0")")/slurm_common.sh"
start_slurm
experiment long 150
expect 0 cae-lab submit long.yaml --cpus 2
array=$(array_of long) merge=$(merge_of long)
epochs() { sql "runs/submitted/long/$1" "SELECT count(*) FROM epochs" 2>/dev/null || echo 0; }
wait_for '[ "$(epochs s1)" -gt 2 ] && [ "$(epochs s2)" -gt 2 ]'
# Requeued by hand: SIGTERM, and back to the queue.
scontrol requeue "${array}_1"
wait_for '[ "$(sql runs/submitted/long/s1 "SELECT status FROM runs")" = stopped ]'
# Killed outright, as by a node that is lost; Slurm then takes the task for failed, and it is submitted anew.
kill -KILL "$(pgrep -f -- "submitted/long/s2 .*--missing" | head -n 1)"
wait_for '[ "$(state_of "${array}_2")" = FAILED ]'
# Preempted by a job of a better partition that wants both nodes.
wait_for '[ "$(epochs narrow-s1)" -gt 2 ] || [ "$(epochs narrow-s2)" -gt 2 ]'
before=$(sql runs/submitted/long/s1 "SELECT count(*) FROM epochs")
sbatch --parsable --partition=urgent --nodes=2 --ntasks=2 --cpus-per-task=2 --output=/dev/null --wrap "sleep 2" >urgent.txt
wait_for 'scontrol show job $(cat urgent.txt) | grep -q JobState=COMPLETED'
wait_for 'ended $merge' 300
[ "$(state_of "$merge")" = FAILED ] || fail "the merge did not say that a run is missing: $(state_of "$merge")"
grep -q "E775" runs/submitted/long/logs/*_merge.txt || fail "not said what is missing"
expect 0 cae-lab submit long.yaml --cpus 2
grep -q "^3 runs done already" out.txt && grep -q "^1 run submitted" out.txt || fail "not the killed run alone"
merge=$(merge_of long)
wait_for 'ended $merge' 300
[ "$(state_of "$merge")" = COMPLETED ] || fail "the merge is $(state_of "$merge")"
[ "$(sql runs "SELECT count(*) FROM run_summary WHERE status = 'done' AND epochs = 150")" = 4 ] || fail "not four whole runs"
expect 0 cae-lab run long.yaml --store alone --quiet
same_runs alone runs
echo "requeued after $before epochs"
