# Two hosts for mpi_two_hosts.sh and tools/bench/ranks_beside_threads: network namespaces joined by a veth pair, each
# process in UTS, IPC and PID namespaces of its own, since MPI else takes both for one host and uses shared memory. Needs
# root. Sources mpi_common.sh; the hosts are called node1 and node2, and go with the script, as its mounts do.
set -euo pipefail
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/common.sh"
in_namespaces --mount
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/mpi_common.sh"
cat >agent <<'AGENT'
#!/bin/sh
# In the place of ssh: agent HOST COMMAND...
while [ "${1#-}" != "$1" ]; do shift; done
host=$1
shift
exec ip netns exec "$host" unshare --uts --ipc --pid --fork --kill-child --mount-proc sh -c 'hostname '"$host"'; exec sh -c "$*"' sh "$@"
AGENT
chmod +x agent
make_hosts() {
  local node said
  # Of this script's own mounts: names of namespaces that others made stay out of it.
  mkdir -p /run/netns
  said=$(mount -t tmpfs none /run/netns 2>&1) || cannot "nothing can be mounted: $said"
  for node in 1 2; do
    said=$(ip netns add "node$node" 2>&1) || cannot "no network namespaces can be made: $said"
    mkdir -p "/etc/netns/node$node"
    printf '127.0.0.1 localhost\n10.77.0.1 node1\n10.77.0.2 node2\n' >"/etc/netns/node$node/hosts"
  done
  said=$(ip link add veth1 netns node1 type veth peer name veth2 netns node2 2>&1) ||
    cannot "two network namespaces cannot be joined: $said"
  for node in 1 2; do
    ip -n "node$node" addr add "10.77.0.$node/24" dev "veth$node"
    ip -n "node$node" link set lo up
    ip -n "node$node" link set "veth$node" up
  done
  wait_for 'ip -n node1 link show veth1 | grep -q "state UP" && ip -n node2 link show veth2 | grep -q "state UP"'
}
remove_hosts() {
  local node
  for node in 1 2; do
    ip netns del "node$node" 2>/dev/null || true
    rm -rf "/etc/netns/node$node"
  done
}
trap 'at_end; remove_hosts' EXIT
# on_hosts MPI COMMAND...: a rank on each, started from node1. Bound to cores, both would be to the first of this machine.
on_hosts() {
  local mpi=$1
  shift
  case $mpi in
    openmpi)
      OMPI_MCA_plm_rsh_agent=$work/agent PRTE_MCA_plm_ssh_agent=$work/agent "$work/agent" node1 cd "$work" '&&' exec \
        mpirun.openmpi --bind-to none --host node1:1,node2:1 -n 2 --mca btl_tcp_if_include 10.77.0.0/24 \
        --mca oob_tcp_if_include 10.77.0.0/24 --mca mpi_yield_when_idle 1 "$@"
      ;;
    mpich)
      "$work/agent" node1 cd "$work" '&&' exec mpirun.mpich -launcher rsh -launcher-exec "$work/agent" \
        -hosts node1,node2 -ppn 1 -n 2 "$@"
      ;;
  esac
}
