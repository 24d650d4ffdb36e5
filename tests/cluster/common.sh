# What mpi_common.sh and slurm_common.sh share, and so all scripts of this folder.
script_arguments=("$@")
fail() {
  echo "FAILED: $*"
  exit 1
}
# What this machine does not let a script do; tools/test-cluster knows the status.
cannot() {
  echo "$*" | head -n 1
  exit 77
}
# in_namespaces OPTION...: runs the script again from its beginning, in namespaces of its own, with what it mounts.
in_namespaces() {
  [ -z "${IN_NAMESPACES-}" ] || return 0
  local said again=(bash "$0" ${script_arguments[@]+"${script_arguments[@]}"})
  # The root of a bare chroot is no mount point: unshare cannot change it, and `ip netns exec` not use it.
  if ! mountpoint -q /; then
    set -- --propagation unchanged "$@"
    again=(bash -c 'mount --rbind / /mnt || exit 77
      case $(findmnt --noheadings --first-only --output PROPAGATION /mnt) in
        *shared*) umount --recursive /mnt; echo "what this chroot mounts would stay behind on its host"; exit 77 ;;
      esac
      exec chroot /mnt "$@"' sh "${again[@]}")
  fi
  said=$(unshare "$@" true 2>&1) || cannot "no namespaces can be made: $said"
  exec env IN_NAMESPACES=1 unshare "$@" "${again[@]}"
}
# expect STATUS COMMAND...: standard output goes to out.txt, standard error to err.txt.
expect() {
  local wanted=$1 status=0
  shift
  "$@" >out.txt 2>err.txt || status=$?
  [ $status -eq "$wanted" ] || fail "exit status $status, not $wanted: $*"
}
# wait_for COMMAND [SECONDS]: until it succeeds, 120 seconds at most if nothing else is said.
wait_for() {
  local end=$((SECONDS + ${2-120}))
  until eval "$1"; do
    [ $SECONDS -lt $end ] || fail "never came: $1"
    sleep 0.05
  done
}
# make_images FILE COUNT SEED: uint8 images of 12x12 in NPY, noise over bars.
make_images() {
  local header="{'descr': '|u1', 'fortran_order': False, 'shape': ($2, 12, 12), }"
  while [ $(((${#header} + 11) % 64)) -ne 0 ]; do header="$header "; done
  {
    printf '\x93NUMPY\x01\x00'
    printf "\\x$(printf %02x $(((${#header} + 1) % 256)))\\x$(printf %02x $(((${#header} + 1) / 256)))"
    printf '%s\n' "$header"
    LC_ALL=C awk -v count=$(($2 * 144)) -v seed="$3" 'BEGIN {
      state = seed
      for (i = 0; i < count; ++i) {
        state = (state * 1103515245 + 12345) % 2147483648
        printf "%c", (i % 12 < 6 ? 160 : 20) + int(state / 65536) % 60
      }
    }'
  } >"$1"
}
# mpirun_is MPI FOLDER: makes mpirun in the folder, which comes first in PATH, that of this MPI. MPICH's finds its parts by its own path.
mpirun_is() {
  printf '#!/bin/sh\nexec mpirun.%s "$@"\n' "$1" >"$2/mpirun"
  chmod +x "$2/mpirun"
}
