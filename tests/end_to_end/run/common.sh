# What the scripts of this folder share: a small data set and experiment in a temporary folder, and comparisons.
# Expects CAE_LAB, MAKE_IMAGES, CHECK_JSON, CHECK_TRACE, TORN, SLOW, SANITIZE, what the programs are sanitized for, and
# DATA, the folder of the golden data files.
set -eu
unset CAE_LAB_PLUGINS NO_COLOR
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
PATH=$(dirname "$CAE_LAB"):$PATH
"$MAKE_IMAGES" train.npy 240 12 1
"$MAKE_IMAGES" test.npy 40 12 2
cat >small.cae <<'MODEL'
model small {
  input 12x12x1
  encoder {
    conv 6 3x3 relu pad=same; bn momentum=0.9; pool max 2; dropout 0.1
    flatten; dense 8 elu as code; bn momentum=0.9
  }
  decoder {
    dense 144 relu; reshape 3x3x16; upsample 4; conv 8 3x3 relu pad=same; conv 1 1x1 sigmoid
  }
}
MODEL
# experiment NAME [LINE...]: writes NAME.yaml; the lines go under `train:`, or before it where they begin a key.
experiment() {
  name=$1
  shift
  {
    echo "experiment: $name"
    echo "model: small.cae"
    echo "data: { train: { images: train.npy }, test: { images: test.npy } }"
    echo "augment: [ { plugin: gaussian-noise, sigma: 0.1, draw: epoch } ]"
    echo "train:"
    echo "  batch: 7"
    for line in "$@"; do echo "  $line"; done
  } >"$name.yaml"
}
fail() {
  echo "FAILED: $*"
  exit 1
}
# expect STATUS COMMAND...: runs it; standard output goes to out.txt, standard error to err.txt.
expect() {
  wanted=$1
  shift
  status=0
  "$@" >out.txt 2>err.txt || status=$?
  test "$status" -eq "$wanted" || { cat out.txt err.txt; fail "exit status $status, not $wanted: $*"; }
}
# in_background COMMAND...: starts it as $run, output as with `expect`. What an earlier one wrote goes first: a signal
# that comes before the shell's child has become the command runs the EXIT trap in it, which removes the folder.
in_background() {
  rm -f out.txt
  "$@" >out.txt 2>err.txt &
  run=$!
}
# said TEXT: standard error of the last `expect` has it.
said() {
  grep -q -e "$1" err.txt || { cat err.txt; fail "the error does not say: $1"; }
}
question() ( # STORE QUERY: the bare answer
  set -o pipefail
  cae-lab sql --store "$1" --csv "$2" | tail -n +2 | tr -d '\r'
)
losses() { # STORE RUN-ID: every bit of the losses of a run
  question "$1" "SELECT epoch, printf('%!.17g', train_loss) a, printf('%!.17g', test_loss) b FROM epoch_losses
                 WHERE run_id = $2 ORDER BY epoch"
}
run_folder() { # STORE RUN-ID
  echo "$1"/"$(printf %04d "$2")"-*
}
# The numbers of a safetensors file: all behind its header, which also holds the time that was spent.
numbers() {
  size=$(od -A n -t u8 -N 8 "$1" | tr -d ' ')
  tail -c "+$((9 + size))" "$1"
}
# same_end STORE RUN-ID STORE RUN-ID: both runs are done with the same losses, weights and optimizer state.
same_end() {
  for run in "$1 $2" "$3 $4"; do
    set -- "$@" "$(question "${run% *}" "SELECT status FROM run_summary WHERE run_id = ${run#* }")"
  done
  test "$5 $6" = "done done" || fail "$1 $2 is $5, $3 $4 is $6"
  losses "$1" "$2" >losses.1
  losses "$3" "$4" >losses.2
  test -s losses.1 || fail "run $2 of $1 has no epochs"
  diff losses.1 losses.2 || fail "the losses of $1 $2 and $3 $4 differ"
  for run in "$1 $2" "$3 $4"; do
    numbers "$(run_folder "${run% *}" "${run#* }")/last.safetensors" | cksum
  done | uniq | wc -l | grep -q -x 1 || fail "the weights of $1 $2 and $3 $4 differ"
}
# wait_for COMMAND: until it succeeds, 30 seconds at most.
wait_for() {
  for _ in $(seq 600); do
    if eval "$1"; then return; fi
    sleep 0.05
  done
  fail "never came: $1"
}
# stopped STORE EXPERIMENT [OPTION...]: a run that was stopped after some epochs.
stopped() {
  store=$1
  name=$2
  shift 2
  in_background cae-lab run "$name.yaml" --store "$store" "$@"
  wait_for 'grep -q "^epoch" out.txt'
  kill -TERM $run
  wait $run || test $? -eq 143
}
