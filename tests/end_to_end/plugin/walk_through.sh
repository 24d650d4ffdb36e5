#!/bin/sh
# Does what a reader of docs/plugins.md does: saves every file that the page says to save, types every command in order
# in an empty folder, and compares the output with that of the page.
#   walk_through.sh PLUGINS.MD FOLDER-OF-CAE-LAB
set -eu
page=$1
PATH=$2:$PATH
unset CAE_LAB_PLUGINS
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# A block after "save this as `NAME`:" becomes that file; sh blocks become commands, text blocks what they print.
awk '
  match($0, /(^|this as )`[^`]*`:$/) { name = substr($0, RSTART, RLENGTH); gsub(/^[^`]*`|`:$/, "", name) }
  /^```/ && inside { inside = 0; name = ""; next }
  /^```/ { inside = 1
           file = name != "" ? name : /^```sh/ ? "commands.sh" : /^```text/ ? "expected.txt" : "/dev/null"; next }
  inside { print > file }
' "$page"
for file in dead-pixels.c small.cae worn.yaml commands.sh expected.txt; do
  test -s "$file" || { echo "the page has no $file"; exit 1; }
done

sh -eu commands.sh >output.txt
cat output.txt
# What the page shows is in the output in one piece.
first=$(head -n 1 expected.txt)
grep -F -x -A "$(($(wc -l <expected.txt) - 1))" -m 1 -e "$first" output.txt | diff expected.txt -
