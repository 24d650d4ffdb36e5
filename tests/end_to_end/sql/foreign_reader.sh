#!/usr/bin/env bash
# foreign_reader.sh LOAD_FIXTURE FIXTURE.sql: the sqlite3 program reads tables and views and finds the file in order.
set -u
command -v sqlite3 > /dev/null || { echo "skipped: the program sqlite3 (Debian package sqlite3) is not installed"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"$1" "$work/runs" "$2" || exit 1
answer=$(sqlite3 -readonly "$work/runs/cae-lab.db" "PRAGMA integrity_check; PRAGMA foreign_key_check; PRAGMA journal_mode;
  SELECT run_id, epochs, best_test_loss, best_epoch FROM run_summary WHERE run_id = 1;
  SELECT * FROM epoch_losses WHERE run_id = 2 AND epoch = 5;")
expected=$'ok\nwal\n1|100|0.3296|51\n2|report-denoise||0|5|0.3443|0.344|108.0|'
[ "$answer" = "$expected" ] || { printf 'expected:\n%s\nfound:\n%s\n' "$expected" "$answer"; exit 1; }
