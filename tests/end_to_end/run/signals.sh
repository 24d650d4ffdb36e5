. "$(dirname "$0")/common.sh"
"$MAKE_IMAGES" train.npy 7000 12 1
experiment stopped "epochs: 2"
# An option of the start, which the way back need not repeat.
expect 0 cae-lab run stopped.yaml --store whole --disable-pass fuse-upsample-conv
for signal in INT TERM HUP QUIT XCPU; do
  in_background cae-lab run stopped.yaml --store $signal --disable-pass fuse-upsample-conv
  wait_for 'grep -q "^epoch" out.txt'
  sleep 0.05
  kill -$signal $run
  status=0
  wait $run || status=$?
  case $signal in INT) wanted=130 ;; TERM) wanted=143 ;; HUP) wanted=129 ;; QUIT) wanted=131 ;; XCPU) wanted=152 ;; esac
  test $status -eq $wanted || { cat out.txt err.txt; fail "exit status $status after SIG$signal"; }
  test "$(question $signal 'SELECT status FROM run_summary')" = stopped || fail "not recorded as stopped"
  test "$(question $signal 'SELECT count(*) FROM epochs')" -lt 2 || fail "it was done before the signal"
  # Stopped in mid-epoch, and the checkpoint says so.
  ! head -c 4000 $signal/0001-*/last.safetensors | grep -q -a '"step":"0"' || fail "no checkpoint in mid-epoch"
  command=$(sed -n 's/^go on with: //p' out.txt)
  test -n "$command" || { cat out.txt; fail "no way back is printed"; }
  eval "expect 0 $command"
  same_end whole 1 $signal 1
done
# What is done is not resumed, nor what never was.
expect 2 cae-lab run stopped.yaml --store whole --resume 1
said E808
expect 2 cae-lab run stopped.yaml --store whole --resume 9
said E710
expect 2 cae-lab run stopped.yaml --store nowhere --resume last
test ! -e nowhere || fail "resuming made a store"
# What nohup starts goes on when its terminal closes.
(trap '' HUP && exec cae-lab run stopped.yaml --store nohup) >out.txt 2>err.txt &
run=$!
wait_for 'grep -q "^epoch" out.txt'
kill -HUP $run
wait $run || { cat out.txt err.txt; fail "SIGHUP ended what ignored it"; }
