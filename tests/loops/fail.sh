# The n-th call of a kind fails: the run is done all the same, or it ends with an error that names the file and is gone
# on with.
. "$(dirname "$0")/loop.sh"
# The error names one of the run's files; where memory was refused there is none.
names_its_file() {
  grep -q -E "^[^ ]*(stores/failing|short\.yaml|small\.cae|(train|test)\.npy)[^ ]*: error\[" err.txt
}
# nlohmann's JSON takes memory to be destroyed, and a destructor that gets none ends the program.
crashed_without_memory() { # KIND
  test "$1" = malloc && test $status -eq 134 && grep -q "error\[E990\].*abort" err.txt
}
tried=0
counts=
disturb() { # KIND ERROR SAMPLES
  total=$(calls "$1" $run_short stores/counted)
  rm -r stores/counted
  counts="$counts $1:$total"
  for n in $(places "$total" "$3"); do
    where="$1 $n of $total fails with $2"
    status=0
    FAIL_CALLS=$1 FAIL_WITH=$2 FAIL_AT=$n disturbed $run_short stores/failing || status=$?
    if test $status -ne 0; then
      test $status -le 2 || crashed_without_memory "$1" || { cat out.txt err.txt; fail "$where: exit status $status"; }
      if test "$1" = malloc || test "$1" = mmap; then
        grep -q "error\[E" err.txt || fail "$where: exit status $status and no error"
      else
        names_its_file || { cat err.txt; fail "$where: no file is named"; }
      fi
      ! grep -q E999 err.txt || { cat err.txt; fail "$where: not understood"; }
    fi
    case $2 in EINTR | short) test $status -eq 0 || { cat err.txt; fail "$where: it was not tried again"; } ;; esac
    sound stores/failing "$where"
    ends_well stores/failing "$where"
    tried=$((tried + 1))
  done
}
disturb open EIO 3
disturb open EINTR 1
disturb read EIO 2
disturb read short 1
disturb read EINTR 1
disturb write ENOSPC 3
disturb write EIO 2
disturb write short 1
disturb write EINTR 1
disturb sync EIO 2
disturb rename EIO 2
disturb rename ENOSPC 1
disturb mmap ENOMEM 3
# A sanitizer has its own allocator, whose calls are not made to fail.
case $SANITIZE in "")
  case ${CAE_LOOPS_MALLOC-} in "") : "${CAE_LOOPS_PART=1/50}" ;; esac
  disturb malloc ENOMEM 6
  ;;
esac
echo "$tried places; calls of each kind:$counts"
