. "$(dirname "$0")/common.sh"
experiment shown "epochs: 2"
expect 0 cae-lab run shown.yaml --store json --json
test ! -s err.txt || { cat err.txt; fail "--json wrote to standard error"; }
# An analysis that takes a while says so once a second, on a slow machine.
grep -v '"event":"analysis".*"status":"running"' out.txt >told.txt
"$CHECK_JSON" told.txt >events.txt || { cat events.txt; fail "not JSON lines"; }
diff - events.txt <<'EVENTS' || fail "other events than expected"
analysis 2
end 1
epoch 2
run 1
step 70
EVENTS
grep -q '"event":"run".*"experiment":"shown","variant":"","seed":1,' out.txt || fail "the event run does not name its run"

# So is what would run.
expect 0 cae-lab run shown.yaml --store dry --dry-run --json
"$CHECK_JSON" out.txt >events.txt || { cat events.txt; fail "not JSON lines"; }
diff - events.txt <<'EVENTS' || fail "other events than expected"
plan 1
plans 1
EVENTS
# A run takes the memory that --dry-run announces, within 5 %: with test images and without.
memory() { sed -n "s/.*\"event\":\"$1\".*\"memory_bytes\":\([0-9]*\).*/\1/p" "$2"; }
same_memory() {
  local planned taken
  planned=$(memory plan planned.txt)
  taken=$(memory run taken.txt)
  test $((planned * 100)) -ge $((taken * 95)) && test $((planned * 100)) -le $((taken * 105)) ||
    fail "$1: --dry-run says $planned bytes, the run $taken"
}
mv out.txt planned.txt
mv told.txt taken.txt
same_memory "with test images"
sed 's/, test: { images: test.npy }//' shown.yaml >untested.yaml
! grep -q "test:" untested.yaml || fail "untested.yaml has test images"
expect 0 cae-lab run untested.yaml --store untested --dry-run --json
mv out.txt planned.txt
expect 0 cae-lab run untested.yaml --store untested --json
mv out.txt taken.txt
same_memory "without test images"
expect 0 cae-lab run shown.yaml --store dry --dry-run --quiet
test ! -s out.txt || { cat out.txt; fail "--dry-run --quiet printed"; }
test ! -e dry || fail "--dry-run made a store"

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
  # The progress line is as wide as the terminal, less the last column; a terminal that cannot move its cursor has none.
  for columns in 100 40 20; do
    TERM=xterm script -q -e -c "stty cols $columns; cae-lab run shown.yaml --store wide$columns" /dev/null >out.txt </dev/null
    tr '\r' '\n' <out.txt | sed "s/$(printf '\033')\[[0-9;]*[mK]//g" | grep -E '^(epoch )?[0-9]+/[0-9]' >lines.txt
    awk -v most="$columns" 'length($0) > most { print; wide = 1 } END { exit wide }' lines.txt || fail "lines wider than $columns columns"
    test "$(wc -l <lines.txt)" -gt 2 || { cat -v out.txt; fail "no progress in $columns columns"; }
  done
  TERM=dumb script -q -e -c "cae-lab run shown.yaml --store dumb" /dev/null >out.txt </dev/null
  ! grep -q "$(printf '\033')" out.txt || fail "escapes on a dumb terminal"
  test "$(grep -c '^epoch' out.txt)" = 2 || fail "not one line an epoch on a dumb terminal"
fi

# A reader that goes away, as `head` does, does not harm the run.
cae-lab run shown.yaml --store head 2>err.txt | head -n 1 >/dev/null || true
test "$(question head 'SELECT count(*) FROM epochs')" = 2 || { cat err.txt; fail "the run ended with its reader"; }
