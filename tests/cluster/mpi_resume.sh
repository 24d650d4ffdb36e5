#!/bin/bash
# A run of two ranks that is killed with its launcher goes on with three and ends with the same bits; and so does one
# that goes on without MPI, and one that began without it.
. "$(dirname "$(readlink -f "$0")")/mpi_common.sh"
experiment long "epochs: 25"
expect 0 "$CAE_LAB" run long.yaml --store alone --threads 2
# killed STORE COMMAND...: every process of the run gets SIGKILL after some epochs.
killed() {
  local store=$1
  shift
  "$@" --store "$store" >out.txt 2>err.txt &
  local launcher=$!
  wait_for '[ -e '"$store"' ] && [ "$(question '"$store"' "SELECT count(*) FROM epoch_losses" 2>/dev/null || echo 0)" -ge 2 ]'
  local pids
  pids="$launcher $(rank_pid 0) $(rank_pid 1)"
  kill -KILL $pids 2>/dev/null || true
  wait $launcher 2>/dev/null || true
  wait_for '[ -z "$(rank_pid 0)$(rank_pid 1)" ]'
  [ "$(question "$store" "SELECT status FROM run_summary")" != done ] || fail "$store: the run was done before it was killed"
}
for mpi in $(mpis); do
  killed "store.$mpi" ranks "$mpi" 2 "$CAE_LAB" run long.yaml --threads 1
  cp -a "store.$mpi" "copy.$mpi"
  expect 0 ranks "$mpi" 3 "$CAE_LAB" run long.yaml --threads 1 --store "store.$mpi" --resume 1
  same_bits "store.$mpi" 1
  expect 0 "$CAE_LAB" run long.yaml --threads 2 --store "copy.$mpi" --resume 1
  same_bits "copy.$mpi" 1
  echo "$mpi: killed with 2 ranks, same bits with 3 and with none"
done
