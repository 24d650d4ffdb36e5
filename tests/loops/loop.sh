# What the three loops share: a short run, disturbed in one place after another, and what must hold after each. A few
# places spread over all are tried; all of them where CAE_LOOPS is "all". CAE_LOOPS_PART="K/N" tries the K-th of N shares,
# for a machine with many cores. Expects FAILING_CALLS beside what end_to_end/run/common.sh expects.
. "$(dirname "$0")/../end_to_end/run/common.sh"
folder=$(pwd -P)
"$MAKE_IMAGES" train.npy 48 12 1
"$MAKE_IMAGES" test.npy 16 12 2
experiment short "epochs: 2"
sed -i 's/batch: 7/batch: 16/' short.yaml
run_short="cae-lab run short.yaml --threads 1 --store"
# One folder for the inputs and one for the store, so that only the space of the store may be limited.
mkdir stores
expect 0 $run_short stores/whole
# disturbed ARGUMENTS...: with the calls that the environment names counted, and failing.
disturbed() {
  FAIL_FOLDER=$folder FAIL_COUNT=${FAIL_COUNT-} LD_PRELOAD=$FAILING_CALLS \
    ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0" "$@" >out.txt 2>err.txt
}
# calls KINDS COMMAND...: how many calls of these kinds the command makes, undisturbed.
calls() {
  kinds=$1
  shift
  FAIL_CALLS=$kinds FAIL_AT=0 FAIL_COUNT=$folder/count.txt disturbed "$@" || { cat out.txt err.txt >&2; exit 1; }
  cat count.txt
}
# places COUNT SAMPLES: the numbers from 1 to COUNT that are tried.
places() {
  if test "${CAE_LOOPS-}" = all; then
    share=${CAE_LOOPS_PART-1/1}
    seq "${share%/*}" "${share#*/}" "$1"
  else
    seq $((($1 / $2 + 1) / 2 + ($1 < $2))) $(($1 / $2 + ($1 < $2))) "$1"
  fi
}
# look STORE QUERY: an answer from a copy, so that cae-lab itself must repair what a kill left.
look() {
  test -s "$1/cae-lab.db" || return 0
  rm -rf look
  mkdir look
  cp "$1"/cae-lab.db* look
  sqlite3 look/cae-lab.db "$2" 2>look.txt || grep -q "no such table" look.txt || { cat look.txt; fail "$1 is damaged"; }
}
rows() { # STORE: every bit of the losses that are recorded
  look "$1" "SELECT epoch, printf('%!.17g', train_loss), printf('%!.17g', test_loss) FROM epoch_losses
             ORDER BY run_id, epoch"
}
rows stores/whole >whole.rows
test -s whole.rows || fail "the undisturbed run has no epochs"
# sound STORE WHERE: the store is whole, and has of the undisturbed run's rows at least those that were printed.
sound() {
  test "$(look "$1" "PRAGMA integrity_check")" = ok || test ! -s "$1/cae-lab.db" || fail "$2: the store is damaged"
  rows "$1" >now.rows
  head -n "$(wc -l <now.rows)" whole.rows | diff - now.rows || fail "$2: other rows than of the undisturbed run"
  test "$(wc -l <now.rows)" -ge "$(grep -c '^epoch' out.txt)" || fail "$2: a row that was printed is not there"
}
status_of() { look "$1" "SELECT status FROM runs ORDER BY id DESC LIMIT 1"; } # STORE: nothing where there is no run
# way_on STORE: the arguments that go on with what is there.
way_on() {
  case $(status_of "$1") in "" | done) ;; *) echo "--resume last" ;; esac
}
# ends_well STORE WHERE: what there is goes on to the same end, what comes after training is made, and nothing half
# written is left.
ends_well() {
  if test "$(status_of "$1")" = done; then
    expect 0 cae-lab analyse last --threads 1 --quiet --store "$1"
  else
    $run_short "$1" $(way_on "$1") >out.txt 2>err.txt || { cat out.txt err.txt; fail "$2: it does not go on"; }
  fi
  runs=$(look "$1" "SELECT id FROM runs")
  test "$(echo "$runs" | wc -l)" = 1 || fail "$2: the run was begun twice"
  same_end stores/whole 1 "$1" "$runs"
  test -z "$(look "$1" "SELECT name FROM analyses WHERE status <> 'done'")" || fail "$2: an analysis is missing"
  left=$(find "$1" -name '*.tmp*' -o -name '*-journal')
  test -z "$left" || fail "$2: left behind: $left"
  rm -rf "$1"
}
