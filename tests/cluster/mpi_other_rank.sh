#!/bin/bash
# A rank with another cae-lab, data, plugin or instruction set is refused before anything is recorded, with its host and
# what to do.
. "$(dirname "$(readlink -f "$0")")/mpi_common.sh"
experiment few "epochs: 1"
# Rank 1 starts through this script, which changes what it has: $1 says how.
cat >rank <<'SCRIPT'
#!/bin/bash
how=$1
shift
if [ "${OMPI_COMM_WORLD_RANK:-${PMI_RANK:-}}" = 1 ]; then
  case $how in
    build) exec other/bin/cae-lab "${@:2}" ;;
    isa) export ONEDNN_MAX_CPU_ISA=SSE41 ;;
    data) cd elsewhere ;;
    missing) cd nowhere ;;
    plugin) export CAE_LAB_PLUGINS=$PWD/plugins ;;
  esac
fi
exec "$@"
SCRIPT
chmod +x rank
mkdir -p other/bin elsewhere nowhere plugins
cp -a "$(dirname "$CAE_LAB")/../lib" other/lib
cp "$CAE_LAB" other/bin/cae-lab
printf x >>other/bin/cae-lab # another build: the program runs, its sum differs
cp "$(dirname "$CAE_LAB")/../lib/cae-lab/plugins/gaussian-noise.so" plugins/
printf x >>plugins/gaussian-noise.so
cp small.cae few.yaml train.npy elsewhere
make_images elsewhere/test.npy 40 3
cp small.cae few.yaml nowhere
# refused HOW TEXT REMEDY
refused() {
  rm -rf store
  local status=0
  ranks "$mpi" 2 ./rank "$1" "$CAE_LAB" run few.yaml --threads 1 --store "$work/store" >out.txt 2>err.txt || status=$?
  [ "$status" -ne 0 ] || fail "$mpi, $1: not refused"
  said "rank 1 on $(hostname) $2"
  said "$3"
  [ "$(question store 'SELECT count(*) FROM run_summary')" = 0 ] || fail "$mpi, $1: a run was recorded"
}
for mpi in $(mpis); do
  refused build 'has another build of cae-lab' 'install the same build'
  refused isa 'has another instruction set' 'ONEDNN_MAX_CPU_ISA'
  refused data 'has another file of the test images' 'the same data under the same path'
  refused missing 'cannot take part' 'train.npy'
  refused plugin 'has another plugin gaussian-noise' 'install the same plugin'
  echo "$mpi: a rank of another build, instruction set, data or plugin is refused"
done
