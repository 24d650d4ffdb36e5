. "$(dirname "$0")/common.sh"
experiment one "epochs: 300"
experiment short "epochs: 40"
# stopped STORE EXPERIMENT: a run that was stopped after some epochs.
stopped() {
  in_background cae-lab run "$2.yaml" --store "$1"
  wait_for 'grep -q "^epoch" out.txt'
  kill -TERM $run
  wait $run || test $? -eq 143
}
stopped store one
stopped store one
last=$(run_folder store 1)/last.safetensors
cp "$last" good
before=$(losses store 1)
refused() { # CODE STATUS
  expect "$2" cae-lab run one.yaml --store store --resume 1
  said "$1"
  said "last.safetensors"
  test "$(losses store 1)" = "$before" || fail "a refused resumption changed the record"
  test "$(question store 'SELECT status FROM run_summary WHERE run_id = 1')" = stopped || fail "not stopped any more"
}
size=$(stat -c %s good)
for part in 0 5 100 $((size / 2)) $((size - 1)); do
  head -c $part good >"$last"
  refused E5 2
done
head -c 100000 /dev/urandom >"$last"
refused E5 2
cp "$(run_folder store 2)/last.safetensors" "$last"
refused E807 2
said "0002-one-s1', not to '0001-one-s1'"
cae-lab init small.cae -o "$last"
refused E806 2
# With the right one again it goes on; other settings are told apart.
cp good "$last"
expect 2 cae-lab run one.yaml --store store --resume 1 --set train.batch=9
said E809
said "train.batch ('7' then, '9' now)"
said "give the same options as then"
sed 's/^  epochs: .*/  epochs: 299/' one.yaml >other.yaml
expect 2 cae-lab run other.yaml --store store --resume 1
said "train.epochs ('300' then, '299' now)"
said "the experiment file has changed"
cp small.cae small.cae.good
echo "# another text" >>small.cae
expect 2 cae-lab run one.yaml --store store --resume 1
said "another text of the model"
said "show 0001-one-s1 --text model"
mv small.cae.good small.cae
# A run of a version that knew fewer settings.
cp -r store older
sqlite3 older/cae-lab.db "UPDATE runs SET cae_lab_version = '0.0.1',
                                          configuration = json_remove(configuration, '$.train.precision')"
expect 2 cae-lab run one.yaml --store older --resume 1
said "train.precision (not there then, 'fp32' now)"
said "cae-lab 0.0.1 made it"
# A run whose process died before its first checkpoint starts over.
expect 0 cae-lab run short.yaml --store whole
stopped none short
test "$(question none 'SELECT status FROM run_summary')" = stopped || fail "it was done before the signal"
rm none/0001-*/last.safetensors
expect 0 cae-lab run short.yaml --store none --resume last
same_end whole 1 none 1
