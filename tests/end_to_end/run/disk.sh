. "$(dirname "$0")/common.sh"
# Wide enough that a checkpoint is larger than the database.
sed 's/dense 144/dense 2000; dense 144/' small.cae >wide.cae
experiment disk "epochs: 5"
sed -i 's/small.cae/wide.cae/' disk.yaml
expect 0 cae-lab run disk.yaml --store whole

# kept STORE: after the failure, the rows of earlier epochs and a checkpoint that leads to the same end.
kept() {
  test "$(question "$1" 'SELECT count(*) FROM epochs')" -ge 1 || fail "the rows of earlier epochs are gone"
  losses "$1" 1 >kept.1
  losses whole 1 | head -n "$(wc -l <kept.1)" | diff kept.1 - || fail "the rows are not those of before"
  expect 0 cae-lab run disk.yaml --store "$1" --resume 1
  same_end whole 1 "$1" 1
}
stop_after_an_epoch() { # STORE
  in_background cae-lab run disk.yaml --store "$1"
  wait_for 'grep -q "^epoch" out.txt'
}

# No file may grow beyond 1 MB, which a checkpoint does: as on a full disk, a write fails in the middle.
stop_after_an_epoch limited
kill -TERM $run
wait $run || test $? -eq 143
(ulimit -f 1000 && expect 1 cae-lab run disk.yaml --store limited --resume 1 && said "safetensors: error" && said "cannot write this file: File too large")
test -z "$(find limited -name '*.tmp*')" || fail "half a checkpoint was left"
kept limited

# A disk that really is full, where the machine lets us have one.
mkdir full
if mount -t tmpfs -o size=24m tmpfs full 2>/dev/null; then
  trap 'umount "$folder/full"; rm -rf "$folder"' EXIT
  stop_after_an_epoch full/store
  head -c 30000000 /dev/zero >full/ballast 2>/dev/null || true
  status=0
  wait $run || status=$?
  test $status -eq 1 || { cat out.txt err.txt; fail "exit status $status on a full disk"; }
  grep -q -i "no space left" err.txt || { cat err.txt; fail "the error does not say that the disk is full"; }
  rm full/ballast
  kept full/store
fi

# A folder that may not be written.
mkdir closed
chmod 555 closed
if test "$(id -u)" = 0; then
  chmod 755 "$folder"
  chmod 666 out.txt err.txt
  as_other="setpriv --reuid=65534 --regid=65534 --clear-groups"
  # If other users cannot read the build tree, this cannot be tried as another user.
  $as_other cae-lab plugins 2>/dev/null | grep -q gaussian-noise || exit 0
else
  as_other=
fi
expect 1 $as_other cae-lab run disk.yaml --store closed/store
said E7
said closed
