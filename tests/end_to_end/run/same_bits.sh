. "$(dirname "$0")/common.sh"
experiment bits "epochs: 2"
for threads in 1 2 3 8; do
  expect 0 cae-lab run bits.yaml --threads $threads --store "store$threads"
  same_end store1 1 "store$threads" 1
done
# Two threads compute, and one prepares the batches of each set of images; ThreadSanitizer has one of its own.
case $SANITIZE in thread) allowed=5 ;; *) allowed=4 ;; esac
experiment long "epochs: 1000"
cae-lab run long.yaml --threads 2 --store long >long.txt 2>&1 &
run=$!
wait_for 'grep -q "^epoch" long.txt'
most=0
for _ in 1 2 3 4 5; do
  now=$(ls /proc/$run/task | wc -l)
  test "$now" -le $most || most=$now
  sleep 0.05
done
kill -KILL $run
wait $run 2>/dev/null || true
test "$most" -le $allowed || fail "$most threads with --threads 2"
