. "$(dirname "$0")/common.sh"
experiment shown "epochs: 1"
expect 0 cae-lab run shown.yaml --store store
# lost STATUS REASON: what the last command must have said, and how it must have ended, when all it printed was lost.
lost() {
  test "$1" -eq 1 || { cat err.txt; fail "exit status $1 though the output was lost: $call"; }
  said "^standard output: error\[E905\]: cannot write this file: $2"
  test "$(grep -c error err.txt)" = 1 || { cat err.txt; fail "more than one error: $call"; }
}
while read -r call; do
  status=0
  eval "cae-lab $call" >/dev/full 2>err.txt || status=$?
  lost $status "No space left on device"
  status=0
  eval "cae-lab $call" >&- 2>err.txt || status=$?
  lost $status "Bad file descriptor"
done <<'CALLS'
check small.cae
check shown.yaml
summary small.cae
summary small.cae --json
plugins
plugins gaussian-noise
plugins --include
graph small.cae -o graph.dot
graph small.cae -o -
init small.cae -o -
report 1 --store store -o -
run shown.yaml --store unseen
run shown.yaml --store unseen --json
run shown.yaml --store unseen --jobs 2 --variant '' --seed 1
run shown.yaml --dry-run
runs --store store
show 1 --store store
show 1 --store store --text model
compare 1 1 --store store
sql --store store 'SELECT 1'
sql --store store --json 'SELECT 1'
plot losses 1 --store store -o losses.svg
bench small.cae --steps 1 --warm-up 0
--help
run --help
--version
CALLS
test "$(question unseen "SELECT group_concat(DISTINCT status) FROM run_summary")" = done || fail "a run failed because of its output"
# What a command could not do weighs more than what it could not say.
status=0
cae-lab check none.cae small.cae >/dev/full 2>err.txt || status=$?
test $status -eq 2 || { cat err.txt; fail "exit status $status"; }
said E904
said E905
# A reader that has enough, as `head` has, is no error.
numbers='WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n'
for style in --csv --json ""; do
  (
    set -o pipefail
    cae-lab sql --store store $style "$numbers" 2>err.txt | head -n 1 >out.txt
  ) || fail "a closed pipe is an error ($style)"
  test ! -s err.txt || { cat err.txt; fail "a closed pipe is mentioned ($style)"; }
done
