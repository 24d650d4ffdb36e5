#!/usr/bin/env bash
# page.sh CAE_LAB LOAD_FIXTURE FIXTURE.sql PAGE.md [--write]
# Runs every ```sh block of PAGE.md beside a store filled with FIXTURE.sql and compares what it prints with the ```text
# block after it. --write puts it there.
set -u
cae_lab=$1 load_fixture=$2 fixture=$3 page=$(realpath "$4") write=${5:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
"$load_fixture" runs "$fixture" || exit 1
ln -s "$cae_lab" cae-lab
export PATH=$work:$PATH

# The page with the answers of now.
awk -v answers="$work/answer" '
  /^```sh$/ { print; inside = 1; command = ""; next }
  /^```text$/ && command != "" {
    print
    system("{ " command "} > " answers " 2>&1 < /dev/null")
    while ((getline line < answers) > 0) print line
    close(answers)
    asked++
    command = ""
    skipping = 1
    next
  }
  /^```$/ { inside = 0; skipping = 0 }
  skipping { next }
  inside { command = command $0 "\n" }
  { print }
  END { if (asked == 0) exit 1 }
' "$page" > now || { echo "no command was found"; exit 1; }
if [ "$write" = --write ]; then cat now > "$page"; else diff -u "$page" now; fi
