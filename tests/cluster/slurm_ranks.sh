#!/bin/bash
# Tasks of several ranks (submit --ranks): mpirun inside Slurm gives the bits of one process, also after a requeue.
. "$(dirname "$(readlink -f "$0")")/slurm_common.sh"
start_slurm
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
experiment grid 3
experiment long 20
expect 0 cae-lab run grid.yaml --store alone --quiet
expect 0 cae-lab run long.yaml --store alone.long --variant '' --seed 1 --quiet
for mpi in openmpi mpich; do
  [ -e "$(dirname "$program")/../lib/cae-lab/mpi/$mpi.so" ] || fail "this cae-lab was built without $mpi"
  mpirun_is "$mpi" "$work/bin"
  rm -rf runs
  expect 0 cae-lab submit grid.yaml --ranks 2
  merge=$(merge_of grid)
  wait_for 'ended $merge' 400
  [ "$(state_of "$merge")" = COMPLETED ] || fail "$mpi: the merge is $(state_of "$merge")"
  ! grep -q $'\x1b' runs/submitted/grid/logs/* || fail "$mpi: the logs have sequences for a terminal"
  same_runs alone runs
  [ "$(sql runs "SELECT count(*) FROM runs WHERE ranks = 2 AND threads = 1")" = 4 ] || fail "$mpi: not four runs of two ranks"

  rm -rf runs
  expect 0 cae-lab submit long.yaml --ranks 2 --variant '' --seed 1
  array=$(array_of long) merge=$(merge_of long) recorded=runs/submitted/long/s1
  wait_for '[ "$(sql $recorded "SELECT count(*) FROM epochs" 2>/dev/null || echo 0)" -gt 2 ]'
  scontrol requeue "${array}_1"
  wait_for 'scontrol --oneliner show job ${array}_1 | grep -q Restarts=1'
  wait_for 'ended $merge' 400
  [ "$(sql runs "SELECT status FROM runs")" = done ] || fail "$mpi: the run that was requeued is not done"
  same_runs alone.long runs
  echo "$mpi: two ranks a task: same bits, also after a requeue"
done
