#!/bin/bash
# Ctrl-C at the launcher, and SIGTERM to it: the run is recorded as stopped in the middle of an epoch, says how to go
# on, and goes on to the same bits.
. "$(dirname "$(readlink -f "$0")")/mpi_common.sh"
experiment long "epochs: 60"
expect 0 "$CAE_LAB" run long.yaml --store alone --threads 2
for mpi in $(mpis); do
  for signal in INT TERM; do
    rm -rf store out.txt
    # In a process group of its own, whose foreground it is, as in a terminal.
    setsid bash -c 'trap - INT; exec "$@"' sh "mpirun.$mpi" $([ "$mpi" = openmpi ] && echo --oversubscribe) -n 2 \
      "$CAE_LAB" run long.yaml --threads 1 --store store >out.txt 2>err.txt &
    launcher=$!
    wait_for 'grep -q -s "^epoch *2" out.txt'
    kill -$signal $launcher
    status=0
    wait $launcher || status=$?
    # MPICH's launcher sometimes says 0, whatever its ranks ended with.
    [ "$status" -ne 0 ] || [ "$mpi" = mpich ] || fail "$mpi ends with status 0 after $signal"
    [ "$(question store 'SELECT status FROM run_summary')" = stopped ] || fail "$mpi, $signal: the run is not stopped"
    grep -q 'go on with: cae-lab run long.yaml' out.txt || fail "$mpi, $signal: no way on is shown"
    expect 0 "$CAE_LAB" run long.yaml --threads 2 --store store --resume 1
    same_bits store 1
    echo "$mpi, $signal: stopped in good order (the launcher's status is $status), same bits afterwards"
  done
done
