#!/bin/bash
# An array with a dependent merge: nothing is lost, and every bit is as without Slurm.
. "$(dirname "$(readlink -f "$0")")/slurm_common.sh"
start_slurm
experiment grid 3
expect 0 cae-lab submit grid.yaml --max-running 2
array=$(array_of grid) merge=$(merge_of grid)
expect 0 cae-lab runs
grep -q "of 4 runs of grid are done; the others:" out.txt || fail "cae-lab runs does not show the tasks"
grep -q "pending *- *${array}_" out.txt || fail "cae-lab runs shows no task that waits"
wait_for 'ended $merge'
[ "$(state_of "$merge")" = COMPLETED ] || fail "the merge is $(state_of "$merge")"
expect 0 cae-lab run grid.yaml --store alone --quiet
same_runs alone runs
[ "$(sql runs "SELECT count(*) FROM run_summary WHERE status = 'done'")" = 4 ] || fail "not four runs"
expect 0 cae-lab submit grid.yaml
grep -q "nothing is missing" out.txt || fail "what is done was submitted again"
expect 0 cae-lab runs
! grep -q "of grid are done" out.txt || fail "tasks that are done are still shown"
