. "$(dirname "$0")/common.sh"
fixtures=$(dirname "$TORN")
# use LIST PLUGIN HOW WHERE: writes ending.yaml, with the plugin in this list.
use() {
  experiment ending "epochs: 1"
  sed -i '/^augment/d' ending.yaml
  echo "$1: [ { plugin: $fixtures/$2.so, how: $3, where: $4 } ]" >>ending.yaml
  rm -rf store
}
# named STATUS CODE TEXT: the run ends so, and where it had begun it is recorded as failed, with the reason. What an
# analysis does may come when the run is done.
named() {
  expect "$1" cae-lab run ending.yaml --store store
  said "^cae-lab: error\[$2\]: the plugin '$3"
  said "^help: .*this is a fault of the plugin $fixtures/"
  test -e store || return 0
  case "$(question store "SELECT count(*), min(status), min(error LIKE '%[$2]%') FROM runs")" in
    0* | 1,failed,1) ;;
    1,done,*) grep -q ending_analysis ending.yaml || fail "a run that a plugin ended is recorded as done" ;;
    *) cae-lab sql "SELECT id, status, error FROM runs" --store store; fail "the run is not recorded as failed" ;;
  esac
}

# Ended by exit and similar functions, in every function and in a thread: a line that names plugin and call, and status 1.
for how in exit now_exit Exit quick_exit err; do
  use augment ending $how augment
  named 1 E642 "ending' ended the program in augment, by a call of "
done
for where in create body; do
  use augment ending exit $where
  named 1 E642 "ending' ended the program in "
done
for where in create request analyse; do
  use analyse ending_analysis now_exit $where
  named 1 E642 "ending_analysis' ended the program in $where, by a call of _exit"
done
for how in thread_exit thread_err; do
  use augment ending $how augment
  named 1 E642 "ending' ended the program in a thread, a handler or a destructor of its own, by a call of exit"
  test "$(question store 'SELECT status FROM runs')" = failed || fail "the run is not recorded as failed"
done

# A process that the plugin makes may end itself, but not come back as a second cae-lab.
for where in augment body; do
  use augment ending child_ends $where
  expect 0 cae-lab run ending.yaml --store store
  if grep -q E64 err.txt; then cat err.txt; fail "the end of a child is said to be the program's"; fi
  use augment ending child_comes_back $where
  expect 0 cae-lab run ending.yaml --store store
  said "error\[E644\]: the plugin 'ending' made a second process in augment, which came back from it and was ended"
  test "$(question store 'SELECT count(*), min(status) FROM runs')" = "1,done" || fail "the run was disturbed"
done

# What is done is done, but a plugin that ends the program at its end does not make the status 0.
for how in destroy at_exit at_end; do
  case $how in
    destroy) use augment ending exit destroy ;;
    at_exit) use augment ending later_exit create ;;
    at_end) use augment ending/exits_at_end nothing create ;;
  esac
  expect 1 cae-lab run ending.yaml --store store
  said "error\[E642\]: the plugin '.*' ended the program in .*, by a call of "
done

# When it is loaded, be it to check the experiment or to list it.
use augment ending/exits_when_loaded nothing create
for words in "run ending.yaml" "check ending.yaml" "plugins $fixtures/ending/exits_when_loaded.so"; do
  expect 1 cae-lab $words
  said "error\[E642\]: the plugin 'exits_when_loaded' ended the program in its constructors, by a call of _exit"
done

# A sanitizer tells of crashes itself.
test -z "$SANITIZE" || exit 0
ulimit -c 0
use augment ending pointer augment
named 139 E640 "ending' crashed in augment: segmentation fault (SIGSEGV)"
test "$(question store 'SELECT status FROM runs')" = failed || fail "the run is not recorded as failed"
use augment ending pointer body
named 139 E640 "ending' crashed in augment: segmentation fault (SIGSEGV)"
use augment ending overflow create
named 139 E640 "ending' crashed in create: segmentation fault (SIGSEGV)"
use augment ending abort augment
named 134 E640 "ending' crashed in augment: abort (SIGABRT)"
use analyse ending_analysis layer request
named 139 E640 "ending_analysis' crashed in request: segmentation fault (SIGSEGV)"
use augment ending end_thread augment
named 134 E640 "ending' crashed in augment: abort (SIGABRT)"
use analyse ending_analysis overflow analyse
named 139 E640 "ending_analysis' crashed in analyse: segmentation fault (SIGSEGV)"
use augment ending thread_abort augment
named 134 E641 "ending' crashed outside of the calls of its functions"
use augment ending/crashes_when_loaded nothing create
named 139 E640 "crashes_when_loaded' crashed in its constructors: segmentation fault"
use augment ending/aborts_at_end nothing create
expect 134 cae-lab run ending.yaml --store store
said "error\[E641\]: the plugin 'aborts_at_end' crashed outside of the calls of its functions"
test "$(question store 'SELECT status FROM run_summary')" = done || fail "the run was done before the plugin crashed"
# cae-lab itself says what it was at.
use augment ending nothing augment
in_background cae-lab run ending.yaml --epochs 100000 --store store
wait_for 'grep -q "^epoch *1/" out.txt'
kill -SEGV $run
wait $run && fail "a signal that ends the program gave the status 0"
said "^cae-lab: error\[E990\]: cae-lab crashed while .*: segmentation fault (SIGSEGV)"
