. "$(dirname "$0")/common.sh"
sed -i 's/ momentum=0.9//' small.cae
# Early stopping is said on the screen, to programs, in the store and by `show`, with its reason.
experiment early "epochs: 50" "early_stopping: { patience: 2, min_delta: 10 }"
expect 0 cae-lab run early.yaml --store early
reason='early stopping after epoch 3 of 50: in 2 epochs the test loss did not fall by more than 10 below the [0-9.]* of epoch 1'
grep -q "^$reason\$" out.txt || { cat out.txt; fail "the screen does not say why the run ended"; }
question early 'SELECT end_reason FROM runs' | grep -q "$reason" || fail "the store does not say why the run ended"
test "$(question early 'SELECT best_epoch = 1 FROM run_summary')" = 0 || fail "min_delta decided which epoch is best"

# Moving statistics that lag are reported at the end, in the store and by `show`; the run is done nevertheless.
said 'warning\[W813\]: the moving statistics of bn1, bn2 have seen 105 steps of momentum 0.99'
test "$(question early "SELECT count(*) FROM run_warnings WHERE code = 'W813'")" = 1 || fail "W813 is not recorded"
expect 0 cae-lab show 1 --store early
tr -s ' \n' ' ' <out.txt | grep -q "ended by $reason" || { cat out.txt; fail "show does not say why the run ended"; }
grep -q 'warning *W813: ' out.txt || { cat out.txt; fail "show does not give the warning"; }

expect 0 cae-lab run early.yaml --store json --json
test ! -s err.txt || { cat err.txt; fail "--json wrote to standard error"; }
grep '"event":"end"' out.txt | grep -q "\"reason\":\"$reason\"" || { cat out.txt; fail "no reason in the end event"; }
grep '"event":"warning"' out.txt | grep -q '"code":"W813"' || { cat out.txt; fail "no event for the warning"; }

# Validation images are taken from those of training, and their loss is the one that is watched.
experiment validated "epochs: 3"
sed -i 's/data: {/data: { validation: 0.25,/' validated.yaml
expect 0 cae-lab run validated.yaml --store validated
grep -q '180 training, 60 validation and 40 test images' out.txt || { cat out.txt; fail "the counts are not said"; }
grep -q '^epoch 1/3  train [0-9.]*  validation [0-9.]*  test' out.txt || { cat out.txt; fail "no validation loss"; }
test "$(question validated 'SELECT count(*) FROM epoch_losses WHERE validation_loss > 0')" = 3 ||
  fail "the validation losses are not recorded"
test "$(question validated 'SELECT best_validation_loss = (SELECT min(validation_loss) FROM epochs) FROM run_summary')" \
  = 1 || fail "the best epoch is not that of the validation loss"

# Float images of 0 to 255 under bce are refused before anything is recorded.
{
  printf '\223NUMPY\001\000\166\000'
  printf '%-117s\n' "{'descr': '<f4', 'fortran_order': False, 'shape': (20, 12, 12), }"
  head -c $((20 * 144 * 4 - 4)) /dev/zero
  printf '\000\000\177\103'
} >bright.npy
experiment bright "epochs: 1"
sed -i 's/images: train.npy/images: bright.npy/' bright.yaml
expect 2 cae-lab run bright.yaml --store bright
said 'bright.npy: error\[E812\]: the images go from 0 to 255, but the loss bce needs 0 to 1'
test "$(question bright 'SELECT count(*) FROM runs')" = 0 || fail "a run was recorded"
expect 2 cae-lab run bright.yaml --dry-run
said 'E812'
# Where the test images are those of training, once.
sed -i 's/images: test.npy/images: bright.npy/' bright.yaml
expect 2 cae-lab run bright.yaml --store bright
test "$(grep -c 'error\[E812\]' err.txt)" = 1 || { cat err.txt; fail "one file is refused twice"; }

# Start weights that are none, or of another model, are refused before training, and by whatever only looks.
sed 's/dense 8/dense 9/' small.cae >other.cae
expect 0 cae-lab init other.cae -o weights.safetensors
experiment begun "epochs: 1" "init: weights.safetensors"
for code in E521 E501; do
  for call in check "run --dry-run" "run --store begun"; do
    expect 2 cae-lab $call begun.yaml
    said "weights.safetensors: error\[$code\]"
  done
  printf none >weights.safetensors
done

# Images of other formats in a folder are named before training, and kept with the run.
mkdir photos
cp "$(dirname "$0")/../../golden/data/gray8.png" photos/1.png
: >photos/2.jpg
: >photos/3.JPEG
echo "model tiny { input 2x3x1; flatten; dense 6 sigmoid; reshape 2x3x1 }" >tiny.cae
echo "{ experiment: photos, model: tiny.cae, data: { train: { images: photos } }, train: { epochs: 1, batch: 1 } }" >photos.yaml
photos="photos: warning\[W807\]: 2 image files are not PNG files and are passed over; the first is 'photos/2.jpg'"
expect 0 cae-lab run photos.yaml --dry-run
said "$photos"
expect 0 cae-lab run photos.yaml --store photographed
said "$photos"
test "$(question photographed "SELECT count(*) FROM run_warnings WHERE code = 'W807'")" = 1 || fail "W807 is not recorded"

# A test loss that is not finite fails the run as a training loss does, and is never best.
cae-lab init small.cae -o start.safetensors
size=$(od -A n -t u8 -N 8 start.safetensors | tr -d ' ')
variance=$(head -c $((8 + size)) start.safetensors | grep -a -o '"bn1.var":{[^}]*}' | sed 's/.*data_offsets": *\[//; s/,.*//')
printf '\000\000\240\300' |  # -5
  dd of=start.safetensors bs=1 seek=$((8 + size + variance)) conv=notrunc 2>/dev/null
experiment unsound "epochs: 3" "init: start.safetensors" "early_stopping: { patience: 1 }"
expect 1 cae-lab run unsound.yaml --store unsound
said 'error\[E804\]: the test loss is not finite after epoch 1; the first layer whose output is not is bn1'
test "$(question unsound 'SELECT status FROM run_summary WHERE best_epoch IS NULL')" = failed ||
  fail "a test loss that is not a number was taken for a loss"
