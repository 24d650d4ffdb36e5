. "$(dirname "$0")/common.sh"
# A store of version 2, before sums of the data and checksums of checkpoints were kept.
fixture=$(dirname "$0")/version-2
cp "$fixture"/old.* .
"$MAKE_IMAGES" train.npy 60 12 1
old_store() {
  rm -rf runs
  for run in 0001 0002; do
    mkdir -p runs/$run-old-s1
    cp "$fixture/$run-last.safetensors" runs/$run-old-s1/last.safetensors
  done
  sqlite3 runs/cae-lab.db <"$fixture/store.sql"
}
old_store
expect 0 cae-lab runs
expect 0 cae-lab show 2
before=$(losses runs 2)
expect 0 cae-lab run old.yaml --resume 2 --epochs 5
for words in "without a checksum: it is taken as it is" "no sums of the run's data" "it alone goes on"; do
  grep -q "$words" out.txt err.txt || { cat out.txt err.txt; fail "not said: $words"; }
done
test "$(question runs 'SELECT status, epochs FROM run_summary WHERE run_id = 2')" = "done,5" || fail "not five epochs"
test "$(losses runs 2 | head -n 2)" = "$before" || fail "the epochs of before have changed"
# Now the data are known, and the checkpoint has a checksum.
test "$(question runs 'SELECT count(*) FROM run_inputs WHERE run_id = 2')" = 1 || fail "no sum of the images"
expect 0 cae-lab run old.yaml --resume 2 --epochs 6
! grep -q "no sums\|without a checksum" out.txt err.txt || fail "the new sums or the new checksum are not known"
cp train.npy good.npy
"$MAKE_IMAGES" train.npy 60 12 2
expect 2 cae-lab run old.yaml --resume 2 --epochs 7
said E820
mv good.npy train.npy
# What it had finished goes on as well.
expect 0 cae-lab run old.yaml --resume 1 --epochs 4
test "$(question runs 'SELECT status, epochs FROM run_summary WHERE run_id = 1')" = "done,4" || fail "not four epochs"
test "$(question runs 'PRAGMA integrity_check')" = ok || fail "the store is damaged"

# Without a checksum a checkpoint must still fit the run, down to its steps.
impossible() { # CODE SED-COMMAND
  old_store
  sed -i "$2" runs/0002-*/last.safetensors
  expect 2 cae-lab run old.yaml --resume 2
  said "$1"
  said "or begin a new run, without --resume"
  test "$(losses runs 2)" = "$before" || fail "a refused resumption changed the record"
}
impossible E822 's/"epoch":"3"/"epoch":"9"/'
impossible E823 's/"epoch":"3"/"epoch":"1"/; s/"best_epoch":"2"/"best_epoch":"0"/'
impossible E824 's/"step":"0"/"step":"9"/'
impossible E824 's/"step":"0"/"step":"1"/'
impossible E824 's/"optimizer_steps":"18"/"optimizer_steps":"19"/'
impossible E824 's/"best_epoch":"2"/"best_epoch":"7"/'

# A checksum that is taken out is missed.
old_store
expect 0 cae-lab run old.yaml --resume 2 --epochs 5
sed -i 's/cae_lab_sha256/cae_lab_sha255/; s/cae-lab checkpoint 2/cae-lab checkpoint 1/' runs/0002-*/last.safetensors
expect 2 cae-lab run old.yaml --resume 2 --epochs 6
said E515

# Its finished run is analysed like those of today.
old_store
expect 0 cae-lab analyse 1 --plugin latent layer=conv2 images=5
test "$(question runs "SELECT analysis, status FROM run_analyses WHERE run_id = 1 ORDER BY analysis" | tr '\n' ' ')" = \
  "latent,done losses,done reconstructions,done " || fail "the analyses of an older store are not known"
test "$(wc -l <runs/0001-old-s1/latent-"$(ls runs/0001-old-s1 | sed -n 's/^latent-\(.*\)\.csv$/\1/p')".csv)" = 6 ||
  fail "not the five images that were asked for"
expect 0 cae-lab analyse 1 --again --only reconstructions
test -s runs/0001-old-s1/reconstructions.png || fail "no reconstructions of an older run"
