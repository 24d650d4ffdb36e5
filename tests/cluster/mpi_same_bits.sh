#!/bin/bash
# 1, 2, 3, 4 and 8 ranks give the bits of one process, under each MPI: in fp32, in bf16 where the CPU has it, and with a
# layer that draws random numbers and has metrics.
. "$(dirname "$(readlink -f "$0")")/mpi_common.sh"
cat >variational.cae <<'MODEL'
model variational {
  input 12x12x1
  encoder {
    conv 6 3x3 relu stride=2 pad=same
    flatten as features
    dense 4 as mean
    from features
    dense 4 as log_variance
    sample mean log_variance as code
  }
  decoder { dense 144 relu; reshape 3x3x16; upsample 4; conv 1 3x3 sigmoid pad=same }
}
MODEL
# check NAME COUNT...: the experiment of that name, on so many ranks.
check() {
  local mpi count
  rm -rf alone
  expect 0 "$CAE_LAB" run "$1.yaml" --store alone --threads 2
  for mpi in $(mpis); do
    for count in "${@:2}"; do
      rm -rf ranks
      expect 0 ranks "$mpi" "$count" "$CAE_LAB" run "$1.yaml" --store ranks --threads 1
      same_bits ranks 1
      [ "$(question ranks 'SELECT count(*) FROM run_summary')" = 1 ] || fail "$count ranks recorded more than one run"
      [ "$(question ranks 'SELECT ranks FROM runs')" = "$count" ] || fail "not recorded that there were $count ranks"
      [ "$(ls -d ranks/0* | wc -l)" = 1 ] || fail "$count ranks wrote more than one folder"
    done
    echo "$1: ${*:2} ranks of $mpi: same bits"
  done
}
experiment fp32 "epochs: 2"
check fp32 1 2 3 4 8
if grep -q -m 1 avx512_bf16 /proc/cpuinfo; then
  experiment bf16 "epochs: 2" "precision: bf16"
  check bf16 2 3
fi
experiment variational "epochs: 2"
sed -i 's/small.cae/variational.cae/' variational.yaml
check variational 3
[ "$(question ranks 'SELECT count(*) > 0 FROM layer_metrics')" = 1 ] || fail "the variational model has no metrics"
