. "$(dirname "$0")/common.sh"
# A trained model is used: apply, decode, generate, interpolate.
cat >variational.cae <<'MODEL'
model variational {
  input 12x12x1
  encoder {
    flatten; dense 16 relu as hidden
    dense 3 as mean
    from hidden
    dense 3 as log_variance
    sample mean log_variance as code
  }
  decoder { dense 16 relu; dense 144 sigmoid; reshape 12x12x1 as pixels }
}
MODEL
experiment plain "epochs: 2"
experiment drawn "epochs: 2"
sed -i 's/small.cae/variational.cae/' drawn.yaml
expect 0 cae-lab run drawn.yaml --store store
expect 0 cae-lab run plain.yaml --store store
size() { # FILE: width and height of a PNG
  od -A n -t u1 -j 16 -N 8 "$1" | awk '{ print $3 * 256 + $4 "x" $7 * 256 + $8 }'
}
shape() { # FILE: the shape that an NPY file says
  head -c 128 "$1" | grep -a -o "'shape': ([0-9, ]*" | tr -d "'shape: ("
}

expect 0 cae-lab apply 1 test.npy --layer code -o codes.npy --store store
test "$(shape codes.npy)" = 40,3 || fail "codes of $(shape codes.npy)"
expect 0 cae-lab apply 1 test.npy -o images.npy --store store
test "$(shape images.npy)" = 40,1,12,12 || fail "images of $(shape images.npy)"
# The decoder makes of the codes what the whole model makes of the images.
expect 0 cae-lab decode 1 codes.npy -o decoded.npy --store store
cmp images.npy decoded.npy || fail "the decoder gives other images than the model"
expect 0 cae-lab apply 1 test.npy -o sheet.png --limit 25 --weights best --store store
test "$(size sheet.png)" = 884x332 || fail "a sheet of $(size sheet.png)"

# The first draws are the same whatever the count, others with another seed.
expect 0 cae-lab generate 1 -o few.npy --count 3 --store store
expect 0 cae-lab generate 1 -o many.npy --count 30 --store store
numbers() { tail -c +129 "$1"; }
numbers many.npy | head -c 1728 >first
numbers few.npy | cmp - first || fail "a draw depends on the count"
expect 0 cae-lab generate 1 -o other.npy --count 3 --seed 2 --store store
cmp -s few.npy other.npy && fail "the seed changes nothing"
expect 0 cae-lab generate 1 -o drawn.png --count 12 --store store
test "$(size drawn.png)" = 884x244 || fail "a sheet of $(size drawn.png)"

# The line begins and ends with the reconstructions of the two images, which stand beside them on a sheet alone.
expect 0 cae-lab interpolate 1 2 7 -o line.npy --steps 5 --store store
test "$(shape line.npy)" = 5,1,12,12 || fail "a line of $(shape line.npy)"
image() { numbers "$1" | tail -c +$(($2 * 576 + 1)) | head -c 576; } # FILE NUMBER
image images.npy 2 >reconstructed
image line.npy 0 | cmp - reconstructed || fail "the line does not begin with the first reconstruction"
image images.npy 7 >reconstructed
image line.npy 4 | cmp - reconstructed || fail "the line does not end with the second reconstruction"

# Sheets say what they are of, and may be dark.
expect 0 cae-lab apply 1 test.npy -o sheet.svg --limit 3 --dark --store store
grep -q ">Reconstructions of run 0001-drawn-s1<" sheet.svg || fail "the sheet does not say its run"
grep -q ">3 images of test.npy; weights of the last epoch<" sheet.svg || fail "the sheet does not say its images"
expect 0 cae-lab decode 1 codes.npy -o sheet.svg --store store
grep -q ">40 codes of codes.npy; weights of the last epoch<" sheet.svg || fail "the sheet does not say its codes"
expect 0 cae-lab generate 1 -o sheet.svg --count 2 --seed 5 --store store
grep -q "2 codes drawn from the prior with seed 5" sheet.svg || fail "the sheet does not say its draws"
expect 0 cae-lab interpolate 1 2 7 -o line.svg --steps 3 --store store
for text in "test 2" 0.00 0.50 1.00 "test 7"; do
  grep -q ">$text<" line.svg || fail "no image of the line is called $text"
done
# The sheet of a run is drawn again: the same bytes on white, others on dark paper.
expect 0 cae-lab plot reconstructions 2 -o again.png --store store
cmp again.png store/0002-*/reconstructions.png || fail "not the sheet that the run has drawn"
expect 0 cae-lab plot reconstructions 2 -o dark.png --dark --store store
cmp -s dark.png again.png && fail "dark is not dark"
expect 0 cae-lab plot reconstructions 2 -o few.svg --images 2 --weights best --store store
grep -q ">the first 2 test images; weights of the best epoch<" few.svg || fail "the sheet says other images"

# The array of an NPZ file that a run has chosen is read again; its name is none of the usual ones.
LC_ALL=C sed 's/images\.npy/people.npy/g' "$DATA/stored.npz" >odd.npz
cat >odd.cae <<'MODEL'
model odd { input 4x6x1; flatten; dense 2 as code; dense 24 sigmoid; reshape 4x6x1 }
MODEL
cat >odd.yaml <<'EXPERIMENT'
model: odd.cae
data: { train: { images: "odd.npz#people" }, test: { images: "odd.npz#people" } }
train: { epochs: 1 }
EXPERIMENT
expect 0 cae-lab run odd.yaml --store odd
expect 0 cae-lab interpolate 1 0 4 -o odd.npy --store odd
expect 0 cae-lab analyse 1 --again --store odd
expect 0 cae-lab plot reconstructions 1 -o again.png --store odd
cmp again.png odd/0001-*/reconstructions.png || fail "not the images of the chosen array"
rm odd.npz
expect 2 cae-lab interpolate 1 0 4 -o odd.npy --store odd
said "odd.npz#people"

# What cannot be.
expect 2 cae-lab generate 2 -o x.png --store store
said E862
expect 2 cae-lab interpolate 1 0 40 -o x.png --store store
said E864
expect 2 cae-lab decode 1 images.npy -o x.png --store store
said "codes of this model are \[N, 3\]"
expect 2 cae-lab apply 1 test.npy -o x.jpg --store store
said E865
expect 2 cae-lab plot reconstructions 1 -o x.pdf --store store
said E950
expect 2 cae-lab apply 1 test.npy --layer code -o x.png --store store
said E866
expect 2 cae-lab apply 1 test.npy --layer cood -o x.npy --store store
said E619
expect 2 cae-lab apply 3 test.npy -o x.npy --store store
cat >undecoded.cae <<'MODEL'
model undecoded {
  input 12x12x1
  encoder { flatten as row; dense 3 as code }
  from row
  decoder { dense 8; dense 144 sigmoid; reshape 12x12x1 }
}
MODEL
experiment undecoded "epochs: 1"
sed -i 's/small.cae/undecoded.cae/' undecoded.yaml
expect 0 cae-lab run undecoded.yaml --store undecoded
expect 2 cae-lab interpolate 1 0 1 -o x.png --store undecoded
said "E860.*nothing decodes the code 'code' of the model 'undecoded'"
cp store/0001-*/last.safetensors kept
rm store/0001-*/last.safetensors
expect 2 cae-lab generate 1 -o x.png --store store
said "last.safetensors"
test ! -e x.png -a ! -e x.npy || fail "something was written"
