#!/usr/bin/env bash
# calls.sh CAE_LAB EXPECT [--write]
# Calls that are wrong, and help texts, against EXPECT: "$ call", output, "[exit status]".
set -u
cae_lab=$1 expect=$2 write=${3:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset NO_COLOR
printf 'model m {\n  param width = 2\n  input 4x4x1\n  conv width 3x3 pad=same\n  conv 1 1x1\n}\n' >m.cae
ln -s "$cae_lab" cae-lab

found() {
  sed -n 's/^\$ //p' "$expect" | while IFS= read -r call; do
    printf '$ %s\n' "$call"
    PATH=$work:$PATH bash -c "$call" 2>&1 </dev/null
    echo "[$?]"
  done
}
found >found
if [ "$write" = --write ]; then cat found >"$expect"; else diff -u "$expect" found || exit 1; fi

mapfile -t verbs < <(./cae-lab --help | sed -n '/^Commands/,/^$/s/^  \([a-z][a-z]*\)  .*/\1/p')
verbs+=("plot losses" "plot table" "plot reconstructions" "plugin new" "plugin check")
# One style in every help text: what is said begins with a capital, what an option does with a small letter, and the
# exit statuses come last.
for verb in "${verbs[@]}"; do
  ./cae-lab $verb --help >help || { echo "$verb --help ends with $?"; exit 1; }
  sed -n 1p help | grep -q "^usage: cae-lab $verb" || { echo "$verb: no usage"; exit 1; }
  sed -n 2p help | grep -q '^[A-Z].*[^.]$' || { echo "$verb: $(sed -n 2p help)"; exit 1; }
  ! grep '^  [-A-Z][^ ]*\( [^ ]*\)*   *[A-Z][a-z]' help || { echo "$verb: capitals"; exit 1; }
  grep -q '^Exit status: 0 success, 1 failure, 2 wrong input' help || { echo "$verb: no exit status"; exit 1; }
done

# Wherever a path is taken, an empty one is refused by the option's name.
paths=0
refuses() { # WORD CALL...
  paths=$((paths + 1))
  ./cae-lab "${@:2}" '' >found 2>&1
  [ $? -eq 2 ] && grep -q "error\[E922\]: $1 cannot be ''" found || { echo "$*:"; cat found; exit 1; }
}
path='[A-Z]*\.[a-z]*\|DIR\|STORE\|MODEL\|FILE\|IMAGES\|PLUGIN'
for verb in "${verbs[@]}"; do
  ./cae-lab $verb --help >help
  # An argument; one behind others does not come first.
  argument=$(sed -n '/^Arguments/,/^$/p' help | sed -n '2s/^  \([^ ]*\).*/\1/p' | grep -x "$path")
  [ -z "$argument" ] || refuses "$argument" $verb
  for option in $(sed -n "s/^  \(-o\|--[a-z]*\)\(, --output\)\? \($path\)\( .*\|$\)/\1/p" help); do
    refuses "$option" $verb "$option"
  done
done
[ $paths -gt 40 ] || { echo "only $paths paths were tried"; exit 1; }
