#!/bin/sh
# Does what a reader of docs/plugins.md does: saves the C source, types every command in order in a folder of its own,
# and sees the output that the page shows.
#   walk_through.sh PLUGINS.MD FOLDER-OF-CAE-LAB
set -eu
page=$1
PATH=$2:$PATH
unset CAE_LAB_PLUGINS
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The fenced blocks of one language, one after the other.
blocks() { awk -v want="\`\`\`$1" '$0 == want { inside = 1; next } /^```/ { inside = 0 } inside' "$page"; }

source_name=$(sed -n 's/.*Save this as `\([^`]*\)`.*/\1/p' "$page")
blocks c >"$folder/$source_name"
blocks sh >"$folder/commands.sh"
blocks text >"$folder/expected.txt"
for file in "$source_name" commands.sh expected.txt; do
  test -s "$folder/$file" || { echo "the page has no $file"; exit 1; }
done

cd "$folder"
. ./commands.sh >output.txt
cat output.txt
# The shown output is a part of the whole, line for line.
first=$(head -n 1 expected.txt)
grep -F -x -A "$(($(wc -l <expected.txt) - 1))" -m 1 -e "$first" output.txt | diff expected.txt -
