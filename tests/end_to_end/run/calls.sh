. "$(dirname "$0")/common.sh"
experiment sweep "epochs: 40"
cat >>sweep.yaml <<'MORE'
variants: { slow: { train: { optimizer: { kind: adam, rate: 0.0001 } } } }
seeds: [1, 2]
MORE
every='SELECT variant, seed, status, count(*) AS runs FROM run_summary GROUP BY variant, seed ORDER BY variant, seed'
all_once="\"\",1,done,1
\"\",2,done,1
slow,1,done,1
slow,2,done,1"
# Stopped side by side, some begun and some not: the way back of one goes on with all, and those of the others find
# nothing to do.
cae-lab run sweep.yaml --jobs 2 --threads 2 --store jobs --limit 70 --limit-test 10 >jobs.txt 2>&1 &
run=$!
wait_for 'grep -q "^base s1: epoch" jobs.txt && grep -q "^base s2: epoch" jobs.txt'
kill -TERM $run
wait $run || test $? -eq 143
test "$(question jobs 'SELECT count(*) FROM runs')" -lt 4 || fail "all of them were begun"
sed -n 's/.*go on with: //p' jobs.txt >ways.txt
test -s ways.txt || { cat jobs.txt; fail "no way back is printed"; }
first=yes
while read -r way; do
  if test $first = yes; then
    eval "expect 0 $way"
  else
    eval "expect 2 $way"
    said E808
  fi
  first=no
done <ways.txt
test "$(question jobs "$every")" = "$all_once" || { question jobs "$every"; fail "not every run once"; }
# Each ends as in a call that was not stopped.
expect 0 cae-lab run sweep.yaml --store alone --variant slow --limit 70 --limit-test 10
ends='SELECT seed, epoch, printf("%!.17g", train_loss) a FROM epoch_losses WHERE variant = "slow" ORDER BY seed, epoch'
test "$(question alone "$ends")" = "$(question jobs "$ends")" || fail "a resumed call ended otherwise"

# --variant and --seed of the call apply when it is resumed; values other than the run's are refused.
stopped chosen sweep --variant slow --limit 70 --limit-test 10
expect 2 cae-lab run sweep.yaml --store chosen --resume 1 --variant ""
said "E827.*is of variant 'slow'"
expect 2 cae-lab run sweep.yaml --store chosen --resume 1 --seed 2
said "E827.*is of seed '1'"
expect 0 cae-lab run sweep.yaml --store chosen --resume 1
test "$(question chosen "$every")" = "slow,1,done,1
slow,2,done,1" || { question chosen "$every"; fail "not what the call had chosen"; }

# A run that had not begun and is not in the experiment any more is said; those that are there go on.
stopped gone sweep --variant "" --limit 70 --limit-test 10
sed 's/^seeds: .*/seeds: [1]/' sweep.yaml >fewer.yaml
expect 2 cae-lab run fewer.yaml --store gone --resume 1
said "E828.*variant '' and seed 2"
test "$(question gone 'SELECT status FROM run_summary')" = done || fail "the run that is there did not go on"

# The recorded command makes the run again, whatever its words hold.
mkdir "a 'b' \$c"
sed 's/small.cae/..\/small.cae/; s/train.npy/..\/train.npy/; s/test.npy/..\/test.npy/' sweep.yaml >"a 'b' \$c/e;.yaml"
store="it's * \$(false)"
expect 0 cae-lab run "a 'b' \$c/e;.yaml" --store "$store" --variant "" --seed 2 --epochs 1 --set 'train.optimizer={kind: sgd, rate: 0.02}'
command=$(sqlite3 "$store/cae-lab.db" 'SELECT command FROM runs WHERE id = 1')
eval "expect 0 $command"
test "$(question "$store" 'SELECT count(*) FROM (SELECT DISTINCT configuration FROM runs)')" = 1 || fail "another run"
same_losses() { test "$(losses "$store" 1)" = "$(losses "$store" "$1")" || fail "run $1 has other losses"; }
same_losses 2
# So does the one of a run that went on.
expect 0 cae-lab run "a 'b' \$c/e;.yaml" --store "$store" --resume 1 --epochs 2
command=$(sqlite3 "$store/cae-lab.db" 'SELECT command FROM runs WHERE id = 1')
eval "expect 0 $command"
same_losses 3
