. "$(dirname "$0")/common.sh"
# Diverging: epoch, step and layer are named, and recorded.
experiment diverging "epochs: 3" "loss: mse" "optimizer: { kind: sgd, rate: 1000 }"
sed 's/sigmoid/linear/' small.cae >open.cae
sed -i 's/small.cae/open.cae/' diverging.yaml
expect 1 cae-lab run diverging.yaml --store store
said 'epoch 1, step [1-9]'
said 'conv\|bn\|dense\|code'
test "$(question store 'SELECT status FROM run_summary')" = failed || fail "not recorded as failed"
question store 'SELECT error FROM runs' | grep -q 'epoch 1, step' || fail "the reason is not recorded"
test -s store/0001-*/last.safetensors || fail "the last good checkpoint is gone"

# A plugin that fails in the third epoch: two are recorded, and the run goes on where the plugin is mended.
experiment torn "epochs: 5"
sed -i "s|gaussian-noise.*|$TORN, epoch: 3 } ]|" torn.yaml
expect 1 cae-lab run torn.yaml --store torn
said "the tape is torn"
test "$(question torn 'SELECT status FROM run_summary')" = failed || fail "not recorded as failed"
test "$(question torn 'SELECT count(*) FROM epochs')" = 2 || fail "the first two epochs are not recorded"
expect 0 cae-lab show 1 --store torn
for file in last best; do test -s torn/0001-*/$file.safetensors || fail "no $file.safetensors"; done
head -c 4000 torn/0001-*/last.safetensors | grep -q -a '"epoch":"3"' || fail "the checkpoint is not that of two epochs"

# In a sweep the others still run.
experiment sweep "epochs: 1"
sed -i "s|gaussian-noise.*|$TORN, epoch: 9 } ]|" sweep.yaml
printf 'variants:\n  bad: { augment: [ { plugin: %s, epoch: 1 } ] }\n  good: { train: { batch: 8 } }\n' "$TORN" >>sweep.yaml
expect 1 cae-lab run sweep.yaml --store sweep
test "$(question sweep 'SELECT group_concat(status) FROM (SELECT status FROM run_summary ORDER BY run_id)')" = \
  '"done,failed,done"' || { question sweep 'SELECT * FROM run_summary'; fail "one failing variant stopped the others"; }
