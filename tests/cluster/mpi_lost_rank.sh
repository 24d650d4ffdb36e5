#!/bin/bash
# A rank that is killed ends all ranks, and so does one that is silent: a line names its host, and every recorded epoch
# is there to go on from.
. "$(dirname "$(readlink -f "$0")")/mpi_common.sh"
experiment long "epochs: 100000"
begin() {
  rm -rf store out.txt
  ranks "$mpi" 3 "$CAE_LAB" run long.yaml --threads 1 --store store >out.txt 2>err.txt &
  launcher=$!
  wait_for 'grep -q -s "^epoch *3" out.txt'
}
# ended: all ranks end, and what is recorded is whole.
ended() {
  local status=0
  wait $launcher || status=$?
  [ "$status" -ne 0 ] || fail "$mpi ends with status 0"
  wait_for '[ -z "$(rank_pid 0)$(rank_pid 1)$(rank_pid 2)" ]'
  cat out.txt err.txt >both.txt
  local epochs
  epochs=$(question store 'SELECT max(epoch) FROM epoch_losses')
  [ "$epochs" -ge 2 ] || fail "$mpi: epochs are lost"
  expect 0 "$CAE_LAB" run long.yaml --threads 2 --store store --resume 1 --epochs "$((epochs + 1))"
  [ "$(question store 'SELECT status FROM run_summary')" = done ] || fail "$mpi: the run does not go on"
}
for mpi in $(mpis); do
  begin
  kill -KILL "$(rank_pid 1)"
  ended
  grep -q "$(hostname)" both.txt || fail "$mpi: no line names the host of the killed rank"
  export CAE_LAB_RANK_SILENCE=3
  begin
  kill -STOP "$(rank_pid 2)"
  ended
  grep -q "E975.*rank 2 on $(hostname) has been silent for 3 seconds" both.txt || fail "$mpi: no line names the silent rank"
  unset CAE_LAB_RANK_SILENCE
  echo "$mpi: a killed rank and a silent one end all, named by their host; nothing recorded is lost"
done
