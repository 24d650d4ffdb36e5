. "$(dirname "$0")/common.sh"
# Runs of several stores in one: with all rows and files, and as if they had been begun there.
experiment two "epochs: 3" "seed: 1"
expect 0 cae-lab run two.yaml --store a --quiet
expect 0 cae-lab run two.yaml --store a --quiet --set train.seed=2
expect 0 cae-lab run two.yaml --store b --quiet --set train.seed=3
stopped b two --set train.epochs=40 --set train.seed=4
cae-lab tag paper 1 --store a >/dev/null
expect 0 cae-lab merge a b -o all
grep -q "^a: 2 runs as 0001-two-s1 to 0002-two-s2$" out.txt || { cat out.txt; fail "not said what became of a"; }
grep -q "^b: 2 runs as 0003-two-s3 to 0004-two-s4$" out.txt || { cat out.txt; fail "not said what became of b"; }

# Both sides by SQL: every table with a column run_id, and the calls.
dump() { # STORE CONDITION: the rows of the runs that are meant, without numbers and names
  for table in $(sqlite3 "$1/cae-lab.db" "SELECT object.name FROM sqlite_schema AS object
      JOIN pragma_table_info(object.name) AS part WHERE object.type = 'table' AND part.name = 'run_id' ORDER BY 1"); do
    columns=$(sqlite3 "$1/cae-lab.db" "SELECT group_concat(iif(name = 'path' AND '$table' = 'artefacts',
        'substr(part.path, instr(part.path, ''/''))', 'part.' || name)) FROM pragma_table_info('$table') WHERE name <> 'run_id'")
    echo "$table"
    sqlite3 "$1/cae-lab.db" "SELECT identity, $columns FROM $table AS part JOIN runs ON runs.id = run_id WHERE $2" | sort
  done
  columns=$(sqlite3 "$1/cae-lab.db" "SELECT group_concat('runs.' || name) FROM pragma_table_info('runs')
      WHERE name NOT IN ('id', 'name', 'call_id')")
  sqlite3 "$1/cae-lab.db" "SELECT $columns, calls.command, calls.options, calls.began_at FROM runs
                           LEFT JOIN calls ON calls.id = call_id WHERE $2 ORDER BY identity"
}
for store in a b; do
  dump $store true >there.txt
  dump all "identity IN ($(sqlite3 $store/cae-lab.db "SELECT group_concat(quote(identity)) FROM runs"))" >here.txt
  test "$(wc -l <there.txt)" -gt 30 || fail "too few rows in $store"
  diff there.txt here.txt || fail "the rows of $store have changed"
done
# And the files.
for pair in "a 1 1" "a 2 2" "b 1 3" "b 2 4"; do
  set -- $pair
  for folder in "$(run_folder "$1" "$2")" "$(run_folder all "$3")"; do
    (cd $folder && find . -type f ! -name .lock -exec cksum {} + | sort -k 3)
  done >both.txt
  test "$(sort both.txt | uniq -c | awk '$1 != 2' | wc -l)" = 0 || { cat both.txt; fail "other files of run $2 of $1"; }
done

# Its checkpoints are its own under the new number: a stopped run goes on there to the same bits.
expect 0 cae-lab run two.yaml --resume 4 --store all --epochs 6 --quiet
expect 0 cae-lab run two.yaml --store whole --quiet --set train.epochs=40 --set train.seed=4 --epochs 6
same_end whole 1 all 4
expect 0 cae-lab analyse 3 --plugin pca components=2 images=20 --store all --quiet

# Again, nothing changes; what went on since then replaces what was there.
dump all true >before.txt
expect 0 cae-lab merge a -o all
grep -q "^a: no new run; 2 runs there already$" out.txt || { cat out.txt; fail "the same runs were taken twice"; }
dump all true | diff before.txt - || fail "a second merge changed the store"
expect 0 cae-lab run two.yaml --resume 1 --store a --epochs 5 --quiet
expect 0 cae-lab merge a -o all
grep -q "1 run further than before, now as 0005-two-s1" out.txt || { cat out.txt; fail "the further run was not taken"; }
test "$(question all "SELECT run_id, epochs FROM run_summary WHERE seed = 1")" = "5,5" || fail "not the further state"
same_end a 1 all 5
test "$(question all "SELECT tag FROM run_tags")" = paper || fail "the tag is lost"
test ! -e all/0001-two-s1 || fail "the earlier folder is still there"

# A clash names both, and the rest is merged.
cp -r a c
sqlite3 c/cae-lab.db "UPDATE epochs SET train_loss = train_loss + 1 WHERE run_id = 1 AND epoch = 2"
expect 0 cae-lab run two.yaml --store c --quiet --set train.seed=9
expect 2 cae-lab merge c -o all
said "E647"
said "run 0001-two-s1 is the same run as 0005-two-s1 of all"
said "its losses differ from epoch 2 on"
test "$(question all "SELECT count(*) FROM runs WHERE seed = 9")" = 1 || fail "the other run was not merged"

# A store of version 2, as it is.
mkdir old
for run in 0001 0002; do
  mkdir old/$run-old-s1
  cp "$(dirname "$0")/version-2/$run-last.safetensors" old/$run-old-s1/last.safetensors
done
sqlite3 old/cae-lab.db <"$(dirname "$0")/version-2/store.sql"
cp "$(dirname "$0")"/version-2/old.* .
expect 0 cae-lab merge old -o new
test "$(sqlite3 old/cae-lab.db "PRAGMA user_version")" = 2 || fail "the old store was changed"
"$MAKE_IMAGES" train.npy 60 12 1
expect 0 cae-lab run old.yaml --resume 2 --epochs 5 --store new --quiet
test "$(question new "SELECT epochs FROM run_summary WHERE run_id = 2")" = 5 || fail "an old run does not go on after a merge"
expect 0 cae-lab merge old -o new --json
grep -q '"known":\["0001-old-s1","0002-old-s1"\]' out.txt || { cat out.txt; fail "an old run was taken twice"; }

# A rollback journal, chosen once, stays.
expect 0 cae-lab merge a -o shared --journal delete
cae-lab tag kept 1 --store shared >/dev/null
test "$(sqlite3 shared/cae-lab.db "PRAGMA journal_mode")" = delete || fail "the journal was changed back"
expect 0 cae-lab merge shared -o again
expect 2 cae-lab merge a -o a
said E646
expect 2 cae-lab merge nowhere -o all
said E701
