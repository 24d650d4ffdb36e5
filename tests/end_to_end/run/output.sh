. "$(dirname "$0")/common.sh"
experiment shown "epochs: 2"
expect 0 cae-lab run shown.yaml --store json --json
test ! -s err.txt || { cat err.txt; fail "--json wrote to standard error"; }
"$CHECK_JSON" out.txt >events.txt || { cat events.txt; fail "not JSON lines"; }
diff - events.txt <<'EVENTS' || fail "other events than expected"
end 1
epoch 2
run 1
step 70
EVENTS

expect 0 cae-lab run shown.yaml --store quiet --quiet
test ! -s out.txt || { cat out.txt; fail "--quiet printed"; }
test ! -s err.txt || { cat err.txt; fail "--quiet printed an error"; }

# Into a pipe: whole lines without any escape.
expect 0 cae-lab run shown.yaml --store pipe
! grep -q "$(printf '\033')" out.txt || fail "escapes in a pipe"
! grep -q "$(printf '\r')" out.txt || fail "returns in a pipe"
test "$(grep -c '^epoch' out.txt)" = 2 || fail "not one line an epoch"

# On a terminal: colours, unless NO_COLOR says otherwise.
if script -q -e -c true /dev/null </dev/null >/dev/null 2>&1; then  # there is a pseudo-terminal to be had
  colour=$(printf '\033\\[[0-9;]*m')
  TERM=xterm script -q -e -c "cae-lab run shown.yaml --store tty" /dev/null >out.txt </dev/null
  grep -q "$colour" out.txt || fail "no colour on a terminal"
  NO_COLOR=1 TERM=xterm script -q -e -c "cae-lab run shown.yaml --store plain" /dev/null >out.txt </dev/null
  ! grep -q "$colour" out.txt || fail "colour in spite of NO_COLOR"
fi

# A reader that goes away, as `head` does, does not harm the run.
cae-lab run shown.yaml --store head 2>err.txt | head -n 1 >/dev/null || true
test "$(question head 'SELECT count(*) FROM epochs')" = 2 || { cat err.txt; fail "the run died with its reader"; }
