. "$(dirname "$0")/common.sh"
# What comes after training: names, statuses, weights, checks before training, and `cae-lab analyse`.
rows() { # STORE: name and status of every analysis of run 1
  question "$1" "SELECT group_concat(name || ' ' || status, ', ')
                 FROM (SELECT name, status FROM analyses WHERE run_id = 1 ORDER BY place)" | tr -d '"'
}
only_statuses() { # STORE TEXT
  test "$(rows "$1")" = "$2" || { rows "$1"; fail "the analyses of $1 are not: $2"; }
}

# Two entries of one plugin keep separate results, and an analysis names the table that it reads.
experiment names "epochs: 1"
cat >>names.yaml <<'YAML'
analyse:
  - { plugin: latent, images: 0 }
  - { plugin: latent, images: 20, as: some }
  - { plugin: pca, components: 3 }
  - { plugin: pca, components: 2 }
  - { plugin: pca, of: some, as: of-some }
  - { plugin: latent, images: 20, as: best, weights: best }
  - { plugin: pca, of: best, as: of-best }
  - { plugin: decoded-grid, of: best, as: grid }
YAML
expect 0 cae-lab check names.yaml
expect 0 cae-lab run names.yaml --store names
only_statuses names "losses done, reconstructions done, latent done, some done, pca done, pca2 done, of-some done, \
best done, of-best done, grid done"
for file in latent-code some-code pca-images pca2-images of-some-some-code; do
  test -s names/0001-*/$file.csv || { ls names/0001-*; fail "no $file.csv"; }
  test -s names/0001-*/$file.png || fail "no $file.png"
done
# One that reads a table is of its weights, as its picture says.
test "$(question names "SELECT group_concat(name || ' ' || weights, ', ') FROM (SELECT name, weights FROM analyses
  WHERE name IN ('of-some', 'of-best', 'grid') ORDER BY place)" | tr -d '"')" = "of-some last, of-best best, grid best" ||
  fail "an analysis has other weights than its table"
grep -q "weights of the best epoch" names/0001-*/of-best-best-code.svg || fail "the picture says other weights"
test "$(wc -l <names/0001-*/some-code.csv)" = 21 || fail "some-code is not of 20 images"
test "$(wc -l <names/0001-*/of-some-some-code.csv)" = 21 || fail "the analysis was of another table"
counted() {
  question names "SELECT count(*) FROM run_metrics WHERE analysis = '$1' AND name GLOB '*explained_variance_[0-9]'"
}
test "$(counted pca) $(counted pca2)" = "3 2" || fail "the metrics of the two uses are mixed: $(counted pca) $(counted pca2)"

# A list is an entry for each of its values: several layers at once, pooled or whole, and what reads their tables.
experiment layers "epochs: 1"
cat >>layers.yaml <<'YAML'
analyse:
  - { plugin: latent, layer: [conv1, code], images: 20 }
  - { plugin: latent, layer: conv1, pool: [mean, max], images: 20 }
  - { plugin: k-means, of: [images, latent-code], clusters: 3 }
YAML
expect 0 cae-lab run layers.yaml --store layers
only_statuses layers "losses done, reconstructions done, latent done, latent2 done, latent3 done, latent4 done, \
k-means done, k-means2 done"
for file in latent-conv1-channels latent2-code latent3-conv1-mean latent4-conv1-max k-means-images k-means2-latent2-code; do
  test -s layers/0001-*/$file.csv || { ls layers/0001-*; fail "no $file.csv"; }
done

# What can be known is said by check, the dry run and the run, before anything is trained.
wrong() { # NAME CODE ANALYSE-LIST TEXT...
  experiment "$1" "epochs: 3"
  echo "analyse: $3" >>"$1.yaml"
  for call in "check $1.yaml" "run $1.yaml --dry-run --store $1" "run $1.yaml --store $1"; do
    expect 2 cae-lab $call
    said "\[$2\]"
    said "$4"
  done
  ! test -e "$1" || test "$(question "$1" 'SELECT count(*) FROM runs')" = 0 || fail "$1 was trained"
}
wrong components E616 "[ { plugin: pca, components: 41 } ]" "components"
wrong units E616 "[ { plugin: latent }, { plugin: pca, of: latent-code, components: 9 } ]" "components"
wrong order E844 "[ { plugin: pca, of: latent-code }, { plugin: latent } ]" "makes only after it"
wrong typo E844 "[ { plugin: latent }, { plugin: pca, of: latent-cod } ]" "latent-code"
wrong twofold E845 "[ { plugin: latent }, { plugin: latent }, { plugin: pca, of: latent-code } ]" "any of"
wrong parts E845 "[ { plugin: latent }, { plugin: k-means, of: latent, as: groups }, \
  { plugin: silhouette, of: latent, by: groups } ]" "write the whole name of one of them"
wrong reserved E840 "[ { plugin: latent, as: losses } ]" "losses"
wrong twice E841 "[ { plugin: latent, as: a }, { plugin: pca, as: A } ]" "'A'"
wrong badname E842 "[ { plugin: latent, as: ../x } ]" "cannot name"
wrong mixed E867 "[ { plugin: latent }, { plugin: pca, of: latent-code, weights: best } ]" "is of the best weights"
wrong mixed2 E867 "[ { plugin: latent, weights: best }, { plugin: latent, as: other }, { plugin: k-means, of: other, clusters: 2 }, \
  { plugin: silhouette, of: latent-code, by: k-means-other-code } ]" "reads is of the last"
wrong weights E843 "[ { plugin: latent, weights: first } ]" "first"

# Without gnuplot a run is trained and its tables are made; the plots are made later.
experiment bare "epochs: 1"
echo "analyse: [ { plugin: latent, images: 0 }, { plugin: pca, of: latent-code } ]" >>bare.yaml
for call in "check bare.yaml" "run bare.yaml --dry-run"; do
  status=0
  PATH=$(dirname "$CAE_LAB") "$CAE_LAB" $call >out.txt 2>err.txt || status=$?
  test $status -eq 1 || fail "$call ends with $status"
  said E954
done
status=0
PATH=$(dirname "$CAE_LAB") "$CAE_LAB" run bare.yaml --store bare >out.txt 2>err.txt || status=$?
test $status -eq 1 || fail "a run without gnuplot ends with $status"
said W840
said "cae-lab analyse 1 --store bare"
test "$(grep -c "error\[E954\]" err.txt)" = 3 || { cat err.txt; fail "not one error for each analysis"; }
test "$(question bare 'SELECT status FROM run_summary')" = done || fail "a trained run is not done"
only_statuses bare "losses failed, reconstructions done, latent failed, pca failed"
for file in reconstructions.png latent-code.csv pca-latent-code.csv; do
  test -s bare/0001-*/$file || fail "no $file without gnuplot"
done
question bare "SELECT error FROM run_analyses WHERE analysis = 'losses'" | grep -q E954 || fail "the error is not kept"
expect 0 cae-lab show 1 --store bare
grep -q "failed" out.txt || fail "show does not say what failed"
before=$(md5sum bare/0001-*/latent-code.csv)
expect 0 cae-lab analyse 1 --store bare
only_statuses bare "losses done, reconstructions done, latent done, pca done"
test -s bare/0001-*/losses.png || fail "no losses.png"
test "$(md5sum bare/0001-*/latent-code.csv)" = "$before" || fail "the same weights gave another table"
expect 0 cae-lab analyse 1 --store bare
grep -q "are made" out.txt || fail "not said that there is nothing to make"

# A run that goes on says so too.
experiment later "epochs: 1"
expect 0 cae-lab run later.yaml --store later
status=0
PATH=$(dirname "$CAE_LAB") "$CAE_LAB" run later.yaml --store later --resume 1 --epochs 2 >out.txt 2>err.txt || status=$?
test $status -eq 1 || fail "a resume without gnuplot ends with $status"
said W840

# More of a finished run, of either weights, and once more.
expect 0 cae-lab analyse --store bare 1 --plugin pca components=3 of=latent-code --as pca3
test -s bare/0001-*/pca3-latent-code.csv || fail "no table of the new analysis"
expect 2 cae-lab analyse --store bare 1 --plugin pca of=latent-code --as pca4 --weights best
said E867
expect 2 cae-lab analyse --store bare 1 --only pca --again --weights best
said E867
only_statuses bare "losses done, reconstructions done, latent done, pca done, pca3 done"
expect 0 cae-lab analyse --store bare 1 --plugin latent --as best --weights best
test "$(question bare "SELECT weights FROM analyses WHERE name = 'best'")" = best || fail "not of the best weights"
expect 2 cae-lab analyse --store bare 1 --plugin pca components=4 --as pca3
said E852
expect 0 cae-lab analyse --store bare 1 --plugin pca components=4 of=latent-code --as pca3 --again
head -n 1 bare/0001-*/pca3-latent-code.csv | grep -q PC4 || fail "pca3 was not made anew"
expect 0 cae-lab analyse --store bare --plugin latent --as nine images=9 1
test "$(wc -l <bare/0001-*/nine-code.csv)" = 10 || fail "a setting behind --as is not the plugin's"
sqlite3 bare/cae-lab.db "DELETE FROM analyses WHERE name = 'nine'"
expect 0 cae-lab analyse --store bare --plugin latent images=9 1
test "$(wc -l <bare/0001-*/latent2-code.csv)" = 10 || fail "the second use is not called latent2"
expect 2 cae-lab analyse --store bare 1 --plugin pca components=400 --as many
said E616
# A name on the command line is one like in an experiment, no path and not that of a run's own picture.
for name in ../out /tmp/out .hidden "two words"; do
  expect 2 cae-lab analyse --store bare 1 --plugin latent --as "$name"
  said E842
done
expect 2 cae-lab analyse --store bare 1 --plugin latent --as losses
said E840
# So is one that another program has written into the store.
cp -r bare told
sqlite3 told/cae-lab.db "UPDATE analyses SET name = '../out' WHERE name = 'pca'"
expect 1 cae-lab analyse --store told 1 --only ../out --again
said E842
test -z "$(find . -name 'out*' ! -name out.txt)" || fail "something was written outside of the run's folder"
expect 2 cae-lab analyse --store bare 1 --only nothing
said E853
rm bare/0001-*/best.safetensors
expect 1 cae-lab analyse --store bare 1 --only latent --again --weights best
said E848
only_statuses bare "losses done, reconstructions done, latent done, pca done, pca3 done, best done, latent2 done"

# What reads a table that is made again follows it, also where it cannot: no result of another table is left.
experiment followed "epochs: 2"
echo "analyse: [ { plugin: latent, as: L }, { plugin: pca, of: L, as: P }, { plugin: pca, as: other } ]" >>followed.yaml
expect 0 cae-lab run followed.yaml --store followed
before=$(stat -c %Y.%i followed/0001-*/other-images.csv)
expect 0 cae-lab analyse 1 --only L --again --weights best --store followed
grep -q "^P reads what is made again, and is made again too$" out.txt || { cat out.txt; fail "not said that P follows"; }
test "$(question followed "SELECT group_concat(name || ' ' || weights || ' ' || status) FROM (SELECT * FROM analyses
  WHERE name IN ('L', 'P') ORDER BY place)" | tr -d '"')" = "L best done,P best done" || fail "P is of other weights than L"
test "$(stat -c %Y.%i followed/0001-*/other-images.csv)" = "$before" || fail "what reads nothing was made again"
expect 1 cae-lab analyse 1 --plugin latent layer=conv1 --as L --again --store followed
said "in 'P' of the run 0001-followed-s1"
only_statuses followed "losses done, reconstructions done, L done, P failed, other done"
test "$(question followed "SELECT count(*) FROM run_metrics WHERE analysis = 'P'")" = 0 || fail "P has results of another table"

# More epochs make everything again, also what was added since.
experiment more "epochs: 1"
expect 0 cae-lab run more.yaml --store more
expect 0 cae-lab analyse 1 --plugin latent --as extra --store more
expect 0 cae-lab analyse 1 --plugin pca of=extra --as pe --store more
before=$(md5sum more/0001-*/extra-code.csv)
expect 0 cae-lab run more.yaml --store more --resume 1 --epochs 2
only_statuses more "losses done, reconstructions done, extra done, pe done"
test "$(md5sum more/0001-*/extra-code.csv)" != "$before" || fail "the added table is of the earlier weights"

# The weights that a run started from may change or go once it is trained.
cp more/0001-*/last.safetensors start.safetensors
expect 0 cae-lab run more.yaml --store started --set train.init=start.safetensors
printf x >>start.safetensors
expect 0 cae-lab analyse 1 --again --store started
rm start.safetensors
expect 0 cae-lab analyse 1 --plugin latent --store started
expect 0 cae-lab plot reconstructions 1 -o first.svg --store started

# One that fails takes those along that name its table, and no others; nothing is made again for these.
experiment apart "epochs: 1"
cat >>apart.yaml <<'YAML'
analyse:
  - { plugin: latent }
  - { plugin: k-means, of: latent, clusters: 1 }
  - { plugin: silhouette, of: latent, by: k-means-latent-code }
  - { plugin: filters, layer: conv1 }
  - { plugin: reconstruction-error, images: 0 }
YAML
expect 1 cae-lab run apart.yaml --store apart
made="losses done, reconstructions done, latent done, k-means done, silhouette failed, filters done, \
reconstruction-error done"
only_statuses apart "$made"
expect 0 cae-lab analyse 1 --only filters --again --store apart
expect 0 cae-lab analyse 1 --plugin filters layer=conv1 --as more --store apart
only_statuses apart "$made, more done"

# What is of one split or class says so.
expect 0 cae-lab show 1 --store apart
grep -q "reconstruction-error.mse/test=" out.txt || { cat out.txt; fail "a number without its split"; }

# A table has the images of the table that it was made from, whatever its analysis could have chosen itself.
experiment origins "epochs: 1"
cat >>origins.yaml <<'YAML'
analyse:
  - { plugin: latent, from: train, as: trained }
  - { plugin: pca, of: trained }
  - { plugin: k-means, of: pca, clusters: 3 }
  - { plugin: latent }
YAML
expect 0 cae-lab run origins.yaml --store origins
origins=$(question origins "SELECT group_concat(analysis || ' ' || images, ', ') FROM
  (SELECT DISTINCT analysis, images FROM artefacts WHERE kind = 'table' ORDER BY analysis)" | tr -d '"')
test "$origins" = "k-means training, latent test, pca training, trained training" || fail "tables are of: $origins"

# Images without labels cannot be classified, which is said before training; images with some are.
cat >unlabelled.yaml <<'YAML'
experiment: unlabelled
model: small.cae
data: { train: { images: train.npy } }
train: { batch: 20 }
analyse:
  - { plugin: latent }
  - { plugin: k-means, of: latent-code }
  - { plugin: neighbours }
  - { plugin: linear-probe, of: latent-code }
  - { plugin: silhouette, of: latent-code }
  - { plugin: silhouette, of: latent-code, by: k-means-latent-code, as: clusters }
YAML
for verb in check "run --dry-run"; do
  expect 2 cae-lab $verb unlabelled.yaml
  for plugin in neighbours linear-probe silhouette; do
    said "error\[E859\]: the analysis '$plugin' needs the classes of the training images, which have no labels"
  done
  test "$(cat out.txt err.txt | grep -c 'E859')" = 3 || fail "clusters need no classes"
done

# So are images of one class by what compares classes.
equal_labels() { # NAME COUNT: a file of that many labels 0
  printf "\\000\\000\\010\\001\\000\\000\\000\\$(printf %03o "$2")" >"$1"
  head -c "$2" /dev/zero >>"$1"
}
equal_labels train.idx 240
equal_labels test.idx 40
sed -e 's/{ train: { images: train.npy } }/{ train: { images: train.npy, labels: train.idx }, test: { images: test.npy, labels: test.idx } }/' \
  -e 's/^experiment: .*/experiment: alike/' unlabelled.yaml >alike.yaml
expect 2 cae-lab check alike.yaml
for plugin in neighbours linear-probe silhouette; do
  said "error\[E870\]: the analysis '$plugin' compares classes, but all test images are of one"
done
test "$(cat out.txt err.txt | grep -c 'E870')" = 3 || fail "clusters need no classes"

# A table of more numbers than a table may have is a mistake of the experiment, not of the plugin.
"$MAKE_IMAGES" large.npy 17 64 1
echo 'model wide { input 64x64x1; encoder { conv 4096 1x1 as wide }; decoder { conv 1 1x1 sigmoid } }' >wide.cae
cat >wide.yaml <<'YAML'
experiment: wide
model: wide.cae
data: { train: { images: large.npy } }
train: { batch: 1 }
analyse: [ { plugin: latent, layer: wide, images: 0, as: all } ]
YAML
expect 2 cae-lab check wide.yaml
said "wide.yaml:5:.*error\[E855\]: the analysis 'all' would make the table 'latent-wide' of 17 x 16777216 numbers"
sed -i 's/images: 0/images: 16/' wide.yaml
expect 0 cae-lab check wide.yaml

# What takes long says so, and ends soon after Ctrl-C though the plugin goes on; the run is done.
experiment slow "epochs: 1"
echo "analyse: [ { plugin: latent }, { plugin: $SLOW }, { plugin: pca } ]" >>slow.yaml
in_background cae-lab run slow.yaml --store slow
wait_for 'grep -q "^slow: " out.txt'
begun=$SECONDS
kill -INT $run
status=0
wait $run || status=$?
test $status -eq 130 || fail "exit status $status after Ctrl-C"
test $((SECONDS - begun)) -lt 30 || fail "the plugin was waited for"
grep -q "cae-lab analyse 1 --store slow" out.txt || fail "the way back is not printed"
test "$(question slow 'SELECT status FROM run_summary')" = done || fail "a trained run is not done"
only_statuses slow "losses done, reconstructions done, latent done, slow interrupted, pca missing"
expect 0 cae-lab analyse 1 --only pca --store slow
only_statuses slow "losses done, reconstructions done, latent done, slow interrupted, pca done"

# So are the runs that the command has not come to.
experiment both "epochs: 1"
printf 'seeds: [1, 2]\nanalyse: [ { plugin: %s } ]\n' "$SLOW" >>both.yaml
in_background cae-lab run both.yaml --store both
wait_for 'grep -q "^slow: " out.txt'
kill -INT $run
wait $run || test $? -eq 130
command=$(sed -n 's/^not all runs of the command are made; go on with: //p' out.txt)
test "$command" = "cae-lab run both.yaml --resume 1 --store both" || { cat out.txt; fail "the second run is forgotten"; }

# A store that takes no results leaves a run that is done, says how its analyses are made, and the status is not 0.
experiment refusing "epochs: 1"
cat >>refusing.yaml <<'YAML'
seeds: [1, 2]
analyse: [ { plugin: latent }, { plugin: pca }, { plugin: pca, components: 2 } ]
YAML
expect 0 cae-lab run names.yaml --store refusing
sqlite3 refusing/cae-lab.db "CREATE TRIGGER full BEFORE UPDATE ON analyses WHEN NEW.name = 'pca' AND NEW.status = 'done'
  BEGIN SELECT RAISE(FAIL, 'no more'); END"
expect 1 cae-lab run refusing.yaml --store refusing
said "cae-lab.db: error\[E708\]"
said "in 'pca' of the run 0002-refusing-s1, whose training is done; make it with cae-lab analyse 2 --store refusing"
grep -q "make the analyses that are left with: cae-lab analyse 2 --store refusing" out.txt || fail "what is left is not said"
test "$(question refusing "SELECT group_concat(status) FROM (SELECT status FROM run_summary ORDER BY run_id)" |
  tr -d '"')" = done,done,done || fail "a trained run is not done"
sqlite3 refusing/cae-lab.db "DROP TRIGGER full"
expect 0 cae-lab analyse 2 3 --store refusing
test "$(question refusing "SELECT count(*) FROM analyses WHERE status <> 'done'")" = 0 || fail "not all were made"

# A run that is not trained is not analysed.
experiment long "epochs: 5000"
in_background cae-lab run long.yaml --store long
wait_for 'grep -q "^epoch" out.txt'
kill -TERM $run
wait $run || test $? -eq 143
expect 2 cae-lab analyse 1 --store long
said E849
