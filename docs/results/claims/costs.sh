#!/usr/bin/env bash
# costs.sh CAE_LAB: prints costs.csv, the processor time of a training step of 40 images for the base and the variants of
# experiments/report.yaml; of three tries the least.
set -eu
cae_lab=$1 models=$(dirname "$(realpath "$0")")/../../../experiments/models
TIMEFORMAT=%U

seconds() {  # STEPS MODEL [OPTION...]
  { time "$cae_lab" bench "$models/$2.cae" --batch 40 --warm-up 0 --threads 1 --steps "$1" "${@:3}" > /dev/null; } 2>&1
}
cost() {  # VARIANT MODEL [OPTION...]
  for _ in 1 2 3; do
    echo "$(seconds 22 "${@:2}") $(seconds 2 "${@:2}")"
  done | awk -v variant="$1" '{ each = ($1 - $2) / 20 } NR == 1 || each < least { least = each }
                              END { printf "%s,%.4f\n", variant, least }'
}

echo variant,seconds
cost "" fashion-dense
cost narrow-56 fashion-dense --set width=56
cost narrow-28 fashion-dense --set width=28
cost no-batch-norm fashion-no-bn
cost transposed fashion-deconv
cost deeper fashion-deeper
cost conv-first fashion-conv-first
cost dense-256 fashion-dense --set dense=256
cost dense-512 fashion-dense --set dense=512
cost dense-2048 fashion-dense --set dense=2048
