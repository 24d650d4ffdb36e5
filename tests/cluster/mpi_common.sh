# What the scripts mpi_*.sh share: the programs, a small data set, ranks of either MPI, comparisons.
# Expects the path of cae-lab in CAE_LAB or as $1. Ranks run on this host, as many as are asked for, whatever its cores.
set -euo pipefail
unset CAE_LAB_PLUGINS ONEDNN_MAX_CPU_ISA
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
. "$here/common.sh"
CAE_LAB=$(readlink -f "${CAE_LAB-$1}")
work=$(mktemp -d)
# The output of a script that fails is in out.txt and err.txt, which are shown.
at_end() {
  status=$?
  if [ $status -ne 0 ] && [ $status -ne 77 ]; then
    tail -n 40 "$work"/out.txt "$work"/err.txt 2>/dev/null || true
    echo "FAILED: ${0##*/} (exit status $status)"
  fi
  rm -rf "$work"
}
trap at_end EXIT
cd "$work"
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
make_images train.npy 240 1
make_images test.npy 40 2
cat >small.cae <<'MODEL'
model small {
  input 12x12x1
  encoder {
    conv 6 3x3 relu pad=same; bn momentum=0.9; pool max 2; dropout 0.1
    flatten; dense 8 elu as code; bn momentum=0.9
  }
  decoder {
    dense 144 relu; reshape 3x3x16; upsample 4; conv 16 3x3 relu pad=same; conv 16 3x3 relu pad=same
    conv 1 1x1 sigmoid
  }
}
MODEL
# experiment NAME [LINE...]: writes NAME.yaml; the lines go under `train:`.
experiment() {
  local name=$1
  shift
  {
    echo "experiment: $name"
    echo "model: small.cae"
    echo "data: { train: { images: train.npy }, test: { images: test.npy } }"
    echo "augment: [ { plugin: gaussian-noise, sigma: 0.1, draw: epoch } ]"
    echo "train:"
    echo "  batch: 23"
    for line in "$@"; do echo "  $line"; done
  } >"$name.yaml"
}
# The MPIs that cae-lab was built for here.
mpis() {
  local mpi
  for mpi in openmpi mpich; do
    if [ -e "$(dirname "$CAE_LAB")/../lib/cae-lab/mpi/$mpi.so" ] && command -v "mpirun.$mpi" >/dev/null; then
      echo "$mpi"
    fi
  done
}
[ -n "$(mpis)" ] || fail "this cae-lab was built for no MPI that is installed here"
# ranks MPI N COMMAND...: mpirun.
ranks() {
  local mpi=$1 count=$2
  shift 2
  case $mpi in
    openmpi) mpirun.openmpi --oversubscribe --mca mpi_yield_when_idle 1 -n "$count" "$@" ;;
    mpich) mpirun.mpich -n "$count" "$@" ;;
  esac
}
said() {
  grep -q -e "$1" err.txt || fail "the error does not say: $1"
}
question() { # STORE QUERY: the bare answer
  "$CAE_LAB" sql --store "$1" --csv "$2" | tail -n +2 | tr -d '\r'
}
# Every bit of a run: losses, terms and metrics from the store, and the numbers of both checkpoints behind their headers,
# which also hold the time that was spent.
bits() { # STORE RUN-ID
  question "$1" "SELECT epoch, printf('%!.17g', train_loss), printf('%!.17g', test_loss) FROM epoch_losses
                 WHERE run_id = $2 ORDER BY epoch"
  question "$1" "SELECT epoch, split, term, printf('%!.17g', value) FROM loss_terms WHERE run_id = $2 ORDER BY 1, 2, 3"
  question "$1" "SELECT epoch, split, layer, name, unit, printf('%!.17g', value) FROM layer_metrics WHERE run_id = $2
                 ORDER BY 1, 2, 3, 4, 5"
  local file size
  for file in last best; do
    file=$(echo "$1"/"$(printf %04d "$2")"-*/"$file".safetensors)
    size=$(od -A n -t u8 -N 8 "$file" | tr -d ' ')
    tail -c "+$((9 + size))" "$file" | sha256sum
  done
}
# same_bits STORE RUN-ID: as the run of the store `alone`, which is done.
same_bits() {
  [ "$(question "$1" "SELECT status FROM run_summary WHERE run_id = $2")" = done ] || fail "run $2 of $1 is not done"
  bits alone 1 >bits.alone
  bits "$1" "$2" >bits.ranks
  grep -q '[0-9]' bits.alone || fail "no bits to compare"
  diff bits.alone bits.ranks || fail "run $2 of $1 has other bits than one process"
}
# rank_pid RANK: the process of that rank of the run of this folder, whichever the MPI.
rank_pid() {
  local process
  for process in /proc/[0-9]*; do
    # Not by their paths: a process of another host has mounts of its own.
    [ "$process/cwd" -ef "$work" ] && [ "$process/exe" -ef "$CAE_LAB" ] || continue
    if grep -q -z -x -E "(OMPI_COMM_WORLD_RANK|PMI_RANK)=$1" "$process/environ" 2>/dev/null; then
      echo "${process#/proc/}"
      return
    fi
  done
}
