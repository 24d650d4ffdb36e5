. "$(dirname "$0")/common.sh"
experiment chain "epochs: 2"
sed -i "s|^augment.*|augment: [ { plugin: shift, on: both }, { plugin: gaussian-noise, draw: epoch } ]|" chain.yaml
cat >>chain.yaml <<'VARIANTS'
variants:
  none: { augment: [] }
  turned: { augment: [ { plugin: rotate, on: both } ] }
VARIANTS
# The width of a sheet of N images of 12x12, at least that of its title, and the height of its rows: a title and a note
# of 47, gaps of 4, labels of 24, seven pixels a pixel.
expect_size() { # FILE WIDTH HEIGHT
  found=$(od -A n -t u1 -j 16 -N 8 "$1" | awk '{ print ($3 * 256 + $4) "x" ($7 * 256 + $8) }')
  test "$found" = "$2x$3" || fail "$1 is $found, not $2x$3"
}
expect 0 cae-lab preview chain.yaml -o eight.png
test "$(cat out.txt)" = eight.png || fail "preview prints more or less than the file's name"
test ! -e runs || fail "preview has made a store"
expect_size eight.png 708 499                                   # original, shift, gaussian-noise, target
expect 0 cae-lab preview chain.yaml -o turned.png --variant turned --images 40
expect_size turned.png 3524 275                                 # the target is the input
# The same sheet again; another one in another epoch, with another seed, and of the test images, which are not moved.
expect 0 cae-lab preview chain.yaml -o again.png
cmp eight.png again.png
for option in "--epoch 2" "--set train.seed=5" "--test"; do
  expect 0 cae-lab preview chain.yaml -o other.png $option
  if cmp -s eight.png other.png; then fail "$option changes nothing"; fi
done
expect_size other.png 708 387
expect 0 cae-lab preview chain.yaml -o dark.svg --dark --variant turned
grep -q ">Augmentations of experiment chain<" dark.svg || fail "the sheet has no title"
grep -q ">experiment chain, variant turned, seed 1<" dark.svg || fail "the sheet does not say variant and seed"
expect 2 cae-lab preview chain.yaml -o x.png --variant none
said "E622"
said "choose a variant that has: --variant '', turned"
expect 2 cae-lab preview chain.yaml -o x.png --variant turnd
said "did you mean 'turned'"
expect 2 cae-lab preview chain.yaml -o x.jpg
said "E950"
expect 2 cae-lab preview chain.yaml -o x.png --test --epoch 3
test ! -e x.png || fail "a call that is refused writes a sheet"
# What the sheet shows is what a run sees: the same bits on any number of threads and after a stop.
for threads in 1 3; do
  expect 0 cae-lab run chain.yaml --variant '' --threads $threads --store "store$threads" --quiet
done
same_end store1 1 store3 1
sed "s|epochs: 2|epochs: 40|" chain.yaml >long.yaml
stopped stop long --variant ''
expect 0 cae-lab run long.yaml --store stop --resume 1
expect 0 cae-lab run long.yaml --store whole --variant ''
same_end stop 1 whole 1
