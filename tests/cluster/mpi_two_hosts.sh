#!/bin/bash
# Two hosts: the same bits as on one, and a line that names the host of a rank that is lost.
. "$(dirname "$(readlink -f "$0")")/mpi_hosts.sh"
make_hosts
experiment bits "epochs: 2"
experiment long "epochs: 100000"
expect 0 "$CAE_LAB" run bits.yaml --store alone --threads 2
for mpi in $(mpis); do
  rm -rf ranks store
  # MPICH 4.0 sometimes fails in MPI_Finalize between hosts (docs/scale.md): same_bits sees that the run is done.
  status=0
  on_hosts "$mpi" "$CAE_LAB" run bits.yaml --store ranks --threads 1 >out.txt 2>err.txt || status=$?
  [ "$status" -eq 0 ] || [ "$mpi $status" = "mpich 255" ] || fail "$mpi ends with status $status"
  same_bits ranks 1
  rm -f out.txt
  on_hosts "$mpi" "$CAE_LAB" run long.yaml --store store --threads 1 >out.txt 2>err.txt &
  launcher=$!
  wait_for 'grep -q -s "^epoch *3" out.txt'
  kill -KILL "$(rank_pid 1)"
  status=0
  wait $launcher || status=$?
  [ "$status" -ne 0 ] || fail "$mpi ends with status 0"
  grep -q node2 out.txt err.txt || fail "$mpi: no line names the host of the killed rank"
  # What shows epoch 3 has recorded epoch 2.
  epochs=$(question store 'SELECT max(epoch) FROM epoch_losses')
  [ "$epochs" -ge 2 ] || fail "$mpi: epochs are lost, ${epochs:-none} is the last"
  echo "$mpi: two hosts: same bits, and a lost rank is named with its host"
done
