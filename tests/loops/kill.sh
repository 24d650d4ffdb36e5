# Killed before the n-th call that changes a file or a folder, and again before the n-th of the resume.
. "$(dirname "$0")/loop.sh"
# killed N STORE WHERE: goes on in this store, to be killed before the N-th change.
killed() {
  status=0
  { FAIL_CALLS=change FAIL_WITH=kill FAIL_AT=$1 disturbed $run_short "$2" $(way_on "$2"); } 2>/dev/null || status=$?
  case $status in 137) ;; 0) ;; *) cat out.txt err.txt; fail "$3: exit status $status" ;; esac
  sound "$2" "$3"
}
total=$(calls change $run_short stores/counted)
rm -r stores/counted
tried=0
for n in $(places "$total" 8); do
  store=stores/killed
  killed "$n" $store "killed before change $n"
  test "$status" = 137 || fail "it lived through change $n of $total"
  # The resume comes as far as the run did, or to its end.
  test "$(status_of $store)" = done || killed "$n" $store "killed before change $n, and again"
  ends_well $store "killed twice before change $n"
  tried=$((tried + 1))
done
# From one state, in which there are a checkpoint and rows, each place of the resume.
killed $((total / 2)) stores/half "killed half-way"
test "$(way_on stores/half)" != "" || fail "half-way there is nothing to resume"
cp -a stores/half stores/counted
resumed=$(calls change $run_short stores/counted --resume last)
rm -r stores/counted
for n in $(places "$resumed" 4); do
  cp -a stores/half stores/again
  killed "$n" stores/again "the resume killed before change $n"
  test "$status" = 137 || fail "the resume lived through change $n of $resumed"
  ends_well stores/again "the resume killed before change $n"
  tried=$((tried + 1))
done
echo "$tried places of $((total + resumed)): $total changes of a run, $resumed of a resume"
