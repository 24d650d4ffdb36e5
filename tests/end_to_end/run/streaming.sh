. "$(dirname "$0")/common.sh"
for stream in never always; do
  experiment $stream "epochs: 4" "optimizer: { kind: adam, rate: 0.01 }"
  sed -i "s/test.npy } }/test.npy }, validation: 0.1, stream: $stream }/" $stream.yaml
  sed "s/^experiment:.*/experiment: images/" $stream.yaml >images_$stream.yaml
  expect 0 cae-lab run images_$stream.yaml --store $stream
done
same_end never 1 always 1

echo "killed and resumed, streamed and in memory in turns"
in_background cae-lab run images_always.yaml --store killed
wait_for 'grep -q "^epoch" out.txt'
kill -KILL $run
wait $run || true
sed -i "s/stream: always/stream: never/" images_always.yaml
expect 0 cae-lab run images_always.yaml --store killed --resume last
same_end never 1 killed 1

echo "a file that is cut during the run"
experiment cut "epochs: 100000"
sed -i "s/train.npy/cut.npy/; s/test.npy } }/test.npy }, stream: always }/" cut.yaml
cp train.npy cut.npy
in_background cae-lab run cut.yaml --store cut
wait_for 'test "$(grep -c "^epoch" out.txt)" -ge 2'
truncate -s 10000 cut.npy
status=0
wait $run || status=$?
test $status -eq 1 || fail "status $status of a run whose file was cut"
grep -q 'cut.npy: error\[E476\]: the file has changed .* it had 34688 bytes, and now has 10000' err.txt || {
  cat err.txt
  fail "the cut file is not named"
}
test "$(question cut 'SELECT status FROM runs')" = failed || fail "the run is not recorded as failed"
epochs=$(question cut 'SELECT count(*) FROM epochs')
test "$epochs" -ge 2 || fail "epochs are lost"
expect 2 cae-lab run cut.yaml --store cut --resume last
said 'E820'
cp train.npy cut.npy
expect 0 cae-lab run cut.yaml --store cut --resume last --epochs $((epochs + 1))
test "$(question cut 'SELECT count(*) FROM epochs')" = $((epochs + 1)) || fail "the run did not go on"
