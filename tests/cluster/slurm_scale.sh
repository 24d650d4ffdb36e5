#!/bin/bash
# Every command of docs/scale.md, "Many runs", in its order, on a Slurm of two nodes.
page=$(readlink -f "$(dirname "$0")/../../docs/scale.md")
. "$(dirname "$(readlink -f "$0")")/slurm_common.sh"
start_slurm
section() { sed -n '/^## Many runs/,/^## [^M]/p' "$page"; }
section | sed -n '/^```yaml/,/^```/p' | sed '/^```/d' >grid.yaml
section | sed -n '/^```sh/,/^```/p' | sed '/^```/d' >commands.txt
[ "$(wc -l <commands.txt)" -ge 8 ] || fail "too few commands were found"
while read -r command; do
  expect 0 bash -c "$command"
  cp out.txt last.txt
  case $command in
    *--dry-run*) ;;
    "cae-lab submit"*--store*) ;;
    "cae-lab submit"*) [ ! -s runs/submitted/grid/submission.json ] || merge=$(merge_of grid) ;;
  esac
  # The page says "when the last job has ended" here.
  [ "$command" != "cae-lab runs" ] || wait_for 'ended $merge'
done <commands.txt
same_runs laptop runs
same_runs laptop side
[ "$(sql all "SELECT count(*) FROM run_summary WHERE status = 'done'")" = 8 ] || fail "not eight runs in the merged store"
[ "$(sql shared "PRAGMA journal_mode")" = delete ] || fail "the shared store has no rollback journal"
