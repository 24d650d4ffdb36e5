. "$(dirname "$0")/common.sh"
experiment long "epochs: 8" "optimizer: { kind: adam, rate: 0.01 }" "schedule: { kind: cosine, warmup: 2 }"
start=$(date +%s%N)
expect 0 cae-lab run long.yaml --store whole
# Moments are drawn from the time that the whole run takes, start-up included.
whole=$((($(date +%s%N) - start) / 1000000))
RANDOM=7
# A sanitizer makes a run several times longer.
case $SANITIZE in "") enough=20 ;; *) enough=5 ;; esac
kills=0
round=0
while test $kills -lt $enough; do
  round=$((round + 1))
  store=killed$round
  resume=
  while true; do
    # Standard error is kept for the case that something else goes wrong.
    in_background cae-lab run long.yaml --store $store $resume
    if test $kills -lt $enough; then
      moment=$((RANDOM % whole))
      sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
      kill -KILL $run 2>/dev/null || true
    fi
    status=0
    wait $run 2>/dev/null || status=$?
    test $status -ne 0 || break
    test $status -eq 137 || { cat out.txt err.txt; fail "exit status $status"; }
    kills=$((kills + 1))
    # Before its run is in the store there is nothing to resume, and nothing any more where all of it is recorded.
    recorded=$(question $store 'SELECT status FROM runs' 2>/dev/null || true)
    test "$recorded" != done || break
    resume=${recorded:+--resume last}
  done
  # Killed between the making of its folder and its record, a run leaves its number unused.
  id=$(question $store 'SELECT id FROM runs')
  test "$(echo "$id" | wc -l)" = 1 || fail "$store has more than one run"
  same_end whole 1 $store "$id"
done
echo "$kills kills in $round runs"
