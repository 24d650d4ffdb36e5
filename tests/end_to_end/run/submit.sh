. "$(dirname "$0")/common.sh"
# The runs of an experiment as tasks of a queue. Slurm's programs are stand-ins here; tests/cluster has the real ones.
experiment grid "epochs: 20"
cat >>grid.yaml <<'YAML'
variants: { wide: { train: { batch: 10 } } }
seeds: [1, 2]
YAML
mkdir bin
cat >bin/sbatch <<'SH'
#!/bin/sh
echo "$*" >>"$QUEUE/calls"
test ! -e "$QUEUE/refusal" || { echo "sbatch: error: invalid partition specified: nope" >&2; exit 1; }
number=$(($(cat "$QUEUE/number" 2>/dev/null || echo 99) + 1))
echo $number >"$QUEUE/number"
echo "$number;cluster"
SH
cat >bin/squeue <<'SH'
#!/bin/sh
echo asked >"$QUEUE/asked"
cat "$QUEUE/list" 2>/dev/null
exit 0
SH
chmod +x bin/*
mkdir queue
export QUEUE=$folder/queue
PATH=$folder/bin:$PATH
submit="cae-lab submit grid.yaml --cpus 2 --max-running 3"

# What it would do, and nothing else.
expect 0 $submit --partition short --time 2:00:00 --dry-run
test ! -e runs -a ! -e queue/calls || fail "--dry-run has done something"
for line in "#SBATCH --job-name=grid" "#SBATCH --array=1-4%3" "#SBATCH --cpus-per-task=2" "#SBATCH --ntasks=1" \
  "#SBATCH --partition=short" "#SBATCH --time=2:00:00" "#SBATCH --requeue" "#SBATCH --open-mode=append" \
  "#SBATCH --chdir=$folder" "#SBATCH --output=$folder/runs/submitted/grid/logs/%A_%a.txt" "#SBATCH --job-name=grid-merge"; do
  grep -q -x -e "$line" out.txt || { cat out.txt; fail "not in the script: $line"; }
done
bash -n out.txt || fail "no script for bash"
# What would begin a line of the script is no partition and no time.
for option in --partition --time; do
  expect 2 cae-lab submit grid.yaml $option "$(printf 'short\n#SBATCH --wait')" --dry-run
  said "E922"
done
# Nor is a folder that its lines cannot hold a store.
for store in "$(printf 'new\n#SBATCH --wait')" 'back\slash'; do
  expect 2 cae-lab submit grid.yaml --store "$store"
  said "E781.*--store cannot be"
  test ! -e "$store" -a ! -e queue/calls || fail "refused, and something was done"
  expect 0 cae-lab submit grid.yaml --store "$store" --with parallel --dry-run
done
expect 0 cae-lab submit grid.yaml --ranks 2 --dry-run
grep -q "exec mpirun -n 2 $(readlink -f "$CAE_LAB") run grid.yaml" out.txt || { cat out.txt; fail "no ranks"; }

# Submitted.
expect 0 $submit
grep -q "^4 runs submitted as the array 100; job 101 then merges them into runs$" out.txt || { cat out.txt; fail "not said"; }
test "$(cat queue/calls)" = "--parsable runs/submitted/grid/array.sh
--parsable --dependency=afterany:100 runs/submitted/grid/merge.sh" || { cat queue/calls; fail "other calls of sbatch"; }
printf '100_%s|PENDING|Priority\n' 1 2 3 4 >queue/list
expect 0 cae-lab runs
grep -q "0 of 4 runs of grid are done" out.txt || { cat out.txt; fail "the tasks are not counted"; }
test "$(grep -c "pending.*100_[1-4].*Priority" out.txt)" = 4 || { cat out.txt; fail "not four that wait"; }
expect 0 $submit
grep -q "^4 runs in the queue or running$" out.txt && grep -q "nothing is missing" out.txt || fail "submitted twice"

# The tasks: two to their ends, one is killed and requeued, one is stopped.
task() { SLURM_ARRAY_TASK_ID=$1 bash runs/submitted/grid/array.sh; }
printf '100_%s|RUNNING|None\n' 1 2 3 4 >queue/list
expect 0 task 1
expect 0 task 1
grep -q "the run 0001-grid-s1 is done" out.txt || { cat out.txt; fail "a task that was done ran again"; }
expect 0 task 4
in_background env SLURM_ARRAY_TASK_ID=2 bash runs/submitted/grid/array.sh
wait_for 'grep -q "^epoch *1" out.txt'
kill -STOP $run
cae-lab runs >list.txt
kill -KILL $run
wait $run || true
: >queue/list
expect 0 cae-lab runs
if grep -q "2 of 4 runs" list.txt; then
  grep -q " 2 *running" list.txt || { cat list.txt; fail "a running task is not shown"; }
  grep -q " 2 *stopped" out.txt || { cat out.txt; fail "a killed task is not shown"; }
fi
expect 0 task 2
expect 0 cae-lab run grid.yaml --store alone --quiet
same_end alone 2 runs/submitted/grid/s2 1
grep -q "error" queue/calls && fail "sbatch was called wrongly"

# What is there is merged, what is missing is said, and submitted again alone.
expect 1 bash runs/submitted/grid/merge.sh
said "E775"
said "1 run is not done"
said "cae-lab submit grid.yaml --store runs --cpus 2 --max-running 3"
grep -q "wide *1 *missing" out.txt || { cat out.txt; fail "not said which run is missing"; }
test "$(question runs "SELECT group_concat(name, ' ') FROM (SELECT name FROM runs ORDER BY id)")" = \
  "0001-grid-s1 0002-grid-s2 0003-grid-wide-s2" || fail "not three runs"
expect 0 $submit
grep -q "^3 runs done already$" out.txt && grep -q "^1 run submitted as the array 102; job 103" out.txt || { cat out.txt; fail "more than the missing one"; }
grep -q -x -e "#SBATCH --array=1-1%3" runs/submitted/grid/array.sh || fail "not one task"
expect 0 task 1
expect 0 cae-lab submit grid.yaml --collect
grep -q "4 of 4 runs of grid are done" out.txt || { cat out.txt; fail "not all are done"; }
rm queue/asked
expect 0 cae-lab runs
! grep -q "runs of grid" out.txt || { cat out.txt; fail "tasks are listed that are done"; }
test ! -e queue/asked || fail "the queue was asked for tasks that are done"
for seed in 1 2; do
  for variant in "" "wide"; do
    here=$(question runs "SELECT run_id FROM run_summary WHERE seed = $seed AND variant = '$variant'")
    there=$(question alone "SELECT run_id FROM run_summary WHERE seed = $seed AND variant = '$variant'")
    same_end alone "$there" runs "$here"
  done
done

# More epochs are submitted again, other settings are refused.
expect 0 cae-lab submit grid.yaml --epochs 22
grep -q "^4 runs submitted" out.txt || { cat out.txt; fail "more epochs are nothing new"; }
expect 0 task 3
test "$(question runs/submitted/grid/wide-s1 "SELECT epochs FROM run_summary")" = 22 || fail "not 22 epochs"
expect 2 cae-lab submit grid.yaml --set train.batch=9
said "train.batch"

# A queue that refuses, and none at all.
touch queue/refusal
expect 1 cae-lab submit grid.yaml --epochs 23
said "E772"
said "invalid partition specified: nope"
mkdir none
for program in bash env cat; do ln -s "$(command -v $program)" none/; done
PATH=none expect 1 "$CAE_LAB" submit grid.yaml --epochs 23
said "E771"
said "with parallel"

# GNU parallel, where it is installed; its script in any case.
expect 0 cae-lab submit grid.yaml --with parallel --store side --cpus 2 --max-running 2 --dry-run
grep -q -x "jobs=2" out.txt && bash -n out.txt || { cat out.txt; fail "no script for parallel"; }
cat >bin/parallel <<'SH'
#!/bin/bash
while [ "$1" != task ]; do shift; done
shift 2
for argument; do (task "$argument"); done
SH
chmod +x bin/parallel
expect 0 cae-lab submit grid.yaml --with parallel --store side --cpus 2 --max-running 2
grep -q "4 of 4 runs of grid are done" out.txt || { cat out.txt; fail "parallel has not made four runs"; }
same_end alone 1 side 1

# Missing runs on one machine, without any queue.
expect 0 cae-lab run grid.yaml --missing --store alone
test "$(grep -c "is done" out.txt)" = 4 || { cat out.txt; fail "a run was made again"; }
expect 0 cae-lab run grid.yaml --missing --dry-run --store alone
test "$(cat out.txt)" = "4 runs are done; nothing would run" || { cat out.txt; fail "not said that nothing is missing"; }
# Done is done, however many epochs it was begun with.
expect 0 cae-lab run grid.yaml --variant wide --seed 1 --epochs 2 --store fewer
expect 0 cae-lab run grid.yaml --variant wide --seed 1 --missing --store fewer
test "$(question fewer "SELECT epochs FROM run_summary")" = 2 || fail "a run that is done was trained further"
expect 0 cae-lab run grid.yaml --variant wide --seed 1 --missing --epochs 3 --store fewer
test "$(question fewer "SELECT epochs FROM run_summary")" = 3 || fail "not the epochs that were asked for"
cae-lab delete 2 --yes --store alone >/dev/null
expect 0 cae-lab run grid.yaml --missing --dry-run --store alone
grep -q "^3 runs are done$" out.txt && grep -q "^grid seed 2" out.txt && test "$(grep -c "^grid" out.txt)" = 1 ||
  { cat out.txt; fail "not shown what would run, and that alone"; }
grep -q "^1 run, \(about\|less than\) .* on " out.txt || { cat out.txt; fail "more than the missing run is counted"; }
expect 0 cae-lab run grid.yaml --missing --store alone --quiet
test "$(question alone "SELECT count(*), max(run_id) FROM run_summary WHERE status = 'done'")" = "4,5" || fail "not the missing one"

# A network file system: refused with the reason, or with a rollback journal.
mkdir network
on_network() { LD_PRELOAD=$NETWORK_DISK ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0" "$@"; }
for call in "submit grid.yaml --dry-run" "run grid.yaml"; do
  expect 2 on_network cae-lab $call --store network/runs
  said "E645"
  said "NFS"
  said "journal delete"
done
test ! -e network/runs || fail "a refused store was made"
expect 0 on_network cae-lab run grid.yaml --seed 1 --variant '' --store network/runs --journal delete --quiet
expect 0 on_network cae-lab tag there 1 --store network/runs
expect 0 on_network cae-lab submit grid.yaml --dry-run --store network/runs
expect 0 on_network cae-lab submit grid.yaml --dry-run --store network/more --journal delete
test "$(grep -c -e "--missing .* --journal delete" out.txt)" = 4 || { cat out.txt; fail "the tasks do not know the journal"; }
