#!/bin/bash
# Every mpirun command of docs/scale.md, "One run on several hosts", on two hosts, with a small experiment.
. "$(dirname "$(readlink -f "$0")")/mpi_hosts.sh"
make_hosts
experiment small "epochs: 2"
expect 0 "$CAE_LAB" run small.yaml --store alone --threads 2
sed -n '/^### Run/,/^###* [^R]/s/^    \(mpirun.*\)/\1/p' "$here/../../docs/scale.md" |
  sed 's#experiments/cae.yaml#small.yaml#' >commands.txt
[ "$(wc -l <commands.txt)" -ge 3 ] || fail "too few commands were found"
mkdir bin
ln -s "$CAE_LAB" bin/cae-lab
export PATH=$work/bin:$PATH
# What a cluster has in its configuration: the way to a host, and the network between them.
export OMPI_MCA_plm_rsh_agent=$work/agent PRTE_MCA_plm_ssh_agent=$work/agent HYDRA_LAUNCHER=rsh HYDRA_LAUNCHER_EXEC=$work/agent
export OMPI_MCA_btl_tcp_if_include=10.77.0.0/24 OMPI_MCA_oob_tcp_if_include=10.77.0.0/24
export PRTE_MCA_prte_if_include=10.77.0.0/24 OMPI_MCA_rmaps_base_oversubscribe=1 PRTE_MCA_rmaps_default_mapping_policy=:oversubscribe
while read -r command; do
  # Each with the launcher that its comment names, those without one with both.
  for mpi in $(mpis); do
    case $command in
      *MPICH*) [ "$mpi" = mpich ] || continue ;;
      *OpenMPI*) [ "$mpi" = openmpi ] || continue ;;
    esac
    mpirun_is "$mpi" bin
    rm -rf runs
    status=0
    "$work/agent" node1 cd "$work" '&&' "$command" >out.txt 2>err.txt </dev/null || status=$?
    # MPICH 4.0 sometimes fails in MPI_Finalize between hosts.
    [ "$status" -eq 0 ] || [ "$mpi $status" = "mpich 255" ] || fail "status $status: $command"
    same_bits runs 1
    echo "$mpi: ${command%%  *}"
  done
done <commands.txt
