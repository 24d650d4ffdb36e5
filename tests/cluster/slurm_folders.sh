#!/bin/bash
# Folders with what sbatch reads itself, blanks, quotes, '#' and '%': the tasks run there, and their logs are below the store.
. "$(dirname "$(readlink -f "$0")")/slurm_common.sh"
start_slurm
experiment grid 1
odd="$work/ 50%A \"it's\" #1 "
mkdir "$odd"
cp ./* "$odd"
cd "$odd"
store=' 100%a "store" #2 '
expect 0 cae-lab submit grid.yaml --store "$store"
array=$(sed -n 's/.*"array": "\([0-9]*\)".*/\1/p' "$store/submitted/grid/submission.json")
merge=$(sed -n 's/.*"merge": "\([0-9]*\)".*/\1/p' "$store/submitted/grid/submission.json")
wait_for 'ended $merge'
[ "$(state_of "$merge")" = COMPLETED ] || fail "the merge is $(state_of "$merge")"
for log in "${array}_1" "${array}_4" "${merge}_merge"; do
  [ -s "$store/submitted/grid/logs/$log.txt" ] || fail "no log $log.txt: $(ls "$store/submitted/grid/logs")"
done
[ "$(sql "$store" "SELECT count(*) FROM run_summary WHERE status = 'done'")" = 4 ] || fail "not four runs"
