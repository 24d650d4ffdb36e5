#!/usr/bin/env bash
# intervals.sh CLAIMS-FOLDER: the intervals of docs/report.md beside those of SciPy 1.17 (stats.t.interval of five values,
# stats.binomtest(...).proportion_ci(method="wilson")).
set -u
numbers=$1/numbers.awk starts=$1/starts.awk failures=0
same() {  # WHAT EXPECTED FOUND
  [ "$2" = "$3" ] || { printf '%s: expected %s, found %s\n' "$1" "$2" "$3"; failures=$((failures + 1)); }
}
of_values() {  # VALUE...
  printf '%s\n' "$@" | awk -f "$numbers" -f <(echo '{ values[NR] = $1 } END { interval(values, NR); print with_interval(5) }')
}
same "Student's interval" "0.63520 (0.59785 to 0.67255)" "$(of_values 0.612 0.655 0.598 0.671 0.640)"
same "one value" "0.61200 (one seed: no interval)" "$(of_values 0.612)"

share() {  # LOST TRIED
  echo "starts,$2,$1" | awk -f "$starts" | awk -F ' [|] ' 'NR == 1 { print $4 }' | sed 's/ |$//'
}
same "0 of 8" "0 % (0 to 32)" "$(share 0 8)"
same "1 of 2" "50 % (9 to 91)" "$(share 1 2)"
same "7 of 16" "44 % (23 to 67)" "$(share 7 16)"
same "16 of 16" "100 % (81 to 100)" "$(share 16 16)"
[ "$failures" -eq 0 ]
