#!/bin/sh
# Takes the tour of README.md as a reader would: saves every file that the page says to save, types every command in order
# in an empty folder, and compares the output of each block of commands with the page.
#   tour.sh README.MD FOLDER-OF-CAE-LAB [--write]
# In the page's outputs, … is any text, and numbers with a decimal point may differ by 3 %, since losses
# depend on the processor's instruction set. --write prints what each block gives now instead of comparing.
set -eu
page=$1 programs=$2 write=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
page=$(cd "$(dirname "$page")" && pwd)/$(basename "$page")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/steps" "$folder/work"

# Step N of the tour: N.sh, and N.expected where a block of text follows. Files to save are steps too.
awk -v folder="$folder/steps" '
  /^## / { inside_tour = /^## A ten-minute tour/ }
  !inside_tour { next }
  /^```/ && block { close(file); block = 0; name = ""; next }
  /^```/ { block = 1
           if (name != "") { file = folder "/" sprintf("%02d", ++step) ".save." name }
           else if (/^```sh/) { file = folder "/" sprintf("%02d", ++step) ".sh" }
           else if (/^```text/) { file = folder "/" sprintf("%02d", step) ".expected" }
           else file = "/dev/null"
           printf "" > file; next }
  block { print > file; next }
  match($0, /as `[^`]*`:$/) { name = substr($0, RSTART + 4, RLENGTH - 6) }
' "$page"

PATH=$(cd "$programs" && pwd):$PATH
unset CAE_LAB_PLUGINS NO_COLOR
cd "$folder/work"
commands=0 failures=0
for step in "$folder"/steps/*; do
  case $step in
    *.save.*) cp "$step" "${step##*.save.}" ;;
    *.sh)
      commands=$((commands + 1))
      # Commands may fail where the page shows what they say then.
      status=0
      sh "$step" >"$folder/all" 2>&1 || status=$?
      # On a slow machine, or a sanitized build, an analysis that takes longer than a second shows its progress.
      grep -v -E '^[a-z0-9-]+: ([0-9]+ % done, )?[0-9.]+ s$' "$folder/all" >"$folder/output" || true
      expected=${step%.sh}.expected
      if [ -n "$write" ]; then
        echo "--- $(cat "$step")"
        cat "$folder/output"
      elif [ -f "$expected" ]; then
        awk -f "$here/same_text.awk" "$expected" "$folder/output" || {
          echo "after: $(cat "$step")"
          diff -u "$expected" "$folder/output" || true
          failures=$((failures + 1))
        }
      elif [ $status -ne 0 ]; then
        echo "failed with status $status: $(cat "$step")"
        cat "$folder/output"
        failures=$((failures + 1))
      fi
      ;;
  esac
done
echo "$commands blocks of commands, $failures with another answer than the page shows"
[ "$commands" -ge 8 ] && [ "$failures" -eq 0 ]
