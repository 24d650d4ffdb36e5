. "$(dirname "$0")/common.sh"
# `report`: which runs a call names, and what the page has of them. tools/test-page tries the page itself.
experiment one "epochs: 1"
experiment two "epochs: 1"
expect 0 cae-lab run one.yaml --store store
expect 0 cae-lab run two.yaml --store store
runs_of() { # PAGE: the names of its runs
  grep -o '"name":"00[0-9-]*[a-z-]*s1"' "$1" | sort -u | tr -d '\n'
}
both='"name":"0001-one-s1""name":"0002-two-s1"'

expect 0 cae-lab report one -o page.html --store store
test "$(runs_of page.html)" = '"name":"0001-one-s1"' || fail "by the experiment's name: $(runs_of page.html)"
expect 0 cae-lab report one.yaml -o page.html --store store
test "$(runs_of page.html)" = '"name":"0001-one-s1"' || fail "by the experiment's file: $(runs_of page.html)"
expect 0 cae-lab report two 1 one -o page.html --store store
test "$(runs_of page.html)" = "$both" || fail "by name and id, each once: $(runs_of page.html)"
grep -q '"gallery":{' page.html || fail "the page has no images"

mv test.npy gone.npy
expect 0 cae-lab report last -o page.html --store store
grep -q "The run's images cannot be shown" page.html || fail "the page does not say that the images are gone"
grep -q '"gallery":null' page.html || fail "the page has images that are gone"

# A map is of the images of the table that it was made from.
mv gone.npy test.npy
experiment maps "epochs: 1"
echo "analyse: [ { plugin: latent, from: train, as: trained }, { plugin: pca, of: trained } ]" >>maps.yaml
expect 0 cae-lab run maps.yaml --store maps
expect 0 cae-lab report maps -o page.html --store maps
for map in trained-code-train pca-trained-code-train; do
  grep -o "\"analysis\":\"[a-z]*\"[^}]*\"title\":\"$map\"" page.html | grep -q '"images":"training"' ||
    fail "$map is not of training images"
done

# The comparison's notes are those of `compare`.
experiment mixed "epochs: 1"
echo "variants: { mae: { train: { loss: mae } } }" >>mixed.yaml
expect 0 cae-lab run mixed.yaml --store mixed
expect 0 cae-lab run mixed.yaml --variant mae --store mixed
expect 0 cae-lab report mixed -o page.html --store mixed
grep -q "the loss of mixed/mae is another one than that of mixed: mae" page.html || fail "no note of the loss"
grep -q "left out: 0002-mixed-mae-s1: run 3 has the same seed and is newer" page.html || fail "no note of the seed"

# What cannot be.
expect 2 cae-lab report three -o page.html --store store
said E730
expect 2 cae-lab report three.yaml -o page.html --store store
said "three.yaml"
expect 2 cae-lab report one -o page.png --store store
said E970
