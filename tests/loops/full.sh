# File systems of every size that become full too early: what was written is kept, and the run resumes once there is space.
. "$(dirname "$0")/loop.sh"
mkdir small
tmpfs=
kind="an emulated file system"
if mount -t tmpfs -o size=4k tmpfs small 2>/dev/null; then
  tmpfs=yes
  kind="a tmpfs"
  trap 'umount "$folder/small"; rm -rf "$folder"' EXIT
fi
# limited BYTES: the small folder has so much space from now on; 0 is enough for everything.
limited() {
  space=$1
  test -z "$tmpfs" || mount -o "remount,size=$((space > 0 ? space : 64000000))" "$folder/small"
}
page=4096
# What an undisturbed run takes at most: with so many pages it is done.
enough() {
  limited $(($1 * page))
  in_small && done_here=yes || done_here=
}
in_small() {
  if test -n "$tmpfs"; then
    $run_short small/store >out.txt 2>err.txt
  else
    FAIL_FOLDER=$folder/small FAIL_CALLS=none FAIL_SPACE=$space LD_PRELOAD=$FAILING_CALLS \
      ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0" $run_short small/store >out.txt 2>err.txt
  fi
}
most=64
while enough $most; test -z "$done_here"; do
  rm -rf small/store
  most=$((most * 2))
done
rm -rf small/store
tried=0
for pages in $(places $most 12); do
  where="$pages pages of $most"
  limited $((pages * page))
  status=0
  in_small || status=$?
  if test $status -ne 0; then
    test $status -eq 1 || { cat out.txt err.txt; fail "$where: exit status $status"; }
    grep -q -E "^[^ ]*small/store[^ ]*: error\[" err.txt || { cat err.txt; fail "$where: no file is named"; }
  fi
  limited 0
  sound small/store "$where"
  ends_well small/store "$where"
  tried=$((tried + 1))
done
echo "$tried sizes, up to $((most * page)) bytes, of $kind"
