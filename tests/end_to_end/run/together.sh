. "$(dirname "$0")/common.sh"
experiment first "epochs: 4" "seed: 1"
experiment second "epochs: 4" "seed: 2"
for name in first second; do expect 0 cae-lab run $name.yaml --store alone-$name; done
cae-lab run first.yaml --store both >first.txt 2>&1 &
one=$!
cae-lab run second.yaml --store both >second.txt 2>&1 &
two=$!
wait $one || { cat first.txt; fail "the first of two runs failed"; }
wait $two || { cat second.txt; fail "the second of two runs failed"; }
test "$(question both 'SELECT count(*) FROM run_summary')" = 2 || fail "not two runs"
for name in first second; do
  same_end alone-$name 1 both "$(question both "SELECT id FROM runs WHERE experiment = '$name'")"
done

# A run that another process trains is not taken up.
experiment long "epochs: 1000"
cae-lab run long.yaml --store long >out1.txt 2>&1 &
run=$!
wait_for 'grep -q "^epoch" out1.txt'
expect 1 cae-lab run long.yaml --store long --resume last
said "is being trained by another process"
kill -TERM $run
wait $run || test $? -eq 143
