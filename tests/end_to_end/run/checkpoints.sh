. "$(dirname "$0")/common.sh"
experiment one "epochs: 300" "shuffle: false"
experiment short "epochs: 40"
stopped store one
stopped store one
last=$(run_folder store 1)/last.safetensors
cp "$last" good
before=$(losses store 1)
refused() { # CODE STATUS
  expect "$2" cae-lab run one.yaml --store store --resume 1
  said "$1"
  said "last.safetensors"
  # What is there, and the two ways on.
  said "epoch.* 1.* of the run 0001-one-s1"
  said "put .*; or begin a new run, without --resume"
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
# One byte of the numbers, and one of the words, that is another.
for place in $((size - 1000)) $((size / 2)); do
  cp good "$last"
  byte=$(od -A n -t u1 -j $place -N 1 good)
  printf "\\$(printf %o $((byte ^ 32)))" | dd of="$last" bs=1 seek=$place conv=notrunc status=none
  refused E515 2
done
sed 's/"epoch":"\([0-9]*\)[0-9]"/"epoch":"\19"/; s/"best_epoch":"[0-9]/"best_epoch":"9/' good >"$last"
cmp -s good "$last" && fail "no word was changed"
refused E515 2
cp "$(run_folder store 2)/last.safetensors" "$last"
refused E807 2
said "0002-one-s1', not to '0001-one-s1'"
cae-lab init small.cae -o "$last"
refused E806 2
rm "$last"
refused E821 2
said "the checkpoint is missing"

# A store that is older than the checkpoint, or that lacks an epoch between.
cp good "$last"
trained=$(question store 'SELECT max(epoch) FROM epochs WHERE run_id = 1')
sqlite3 store/cae-lab.db ".backup whole.db"
sqlite3 store/cae-lab.db "DELETE FROM epochs WHERE run_id = 1 AND epoch >= $trained"
before=$(losses store 1)
if test "$trained" -gt 1; then
  refused E822 2
  said "epochs 1 to $trained, but the store has only epoch"
else
  expect 2 cae-lab run one.yaml --store store --resume 1
  said E822
fi
sqlite3 store/cae-lab.db ".restore whole.db"
before=$(losses store 1)
# With the right ones again it goes on, and an older checkpoint is then told from the newest.
more=$((trained + 4))
expect 0 cae-lab run one.yaml --store store --resume 1 --epochs $more
sqlite3 store/cae-lab.db "UPDATE runs SET status = 'stopped' WHERE id = 1"
before=$(losses store 1)
cp "$last" newest
cp good "$last"
refused E823 2
said "it is an older copy"
cp newest "$last"
sqlite3 store/cae-lab.db "DELETE FROM epochs WHERE run_id = 1 AND epoch = 2"
expect 2 cae-lab run one.yaml --store store --resume 1
said "E825.*not epoch 2"

# Fewer epochs than it has; other settings are told apart.
rm -r store
stopped store one
expect 2 cae-lab run one.yaml --store store --resume 1 --set train.batch=9
said E809
said "train.batch ('7' then, '9' now)"
said "give the same options as then"
expect 2 cae-lab run one.yaml --store store --resume 1 --disable-pass winograd
said "disable-pass.*then.*now"
sed 's/^  shuffle: .*/  shuffle: true/' one.yaml >other.yaml
expect 2 cae-lab run other.yaml --store store --resume 1
said "train.shuffle ('false' then, 'true' now)"
said "the experiment file has changed"
cp small.cae small.cae.good
echo "# another text" >>small.cae
expect 2 cae-lab run one.yaml --store store --resume 1
said "another model text"
said "show 0001-one-s1 --text model"
mv small.cae.good small.cae
# A run of a version that knew fewer settings did what their defaults say.
cp -r store older
sqlite3 older/cae-lab.db "UPDATE runs SET cae_lab_version = '0.0.1',
                                          configuration = json_remove(configuration, '$.train.shuffle')"
expect 2 cae-lab run one.yaml --store older --resume 1
said "train.shuffle (not there then, 'false' now)"
said "cae-lab 0.0.1 made it"
# A run that crashed before its first checkpoint has lost nothing, and starts over.
expect 0 cae-lab run short.yaml --store whole
stopped none short
test "$(question none 'SELECT status FROM run_summary')" = stopped || fail "it was done before the signal"
rm none/0001-*/last.safetensors
sqlite3 none/cae-lab.db "DELETE FROM epochs"
expect 0 cae-lab run short.yaml --store none --resume last
grep -q "no checkpoint and no epoch yet: it starts over" out.txt err.txt || fail "it starts over without a word"
same_end whole 1 none 1
# A store from others cannot name files outside itself.
for name in "$folder/outside" ../outside 0001/../../outside; do
  sqlite3 none/cae-lab.db "UPDATE runs SET name = '$name', status = 'interrupted'"
  expect 2 cae-lab run short.yaml --store none --resume 1
  said E721
  expect 2 cae-lab show 1 --store none
  said E721
  test ! -e outside || fail "something was written outside of the store"
done
