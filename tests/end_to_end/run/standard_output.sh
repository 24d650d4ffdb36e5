. "$(dirname "$0")/common.sh"
# - is standard output to every option that names a file to write.
experiment kept "epochs: 1"
sed -i 's/^train:/analyse: [ { plugin: latent, layer: code } ]\ntrain:/' kept.yaml
expect 0 cae-lab run kept.yaml --store store
expect 0 cae-lab init small.cae -o weights.safetensors
expect 0 cae-lab apply 1 test.npy --layer code -o codes.npy --store store
cat >commands.txt <<'COMMANDS'
safetensors init small.cae -o FILE
dot graph small.cae -o FILE --format dot
svg plot losses 1 --store store -o FILE
svg plot table 1 latent-code --store store -o FILE
png plot reconstructions 1 --store store -o FILE
npy apply 1 test.npy --store store -o FILE
png decode 1 codes.npy --store store -o FILE
png interpolate 1 2 7 --store store -o FILE
png preview kept.yaml -o FILE
safetensors probe small.cae --weights weights.safetensors --input input.npy -o FILE
html report 1 --store store -o FILE
json run kept.yaml --store traced --quiet --trace FILE
COMMANDS
expect 0 cae-lab apply 1 test.npy --limit 2 -o input.npy --store store
count=0
while read -r ending command; do
  count=$((count + 1))
  eval "expect 0 cae-lab ${command/FILE/made.$ending}"
  eval "expect 0 cae-lab ${command/FILE/-}"
  case $ending in
    html) head -n 1 out.txt | grep -q -i "^<!doctype html>" && tail -n 1 out.txt | grep -q "</html>" ;;
    json) "$CHECK_TRACE" out.txt >/dev/null ;;
    *) cmp made.$ending out.txt ;;
  esac || fail "not the file alone on standard output: $command"
  test ! -e - || fail "a file called -: $command"
done <commands.txt
test $count -eq 12 || fail "not all commands were tried"
cae-lab init --help | tr -d "\n" | tr -s " " | grep -q "; - for standard output" || fail "the help does not say so"
cae-lab init small.cae -o ./- && cmp - weights.safetensors <./- || fail "no file can be called -"

# What cannot go there says so.
expect 2 cae-lab merge store -o -
said "E922.*-o cannot be '-'"
expect 2 cae-lab run kept.yaml --store -
said "E922.*--store cannot be '-'"
for words in "" "--quiet --json"; do
  expect 2 cae-lab run kept.yaml --store traced $words --trace -
  said "E936"
done
# A reader that has enough is no error.
(
  set -o pipefail
  cae-lab report 1 --store store -o - 2>err.txt | head -c 10 >out.txt
) || fail "a closed pipe is an error"
test ! -s err.txt || { cat err.txt; fail "a closed pipe is mentioned"; }
# A terminal gets text, and nothing else.
if script -q -e -c true /dev/null </dev/null >/dev/null 2>&1; then
  on_terminal() { script -q -e -c "$1" /dev/null </dev/null >out.txt; }
  on_terminal "cae-lab graph small.cae -o -" && grep -q "<svg" out.txt || fail "no SVG on a terminal"
  for command in "init small.cae -o -" "graph small.cae -o - --format png"; do
    status=0
    on_terminal "cae-lab $command" || status=$?
    test $status -eq 2 && grep -q "standard output: error.*E935" out.txt || { cat -v out.txt; fail "on a terminal: $command"; }
  done
fi
