#!/bin/sh
# `plugin new` writes a folder that builds and tests itself, and refuses what it should.
#   new.sh FOLDER-OF-CAE-LAB CMAKE CTEST
set -eu
PATH=$1:$PATH
unset CAE_LAB_PLUGINS NO_COLOR
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# refused STATUS CODE WORD...
refused() {
  wanted=$1 code=$2
  shift 2
  status=0
  cae-lab plugin new "$@" >out.txt 2>err.txt || status=$?
  if [ $status -ne "$wanted" ] || ! grep -q "error\[$code\]" err.txt; then
    echo "FAILED: plugin new $* ends with $status:"
    cat out.txt err.txt
    exit 1
  fi
}
cae-lab plugin new channel-means --kind extractor --language c
refused 2 E753 channel-means --kind extractor
refused 2 E754 pca --kind analysis
for name in Bad 1st 'two words' ../up '' "$(printf 'x%.0s' $(seq 65))"; do refused 2 E752 "$name" --kind analysis; done
mkdir closed
chmod a-w closed
if ! [ -w closed ]; then (cd closed && refused 1 E755 mine --kind analysis) 2>/dev/null || true; fi
test "$(ls)" = "channel-means
closed
err.txt
out.txt"

cd channel-means
"$2" -B build >log && "$2" --build build >>log || { cat log; exit 1; }
"$3" --test-dir build --output-on-failure >>log || { cat log; exit 1; }
