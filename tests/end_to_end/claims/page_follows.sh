#!/usr/bin/env bash
# page_follows.sh CAE_LAB LOAD_FIXTURE DOCS [--write]
# Makes DOCS/report.md again from the runs in DOCS/results/claims/runs.sql and compares. --write puts it there.
set -u
cae_lab=$1 load_fixture=$2 docs=$3 write=${4:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"$load_fixture" "$work/runs" "$docs/results/claims/runs.sql" || { echo "the runs do not load"; exit 1; }
"$docs/results/claims/page.sh" "$cae_lab" "$work/runs" > "$work/now" || exit 1
if [ "$write" = --write ]; then cat "$work/now" > "$docs/report.md"; else diff -u "$docs/report.md" "$work/now"; fi
