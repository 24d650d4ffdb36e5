. "$(dirname "$0")/common.sh"
# Sanitizers take terabytes of address space.
test -z "$SANITIZE" || exit 0
ulimit -c 0
experiment small "epochs: 2"
# named COMMAND...: it fails for lack of memory or threads and says so; or it has enough.
named() {
  status=0
  "$@" >out.txt 2>err.txt || status=$?
  ! grep -q 'E999\|E618\|0\.00 GiB' err.txt || { cat err.txt; fail "the want is not named: $*"; }
  test $status -eq 0 && return
  # Before any code of cae-lab runs, the dynamic linker (127) or a library's constructor (134) may find no memory; then
  # nothing runs at all.
  if test $status -ge 127; then
    cae-lab --version >version.txt 2>&1 || test $? -lt 127 || return 0
  fi
  # gnuplot has the same limit (E955).
  said 'error\[E\(903\|643\|702\|708\|709\|955\|990\|991\|993\)\]'
}
for megabytes in 60 66 68 70 72 76 80 90 100 140 180 200 220 260 300 400 600 1000 2000; do
  (
    ulimit -v $((megabytes * 1024))
    named cae-lab run small.yaml --threads 2 --store "v$megabytes"
  )
done
# Images that do not fit into memory are named: 1.4 GB of them, of which the disk holds only the first.
cp train.npy many.npy # 240 of 12 x 12
sed -i '1s/(240, /(9999999, /' many.npy
truncate -s $(($(stat -c %s train.npy) + (9999999 - 240) * 144)) many.npy
sed 's/train.npy/many.npy/; s/^data: { /&stream: never, /' small.yaml >many.yaml
(
  ulimit -v 1500000
  expect 1 cae-lab run many.yaml --threads 1 --store many
  said 'many.npy: error\[E474\]: there is not enough memory'
)
