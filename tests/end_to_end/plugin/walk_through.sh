#!/bin/sh
# Does what a reader of docs/plugins.md does with an installed cae-lab: saves every file that the page says to save, types
# every command in order in an empty folder, and compares what each block of commands prints with the page.
#   walk_through.sh PLUGINS.MD BUILD-FOLDER CMAKE SAME_TEXT.AWK
set -eu
page=$1 same_text=$4
unset CAE_LAB_PLUGINS NO_COLOR
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$3" --install "$2" --prefix "$folder/installed" >"$folder/log" || { cat "$folder/log"; exit 1; }
PATH=$folder/installed/bin:$PATH
mkdir "$folder/steps" "$folder/work"

# One script of all blocks, as an author's shell keeps folder and variables from one to the next: a block after "save this
# as `NAME`:" is written to that file, sh blocks are commands, text blocks what the commands before them print.
awk -v folder="$folder/steps" '
  match($0, /(^|this as )`[^`]*`:$/) { name = substr($0, RSTART, RLENGTH); gsub(/^[^`]*`|`:$/, "", name) }
  /^```/ && block { if (block == "save") print "END_OF_FILE"; block = ""; name = ""; next }
  /^```/ { block = name != "" ? "save" : /^```sh/ ? "run" : /^```text/ ? "expect" : "skip"
           if (block == "save") print "cat >" name " <<\"END_OF_FILE\""
           if (block == "run") print "exec >\"" folder "/" ++step ".output\""
           next }
  block == "save" || block == "run" { print }
  block == "expect" { print > (folder "/" step ".expected") }
' "$page" >"$folder/commands.sh"

cd "$folder/work"
sh -eu "$folder/commands.sh" || { cat "$folder"/steps/*.output; exit 1; }
compared=0
for expected in "$folder"/steps/*.expected; do
  awk -f "$same_text" "$expected" "${expected%.expected}.output" || {
    diff -u "$expected" "${expected%.expected}.output" || exit 1
  }
  compared=$((compared + 1))
done
[ $compared -ge 3 ] || { echo "the page shows the output of only $compared blocks"; exit 1; }

# Both plugins are on the report page, and the table beside the run.
for text in '"class-brightness.brightness"' '{"name":"class-brightness","sum":' '{"name":"dead-pixels","sum":'; do
  grep -q -F -e "$text" worn.html || { echo "worn.html has no $text"; exit 1; }
done
grep -q -x 'class,images,brightness' runs/0001-worn-s1/class-brightness.csv
# What the page shows of the C++ plugin is what it is.
for line in 'wanted->wants_images = 1;' 'results.add_metric_of(results.context, "class-brightness.brightness"'; do
  grep -q -F "$line" class-brightness/class-brightness.cpp && grep -q -F "$line" "$page"
done
