. "$(dirname "$0")/common.sh"
experiment kept "epochs: 1"
expect 0 cae-lab run kept.yaml --store store
expect 0 cae-lab init small.cae -o weights.safetensors
# Every command that writes a file; FILE is its name.
cat >commands.txt <<'COMMANDS'
init small.cae -o FILE
graph small.cae -o FILE
graph small.cae -o FILE --stage optimised
plot losses 1 --store store -o FILE
run kept.yaml --store traced --quiet --trace FILE
COMMANDS
mkdir deep
nodes=yes
mknod node c 1 3 2>/dev/null && true 2>/dev/null >node || nodes=
count=0
while read -r command; do
  count=$((count + 1))
  ending=safetensors
  case $command in graph*) ending=dot ;; plot*) ending=svg ;; run*) ending=json ;; esac
  # write NAME: runs the command with this file's name.
  write() { eval "expect 0 cae-lab ${command/FILE/"$1"}"; }
  # A link stays, and what it leads to is written, with the mode that it had.
  : >deep/real.$ending
  chmod 600 deep/real.$ending
  ln -s deep/real.$ending link.$ending
  write link.$ending
  test -L link.$ending || fail "the link is gone: $command"
  test -s deep/real.$ending || fail "the link's file is not written: $command"
  test "$(stat -c %a deep/real.$ending)" = 600 || fail "the mode is another: $command"
  # A pipe is written.
  mkfifo pipe.$ending
  cat pipe.$ending >piped.$ending &
  write pipe.$ending
  wait $!
  test -p pipe.$ending || fail "the pipe is gone: $command"
  case $command in
    run*) "$CHECK_TRACE" piped.$ending >/dev/null || fail "half a trace went through the pipe" ;;
    *) cmp deep/real.$ending piped.$ending || fail "something else went through the pipe: $command" ;;
  esac
  # A device is written: nodes made for the test, where that is permitted.
  if test -n "$nodes"; then
    mknod null.$ending c 1 3
    write null.$ending
    test "$(stat -c %F,%t,%T null.$ending)" = "character special file,1,3" || fail "the device is gone: $command"
    mknod full.$ending c 1 7
    eval "expect 1 cae-lab ${command/FILE/full.$ending}"
    said "full.$ending: error\[E905\]: cannot write this file: No space left on device"
    test -c full.$ending || fail "the device is gone: $command"
    rm null.$ending full.$ending
  fi
  rm -r link.$ending pipe.$ending deep/real.$ending
  test -z "$(find . -name '*.tmp*')" || fail "a temporary file is left: $command"
done <commands.txt
test $count -eq 5 || fail "not all commands were tried"

# Standard output by its name.
cae-lab graph small.cae -o graph.dot >/dev/null
cae-lab init small.cae -o /dev/stdout >stdout.safetensors
cmp weights.safetensors stdout.safetensors || fail "/dev/stdout is not standard output"
cae-lab init small.cae -o /dev/stdout | cmp weights.safetensors - || fail "/dev/stdout is not a pipe"

# A store is the folder of its name, whatever a URI may be.
mkdir foo
for store in file:foo 'file:x?mode=memory' ':memory:' 'file:%41'; do
  expect 0 cae-lab run kept.yaml --store "$store" --quiet
  test -f "$store/cae-lab.db" || fail "no database in $store"
  expect 0 cae-lab runs --store "$store"
  grep -q kept out.txt || fail "$store does not show its run"
done
test -z "$(ls -A foo)" || fail "the store file:foo went to foo"
