. "$(dirname "$0")/common.sh"
experiment profiled "epochs: 1"

# The table names every layer of the graph as it is trained, and the store keeps it.
expect 0 cae-lab run profiled.yaml --store plain --threads 2 --profile --trace trace.json
cp out.txt table.txt
cae-lab graph small.cae --stage optimised -o small.dot >/dev/null
layers=$(sed -n 's/^ *"\([a-z0-9]*\)" \[label=<.*/\1/p' small.dot)
test "$(echo "$layers" | wc -l)" -ge 8 || fail "the graph has the layers: $layers"
for layer in $layers; do
  node=$(question plain "SELECT node FROM run_profile WHERE layer = '$layer' AND direction LIKE 'forward%' LIMIT 1")
  test -n "$node" || fail "$layer is not in the store's profile"
  grep -q "^$node .*forward" table.txt || { cat table.txt; fail "$node is not in the table"; }
done
for word in waiting optimizer images "of the peak" "limit of one thread" "34 steps measured"; do
  grep -q "$word" table.txt || { cat table.txt; fail "the table does not say: $word"; }
done
# A convolution of 6 filters, 3x3, on 12x12x1; 233 of the 240 images in 34 steps, since the first one is left out.
test "$(question plain "SELECT round(flops * 34 / (2 * 12 * 12 * 9 * 6), 6) FROM run_profile
                        WHERE layer = 'conv1' AND direction = 'forward'")" = 233.0 || fail "conv1 counts other products"

# The trace has a row a worker, and no more steps than it says.
"$CHECK_TRACE" trace.json >rows.txt || { cat rows.txt; fail "not a trace"; }
diff - rows.txt <<'ROWS' || fail "other rows or steps than expected"
loop
worker 1
worker 2
steps 2 to 21
ROWS

# Watching changes no bit.
expect 0 cae-lab run profiled.yaml --store unwatched --threads 2
same_end plain 1 unwatched 1
! grep -q "limit of one thread" out.txt || fail "a profile that nobody asked for"

# As JSON, and as nothing.
expect 0 cae-lab run profiled.yaml --store json --json --profile
"$CHECK_JSON" out.txt | grep -q -x "profile 1" || fail "no event of the profile"
expect 0 cae-lab run profiled.yaml --store quiet --quiet --profile
test ! -s out.txt || fail "--quiet printed a profile"
test "$(question quiet "SELECT count(*) > 20 FROM run_profile")" = 1 || fail "a quiet profile is not kept"

# The picture: the layer that takes most has the strongest colour, and every box its time.
expect 0 cae-lab graph --profile last --store plain -o times.svg
grep -q 'fill="#f16913"' times.svg || fail "no layer has the strongest colour"
# The legend tells the time of the layer that takes most once more.
test "$(grep -c ' ms, [0-9.]* %<' times.svg)" = "$(($(echo "$layers" | wc -l) + 1))" ||
  fail "not every box tells its time"
expect 2 cae-lab graph --profile last --store unwatched -o none.svg
said "E720.*was not profiled"
expect 2 cae-lab graph small.cae --profile last --store plain -o none.svg
expect 2 cae-lab graph -o none.svg
said "model"
test ! -e none.svg || fail "a picture in spite of an error"

# One that can be opened but not written takes nothing from the run, which is done or stopped with all that comes after.
expect 1 cae-lab run profiled.yaml --store untraced --trace /dev/full
said "/dev/full: error\[E905\]"
test "$(question untraced "SELECT r.status || ' ' || count(*) FROM run_summary r JOIN analyses a USING (run_id)
                           WHERE a.status = 'done'" | tr -d '"')" = "done 2" || fail "a trained run is not done"
in_background cae-lab run profiled.yaml --store untraced --trace /dev/full --set train.epochs=5000
wait_for 'grep -q "^epoch" out.txt'
kill -TERM $run
wait $run || test $? -eq 143
test "$(question untraced "SELECT status FROM run_summary WHERE run_id = 2")" = stopped || fail "not stopped"

# A trace that cannot be written is said before anything is trained.
expect 1 cae-lab run profiled.yaml --store never --trace no/such/folder/trace.json
said "E905"
test ! -e never || fail "trained in spite of a trace that cannot be written"

# A benchmark gives the same table.
expect 0 cae-lab bench small.cae --batch 7 --steps 3 --profile
grep -q "^conv1.* forward" out.txt || { cat out.txt; fail "no profile of a benchmark"; }
expect 0 cae-lab bench small.cae --batch 7 --steps 3 --profile --json
grep -q '"profile":{"steps":3' out.txt || { cat out.txt; fail "no profile in the JSON of a benchmark"; }

# The simulation of other numbers of threads: those that were asked for, in their order.
expect 0 cae-lab bench small.cae --batch 7 --steps 3 --simulate-threads 1,2,16 --json
"$CHECK_SIMULATION" out.txt 1 2 16 || { cat out.txt; fail "not a simulation"; }
expect 0 cae-lab bench small.cae --batch 7 --steps 3 --simulate-threads 2,64 --memory-speed 100 --pin
grep -q "^ *64 .* %" out.txt || { cat out.txt; fail "no table of the simulation"; }
grep -q "100 GB/s all together" out.txt || { cat out.txt; fail "the machine is not described"; }
expect 2 cae-lab bench small.cae --simulate-threads 2,none
said "whole numbers from 1 to 1024 with commas between them"
expect 2 cae-lab bench small.cae --memory-speed 100
said "simulate-threads"
