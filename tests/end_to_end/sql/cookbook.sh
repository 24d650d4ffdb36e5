#!/usr/bin/env bash
# cookbook.sh CAE_LAB LOAD_FIXTURE FIXTURE.sql DOC.md [--write]
# Asks every ```sql question of DOC.md and compares the answer with the ```text block after it, byte for byte.
# With --write it puts the answers into DOC.md instead.
set -u
cae_lab=$1 load_fixture=$2 fixture=$3 doc=$4 write=${5:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
"$load_fixture" "$work/runs" "$fixture" || { echo "the fixture does not load"; exit 1; }

questions=0 failures=0 state=prose title= question=
while IFS= read -r line || [ -n "$line" ]; do
  case $state:$line in
    'prose:## '*) title=$line ;;
    'prose:```sql') state=question question= ;;
    'prose:```text') state=answer; : > "$work/expected" ;;
    'question:```')
      state=prose questions=$((questions + 1))
      "$cae_lab" sql --store "$work/runs" "$question" > "$work/answer" 2>&1 || { echo "$title: failed"; cat "$work/answer"; failures=$((failures + 1)); }
      ;;
    question:*) question+="$line"$'\n' ;;
    'answer:```')
      state=prose
      [ "$write" != --write ] || cat "$work/answer" >> "$work/written"
      if [ "$write" != --write ] && ! diff -u --label "$title (doc)" --label "now" "$work/expected" "$work/answer"; then
        failures=$((failures + 1))
      fi
      ;;
    answer:*) printf '%s\n' "$line" >> "$work/expected"; continue ;;
  esac
  printf '%s\n' "$line" >> "$work/written"
done < "$doc"

if [ "$write" = --write ]; then cat "$work/written" > "$doc"; fi
echo "$questions questions, $failures with another answer"
[ "$failures" -eq 0 ] && [ "$questions" -ge 20 ]
