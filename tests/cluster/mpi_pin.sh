#!/bin/bash
# --pin: ranks of one host keep their threads to different cores.
. "$(dirname "$(readlink -f "$0")")/mpi_common.sh"
[ "$(nproc)" -ge 2 ] || cannot "two ranks with cores of their own need two cores"
experiment long "epochs: 100000"
# The cores of the rank's threads that stay on one.
cores() {
  local pid
  pid=$(rank_pid "$1")
  sed -n 's/^Cpus_allowed_list:\s*\([0-9]*\)$/\1/p' /proc/"$pid"/task/*/status 2>/dev/null | sort -u | tr '\n' ' '
}
for mpi in $(mpis); do
  rm -f out.txt
  ranks "$mpi" 2 "$CAE_LAB" run long.yaml --threads 1 --pin --store "store.$mpi" >out.txt 2>err.txt &
  launcher=$!
  wait_for 'grep -q -s "^epoch *2" out.txt'
  first=$(cores 0)
  second=$(cores 1)
  kill $launcher
  wait $launcher || true
  [ -n "$first" ] && [ -n "$second" ] || fail "$mpi: the ranks are on no core of their own: '$first' and '$second'"
  [ "$first" != "$second" ] || fail "$mpi: both ranks are on core $first"
  echo "$mpi: rank 0 is on core $first, rank 1 on core $second"
done
