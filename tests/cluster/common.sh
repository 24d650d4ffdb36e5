# What mpi_common.sh and slurm_common.sh share, and so all scripts of this folder.
fail() {
  echo "FAILED: $*"
  exit 1
}
# expect STATUS COMMAND...: standard output goes to out.txt, standard error to err.txt.
expect() {
  local wanted=$1 status=0
  shift
  "$@" >out.txt 2>err.txt || status=$?
  [ $status -eq "$wanted" ] || fail "exit status $status, not $wanted: $*"
}
# wait_for COMMAND [SECONDS]: until it succeeds, 60 seconds at most if nothing else is said.
wait_for() {
  local end=$((SECONDS + ${2-60}))
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
