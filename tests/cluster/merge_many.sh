#!/bin/bash
# 20 stores of 50 runs are merged with all their rows, in under ten seconds of the processor; and killed again and again
# while it merges.
. "$(dirname "$(readlink -f "$0")")/slurm_common.sh"
. "$here/many_stores.sh"
make_many_stores
TIMEFORMAT="%U %S"
{ time expect 0 cae-lab merge store? store?? -o all; } 2>processor.txt
seconds=$(awk '{ print $1 + $2 }' processor.txt)
[ "$(sql all "SELECT count(*), count(DISTINCT identity), count(DISTINCT cpu) FROM runs")" = "1000|1000|20" ] || fail "not 1000 runs"
[ "$(ls -d all/[0-9]*/last.safetensors | wc -l)" = 1000 ] || fail "not 1000 folders"
# The same rows on both sides.
for n in 1 7 20; do
  for question in \
    "SELECT identity, epoch, train_loss, test_loss, recorded_at FROM epochs JOIN runs ON runs.id = run_id" \
    "SELECT identity, split, term, value FROM epoch_terms JOIN runs ON runs.id = run_id" \
    "SELECT identity, analysis, metrics.name, value FROM metrics JOIN runs ON runs.id = run_id" \
    "SELECT identity, kind, replace(path, runs.name, '') FROM artefacts JOIN runs ON runs.id = run_id" \
    "SELECT identity, role, path, sum FROM run_inputs JOIN runs ON runs.id = run_id"; do
    sql "store$n" "$question WHERE cpu = 'machine $n' ORDER BY 1, 2, 3" >there.txt
    sql all "$question WHERE cpu = 'machine $n' ORDER BY 1, 2, 3" | diff -q there.txt - >/dev/null || fail "store$n: $question"
  done
  [ -s there.txt ] || fail "nothing was compared"
done
# Of the processor, which waits for disks and other programs leave alone; tools/bench/merge_beside_copy has the clock's.
awk "BEGIN { exit !($seconds < 10) }" || fail "it took $seconds s of the processor"

# Killed at any moment, it is repeated.
kills=0
for delay in 0.05 0.1 0.2 0.3 0.5 0.8 1.2; do
  timeout --signal=KILL $delay cae-lab merge store? store?? -o killed >/dev/null 2>&1 || kills=$((kills + 1))
  [ ! -s killed/cae-lab.db ] || [ "$(sql killed "PRAGMA quick_check")" = ok ] || fail "damaged after $delay s"
done
expect 0 cae-lab merge store? store?? -o killed
[ "$(sql killed "SELECT count(*), count(DISTINCT identity) FROM runs")" = "1000|1000" ] || fail "not 1000 runs after $kills kills"
[ "$(ls -d killed/[0-9]* | wc -l)" = 1000 ] || fail "folders without a run after $kills kills"
echo "1000 runs of 20 stores in $seconds s of the processor; killed $kills times and repeated"
