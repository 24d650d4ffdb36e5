# 20 stores of 50 small runs, for merge_many.sh and tools/bench/merge_beside_copy. Source it after slurm_common.sh.
make_many_stores() {
  experiment many 1
  sed -i "s/^seeds:.*/seeds: [$(seq -s ', ' 50)]/; /^variants:/d" many.yaml
  expect 0 cae-lab run many.yaml --store store1 --quiet --threads 1
  local n
  # Runs of their own, as if they had been trained on 20 machines.
  for n in $(seq 2 20); do cp -r store1 "store$n"; done
  for n in $(seq 20); do
    sql "store$n" "UPDATE runs SET identity = lower(hex(randomblob(16))), cpu = 'machine $n'; PRAGMA wal_checkpoint(TRUNCATE)" >/dev/null
  done
  sync
}
