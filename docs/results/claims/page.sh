#!/usr/bin/env bash
# page.sh CAE_LAB STORE: prints docs/report.md, from a store with runs of experiments/report.yaml and
# experiments/beat.yaml and from confusion.csv and centres.csv beside this script (collect.py).
set -euo pipefail
cae_lab=$1 store=$2 here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ask() { "$cae_lab" sql --store "$store" --csv "$1" | tail -n +2; }
table() { awk -v table="$1" -f "$here/numbers.awk" -f "$here/$2.awk" "${@:3}"; }

newest="run_id IN (SELECT max(run_id) FROM run_summary WHERE status = 'done' GROUP BY experiment, variant, seed)"
short="experiment = 'report' AND $newest AND variant NOT LIKE 'starts%' AND variant NOT IN ('autoencoder', 'denoising')"
# How many units of a run's code give the same number for every test image.
constant="(SELECT run_id, max(value) AS constant FROM run_metrics
           WHERE analysis = 'units' AND name LIKE '%.constant' GROUP BY run_id)"

compare() {  # CONDITION
  # shellcheck disable=SC2046  # a word a run
  "$cae_lab" compare --store "$store" --csv $(
    ask "SELECT run_id FROM run_summary JOIN $constant USING (run_id) WHERE $short AND $1") | tail -n +2 | tr -d '"'
}
compare 1 > "$work/all"
compare "constant = 0" > "$work/living"
ask "SELECT seed, replace(analysis, '-', ','), value FROM run_metrics WHERE experiment = 'report' AND variant = ''
     AND $newest AND class IS NULL AND (name LIKE '%.accuracy' OR name LIKE '%.mean_silhouette')" |
  tr -d '"' > "$work/maps"
ask "SELECT variant, count(*), sum(constant > 0) FROM run_summary JOIN $constant USING (run_id)
     WHERE experiment = 'report' AND $newest AND variant LIKE 'starts%' GROUP BY variant" > "$work/starts"
metric() {  # PATTERN NAME
  echo "(SELECT value FROM run_metrics m WHERE m.run_id = s.run_id AND class IS NULL AND name LIKE '$1') AS $2"
}
ask "SELECT variant, seed, parameters, epochs, final_test_loss, $(metric 'reconstruction-error.mse' mse),
            $(metric 'neighbours%.accuracy' accuracy), $(metric '%.trustworthiness' trustworthiness),
            $(metric '%.continuity' continuity)
     FROM run_summary s JOIN (SELECT id AS run_id, parameters FROM runs) USING (run_id)
     WHERE experiment = 'beat' AND $newest ORDER BY variant, seed" | tr -d '"' > "$work/better"
losses=(which=all "$work/all" which=living "$work/living" which=costs "$here/costs.csv")
classes=("$here/confusion.csv" "$here/centres.csv")
claims=$(table claims claims "${losses[@]}" && table claim maps "$work/maps" && table claim classes "${classes[@]}")
living=$(table living claims "${losses[@]}")
starts=$(table starts starts "$work/starts")
maps=$(table maps maps "$work/maps")
better=$(table better better "$work/better")
together=$(table classes classes "${classes[@]}")
epochs=$(ask "SELECT max(epochs) FROM run_summary WHERE $short")
lost=$(ask "SELECT group_concat('seed ' || seed || ' of ' || iif(variant = '', 'the base', variant), ', ')
            FROM (SELECT * FROM run_summary JOIN $constant USING (run_id) WHERE $short AND constant > 0
                  ORDER BY variant, seed)" | tr -d '"')

cat <<END
# What the report claims, answered with numbers
The report that cae-lab began with says of its model, in words and from one run each, what helps and what hurts. Here
each sentence is a variant of experiments/report.yaml, trained with several seeds and compared with the base by seed:

    cae-lab run experiments/report.yaml --store results/claims
    docs/results/claims/collect.py results/claims
    docs/results/claims/page.sh cae-lab results/claims > docs/report.md

The trainings are short: $epochs epochs of 200 steps, with the first 8,000 images in batches of 40; the test loss is of
2,000 images. Batch norm has the momentum 0.95 in place of 0.99, which changes no weight, only how soon the test loss
follows the training. So an answer is one about the beginning of training: a variant that learns slower but ends better
looks worse here than it is.

The report's two trainings of 100 epochs are in [results](results/README.md). A test makes this page again from the
numbers in [results/claims](results/claims).

## The eight claims
Differences are of the last test loss (binary cross-entropy), variant less base: the mean over the seeds, its 95 %
interval, and p of the paired t-test after Holm's correction for all variants ([comparing.md](comparing.md)). "Held" and
"did not hold" need p below 0.05; "no evidence" says that these runs cannot tell.

| | the report says | measured | verdict |
| --- | --- | --- | --- |
$claims

## All starts, and those that live
A start that loses one of the two relu units of its code for good reaches another loss than one that keeps both, and a
few such seeds hide what a variant does. The same differences, of all starts and of pairs that both keep their units;
and the processor time of a training step over the base's (costs.sh):

| variant | all starts | starts that live | time of a step |
| --- | --- | --- | --- |
$living

$(fold -s -w 120 <<< "Runs that lost a unit: ${lost:-none}." | sed 's/ *$//')

## How often a unit is lost
The base and other codes, with and without batch norm, trained for 40 steps with the report's batches of 100 images. A
start has lost a unit if it gives the same number for all 500 test images. The interval is Wilson's, 95 %.

| what the code is | starts | lost a unit | share |
| --- | --- | --- | --- |
$starts

## The code beside the last convolution and PCA
All of the same 1,000 test images: the base's code of two numbers; the encoder's last convolution after its pool (2,800
numbers), and the means of its 112 channels; two principal components of the pixels. Neighbours are those of the other
images, the probe is cross-validated. Means over the seeds with 95 % intervals; the last two columns are differences
within each seed, the code less the other (of the probe: less the channels' means).

| | code | convolution | its channels | PCA | code less convolution | code less PCA |
| --- | --- | --- | --- | --- | --- | --- |
$maps

## Which classes lie together
Distances are those of the classes' centres in the code, over the root mean square distance of an image from its own
centre; errors are those of the ten nearest neighbours. Means over the seeds.

| class | nearest class, at | most often taken for | right |
| --- | --- | --- | --- |
$together

## Better than the report
Models with a code of two numbers and at most the report's 306,699 parameters ([beat.yaml](../experiments/beat.yaml)), a
row a run, all 60,000 training and 10,000 test images. The aims: a test loss (binary cross-entropy) of at most 0.3115,
where the report has 0.3296; trained for the mean squared error, one of at most 0.0220; a 10-NN accuracy of the code of
0.76, with 10,000 training images as neighbours; trustworthiness and continuity (15 neighbours) of 0.975. Bold numbers
reach their aim; the losses are those of the last epoch. An epoch takes half a minute on one core.

| trained for | seed | parameters | epochs | test loss | test MSE | 10-NN accuracy | trustworthiness | continuity |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
$better
END
