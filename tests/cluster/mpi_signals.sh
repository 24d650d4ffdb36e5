#!/bin/bash
# Ctrl-C at the launcher, SIGTERM to it, and to rank 0 alone: the run is recorded as stopped in the middle of an epoch, says
# how to go on, and goes on to the same bits.
. "$(dirname "$(readlink -f "$0")")/mpi_common.sh"
# OpenMPI 4 ends its ranks by force a second after the signal, OpenMPI 5 at once, whatever it is told; the latter passes on
# nothing that they say.
hasty() { [ "$mpi" = openmpi ] && ! mpirun.openmpi --version | grep -q ' 4\.'; }
# A quick machine must not be done before the signal arrives; what was stopped is resumed for two epochs more.
experiment long "epochs: 100000"
for mpi in $(mpis); do
  for signal in INT TERM "TERM to rank 0"; do
    rm -rf store out.txt
    # In a process group of its own, whose foreground it is, as in a terminal.
    setsid bash -c 'trap - INT; exec "$@"' sh "mpirun.$mpi" $([ "$mpi" = openmpi ] && echo --oversubscribe) -n 2 \
      "$CAE_LAB" run long.yaml --threads 1 --store store >out.txt 2>err.txt &
    launcher=$!
    wait_for 'grep -q -s "^epoch *2" out.txt'
    case $signal in
      *rank*) kill -TERM "$(rank_pid 0)" ;;
      *) kill -$signal $launcher ;;
    esac
    status=0
    wait $launcher || status=$?
    # MPICH's launcher sometimes says 0, whatever its ranks ended with.
    [ "$status" -ne 0 ] || [ "$mpi" = mpich ] || fail "$mpi ends with status 0 after $signal"
    wait_for '[ -z "$(rank_pid 0)$(rank_pid 1)" ]'
    ended=$(question store 'SELECT status FROM run_summary')
    if hasty && [ "${signal#*rank}" = "$signal" ]; then
      [ "$ended" != done ] || fail "$mpi, $signal: the run was done before"
    else
      [ "$ended" = stopped ] || fail "$mpi, $signal: the run is not stopped"
      grep -q 'go on with: cae-lab run long.yaml' out.txt || fail "$mpi, $signal: no way on is shown"
    fi
    epochs=$(($(question store 'SELECT count(*) FROM epochs') + 2))
    expect 0 "$CAE_LAB" run long.yaml --threads 2 --store store --resume 1 --epochs $epochs
    rm -rf alone
    expect 0 "$CAE_LAB" run long.yaml --threads 2 --store alone --epochs $epochs
    same_bits store 1
    echo "$mpi, $signal: $ended (the launcher's status is $status), same bits afterwards"
  done
done
