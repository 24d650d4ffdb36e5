#!/usr/bin/env bash
# verbs.sh CAE_LAB LOAD_FIXTURE FIXTURE.sql EXPECT [--write]
# Calls the verbs that read the store and compares all they say with EXPECT: "$ call", output, "[exit status]".
set -u
cae_lab=$1 load_fixture=$2 fixture=$3 expect=$4 write=${5:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
"$load_fixture" runs "$fixture" || exit 1
unset NO_COLOR

found() {
  sed -n 's/^\$ //p' "$expect" | while IFS= read -r call; do
    printf '$ %s\n' "$call"
    PATH=$work:$PATH bash -c "$call" 2>&1 < /dev/null
    echo "[$?]"
  done
}
ln -s "$cae_lab" cae-lab
found > found
if [ "$write" = --write ]; then cat found > "$expect"; else diff -u "$expect" found; fi
