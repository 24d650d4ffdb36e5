. "$(dirname "$0")/common.sh"
fixtures=$(dirname "$TORN")
# A plugin that leaves the rounding mode changed is named, and the run has the bits of one that does not; also where it
# was stopped and went on.
experiment plain "epochs: 3"
sed -i "s|gaussian-noise.*|$fixtures/unruly.so, what: nothing } ]|" plain.yaml
expect 0 cae-lab run plain.yaml --store plain
if grep -q W640 err.txt; then fail "a plugin that leaves nothing changed is warned of"; fi
for plugin in "unruly.so, what: rounding, where: create" "unruly.so, what: rounding, where: augment" \
  "unruly.so, what: rounding, where: body" "unruly_constructor.so, what: nothing"; do
  sed "s|unruly.so, what: nothing|$plugin|" plain.yaml >rounding.yaml
  rm -rf rounding
  expect 0 cae-lab run rounding.yaml --store rounding --quiet
  said "warning\[W640\]: the plugin 'unruly.*' left the rounding mode changed in .*; it was restored"
  test "$(grep -c W640 err.txt)" = 1 || fail "it is named more than once"
  same_end plain 1 rounding 1
done
# An environment that a plugin clears does not keep plots from being drawn.
sed "s|what: nothing|what: no_environment|" plain.yaml >bare.yaml
expect 0 cae-lab run bare.yaml --store bare
said "warning\[W640\]: the plugin 'unruly' left the environment changed in augment; it was restored"
test -s bare/0001-*/losses.png || fail "no plot was drawn"
same_end plain 1 bare 1
# Nor does another working directory move what is written, or a mask its rights.
sed "s|what: nothing|what: folder|" plain.yaml >moved.yaml
expect 0 cae-lab run moved.yaml --store moved
test -s moved/0001-*/last.safetensors || fail "the checkpoint was written elsewhere"
same_end plain 1 moved 1
# A run that a plugin made deaf to Ctrl-C still stops; only what comes during its call is lost.
sed "s|what: nothing|what: handler|" plain.yaml >deaf.yaml
in_background cae-lab run deaf.yaml --epochs 100000 --store deaf
wait_for 'grep -q "^epoch *2/" out.txt'
while kill -INT $run 2>>kill.txt; do sleep 0.1; done
status=0
wait $run || status=$?
test $status -eq 130 || fail "SIGINT gave the status $status"
