. "$(dirname "$0")/common.sh"
experiment one "epochs: 3" "optimizer: { kind: adam, rate: 0.01 }"
"$MAKE_IMAGES" more.npy 240 12 3
mkdir sub elsewhere
ln -s . link
expect 0 cae-lab run one.yaml --epochs 8 --store whole

# What is done goes on where more epochs are asked for: from another folder, by another path, with other threads.
expect 0 cae-lab run one.yaml --store runs --threads 2
expect 2 cae-lab run one.yaml --store runs --resume 1
said "E808.*is done; there is nothing to resume"
said "give --epochs a number above 3"
expect 2 cae-lab run one.yaml --store runs --resume 1 --epochs 3
said E808
go_on() (cd "$1" && shift && cae-lab run "$@")
expect 0 go_on sub ../link/one.yaml --store ../link/runs --resume 1 --epochs 4 --threads 1
expect 0 go_on / "$folder/one.yaml" --store "$folder/runs" --resume 0001-one-s1 --epochs 5
# Data in another place with another name; the analyses may have changed.
mv train.npy elsewhere/x.npy
sed 's/test.npy/link\/test.npy/; s/train.npy/elsewhere\/x.npy/' one.yaml >moved.yaml
echo "analyse: [ { plugin: pca, components: 2, images: 40 } ]" >>moved.yaml
expect 0 cae-lab run moved.yaml --store runs --resume 1 --epochs 8
same_end whole 1 runs 1
test "$(question runs 'SELECT epochs_planned FROM runs')" = 8 || fail "the plan is not 8 epochs"
# A key of --set is as good as the option; without either the run is what it has become.
expect 2 cae-lab run moved.yaml --store runs --resume 1 --set data.limit=70
said "E809.*data.limit"
expect 2 cae-lab run moved.yaml --store runs --resume 1
said "give --epochs a number above 8"

mv elsewhere/x.npy train.npy
# A process that is killed as it goes on has not forgotten how far.
expect 0 cae-lab run one.yaml --store further --epochs 2 --limit 70
in_background cae-lab run one.yaml --store further --resume 1 --epochs 30
wait_for 'grep -q "30 epochs" out.txt'
kill -KILL $run
wait $run || true
test "$(question further 'SELECT status FROM runs')" = done || expect 0 cae-lab run one.yaml --store further --resume 1
test "$(question further 'SELECT epochs FROM run_summary')" = 30 || fail "not 30 epochs"

# Changed data are refused by name, with everything left as it was; those of then are taken wherever they are.
cae-lab init small.cae -o weights.safetensors
sed 's/^train:/train:\n  init: weights.safetensors/' one.yaml >init.yaml
expect 0 cae-lab run init.yaml --store init
before=$(losses init 1)
changed() { # FILE ROLE
  mv "$1" kept
  cp "$3" "$1"
  expect 2 cae-lab run init.yaml --store init --resume 1 --epochs 6
  said "$1: error\[E820\]: the $2 have changed since the run 0001-one-s1 was begun: .* then, .* now"
  mv kept "$1"
  test "$(losses init 1)" = "$before" || fail "a refused resumption changed the record"
  test "$(question init 'SELECT status FROM run_summary')" = done || fail "not done any more"
}
changed train.npy "training images" more.npy
changed test.npy "test images" more.npy
cae-lab init small.cae -o others.safetensors --seed 2
changed weights.safetensors "start weights" others.safetensors
sed 's/, test: .* }$/ }/' init.yaml >untested.yaml
expect 2 cae-lab run untested.yaml --store init --resume 1 --epochs 6
said "was begun with test images, and now there are none"
rm train.npy
expect 2 cae-lab run init.yaml --store init --resume 1 --epochs 6
said "train.npy"
"$MAKE_IMAGES" train.npy 240 12 1
expect 0 cae-lab run init.yaml --store init --resume 1 --set train.epochs=4
expect 0 cae-lab run init.yaml --store init --resume 1 --epochs 5
expect 0 cae-lab run init.yaml --store init --resume 1 --set train.epochs=6
test "$(question init 'SELECT epochs FROM run_summary')" = 6 || fail "not six epochs"
test "$(question init "SELECT group_concat(role) FROM (SELECT role FROM run_inputs ORDER BY role)")" = \
  '"start weights,test images,training images"' || fail "other sums are kept"

# A run that early stopping ended can be continued, and its patience counts from there.
experiment early "epochs: 9" "optimizer: { kind: adam, rate: 0.01 }" "early_stopping: { patience: 2, min_delta: 1000 }"
expect 0 cae-lab run early.yaml --store early
trained=$(question early 'SELECT epochs FROM run_summary')
test "$trained" -lt 9 || fail "it was not stopped early"
expect 2 cae-lab run early.yaml --store early --resume 1
said "E808.*ended early after $trained of 9 epochs"
expect 0 cae-lab run early.yaml --store early --resume 1 --epochs 9
test "$(question early 'SELECT epochs FROM run_summary')" -eq $((trained + 2)) || fail "not two epochs of patience more"
expect 0 cae-lab run early.yaml --store early --resume 1 --epochs $((trained + 3))
sed '/early_stopping/d' early.yaml >late.yaml
expect 0 cae-lab run late.yaml --store late --epochs $((trained + 3))
losses early 1 >losses.1
losses late 1 | diff losses.1 - || fail "the epochs after early stopping have other losses"

# A cosine is over all epochs, which is said; the rates from there on are those of the longer run.
experiment cosine "epochs: 2" "schedule: { kind: cosine }"
expect 0 cae-lab run cosine.yaml --store cosine
expect 0 cae-lab run cosine.yaml --store cosine --resume 1 --epochs 5
grep -q "from epoch 3 on the rate is that of a run of 5 epochs, before it was that of 2" out.txt err.txt ||
  { cat out.txt err.txt; fail "nothing is said of the schedule"; }
expect 0 cae-lab run cosine.yaml --store longer --epochs 5
rates() { question "$1" "SELECT printf('%.6f', learning_rate) FROM epochs WHERE epoch > 2 ORDER BY epoch"; }
test "$(rates cosine)" = "$(rates longer)" || fail "other rates than those of five epochs"
