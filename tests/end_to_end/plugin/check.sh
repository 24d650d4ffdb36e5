#!/bin/sh
# `plugin check` finds each fault of the fixtures, under the check that is for it, and names the call.
#   check.sh FOLDER-OF-CAE-LAB FOLDER-OF-FIXTURES
set -u
PATH=$1:$PATH fixtures=$2
unset CAE_LAB_PLUGINS NO_COLOR
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
# finds CHECK TEXT PLUGIN [OPTION...]: the check fails with that text, and the exit status is 1.
finds() {
  check=$1 text=$2 plugin=$3
  shift 3
  cae-lab plugin check "$fixtures/$plugin.so" --json "$@" >out.txt 2>err.txt
  status=$?
  if [ $status -ne 1 ] || ! grep -q 'error\[E750\]' err.txt ||
    ! grep -q "{\"check\":\"$check\",\"result\":\"failed\",\"faults\":\[[^]]*$text" out.txt; then
    echo "FAILED: plugin check $plugin $* ends with $status and does not say '$check: $text':"
    cat out.txt err.txt
    failures=$((failures + 1))
  fi
}
# careless FAULT CHECK TEXT [OPTION...]
careless() {
  fault=$1 check=$2 text=$3
  shift 3
  finds "$check" "$text" careless --set "fault=$fault" --only "$check" "$@"
}

careless overrun bounds "wrote behind the end of 'out', at byte 0 of 0 in augment, batch of 0 images of 8x8x1"
careless underrun bounds "wrote before the beginning of 'out', by 4 bytes in augment, batch of 1 image of 5x7x3"
careless input bounds "wrote to 'batch->values', which it may only read in augment"
careless late_read bounds "read 'batch->values' of an earlier call, which had returned in augment" --only same-bits
careless late_text bounds "read 'values..\.text' of an earlier call, which had returned in augment"
careless unwritten works "left 6144 of the 6144 numbers of 'out' unwritten in augment, batch of 96 images of 8x8x1"
careless again same-bits "another result for the same input when it is called again"
careless instance same-bits "another result for the same input while there is another use of it"
careless order threads "another result where the indices of a parallel_for come in another order"
careless batch batches "another image for the same sample in another batch"
careless one_image sizes "gives a pixel that is not finite .*batch of 1 image of 5x7x3"
careless no_image sizes "crashed with SIGABRT in augment, batch of 0 images of 8x8x1"
careless odd_size sizes "failed in augment: it gave no reason, batch of 1 image of 5x7x3"
careless constant odd-numbers "gives a pixel that is not finite .*all pixels equal"
careless nan odd-numbers "crashed with SIGABRT in augment, batch of 96 images of 8x8x1, a NaN in each"
careless destroy_state state "left the working directory changed in destroy"
careless hang works "did not return within 1 s in augment, batch of 96 images of 8x8x1" --seconds 1
if [ -z "${SANITIZE:-}" ]; then
  careless leak leaks "takes 1[0-9][0-9] bytes of memory a call and does not give them back, many calls of one use"
  careless leak_use leaks "bytes of memory a call and does not give them back, many uses"
fi
careless file leaks "leaves a file open with each call"

finds state "left the rounding mode changed in augment" unruly --only state
finds state "left the environment changed in augment, batch .*, with what: 'no_environment'" unruly --only limits
finds state "left the locale changed in augment" unruly --only state --set what=locale --set where=body
finds state "left the rounding mode changed in its constructors" unruly_constructor --only state
finds limits "threw an exception out of its function (in create), .*with fault: 'throw_in_create'" faulty --only limits
finds limits "threw an exception out of the body of a parallel_for" faulty --set fault=throw_in_body --only limits
finds limits "must give one table with one row an image.*with fault: 'short'" faulty_extractor --only limits
finds limits "ended the program in augment, batch of 96 images of 8x8x1, with how: 'exit'" ending --only limits
finds limits "made a second process, which came back from augment, .*with how: 'child_comes_back'" ending --only limits
finds limits "crashed with SIGSEGV in analyse, .*with how: 'overflow'" ending_analysis --set where=analyse --only limits
finds sizes "crashed with SIGSEGV in analyse, batch of 96 images of 8x8x1, no tables" reporter --only sizes
finds works "adds a metric called ''" outputs --set what=metric --only works
finds loads "ended the program in its constructors" ending/exits_when_loaded
finds loads "crashed with SIGSEGV in its constructors" ending/crashes_when_loaded
finds end "ended the program in its destructors" ending/exits_at_end --only end
finds end "crashed with SIGABRT in its destructors" ending/aborts_at_end --only end
finds declaration "is called 'identity', but its file misnamed.so" misnamed --only declaration
finds loads "has the name 'Bad Name'" declaration_2
finds loads "has ABI version 99" other_abi
finds loads "does not link: undefined symbol" unlinkable

# What is no plugin, or a wrong call, is an error of the input.
for words in no_entry.so missing.so "careless.so --set fault=other" "careless.so --set nothing=1"; do
  # shellcheck disable=SC2086
  (cd "$fixtures" && cae-lab plugin check ./$words >"$folder/out.txt" 2>"$folder/err.txt")
  [ $? -eq 2 ] && [ ! -s out.txt ] && grep -q 'error\[E6' err.txt || {
    echo "FAILED: plugin check $words"
    cat out.txt err.txt
    failures=$((failures + 1))
  }
done
# A plugin that is installed is checked by its name; a name that none has is an error with what there is.
for words in "gaussian-noise" "careless --set fault=one_image"; do
  # shellcheck disable=SC2086
  CAE_LAB_PLUGINS=$fixtures cae-lab plugin check $words --only sizes >out.txt 2>err.txt
  status=$?
  name=${words%% *}
  wanted=0
  [ "$name" = gaussian-noise ] || wanted=1
  [ $status -eq $wanted ] && grep -q "^$name 1.* (augmentation): .*/$name.so$" out.txt || {
    echo "FAILED: plugin check $words ends with $status"
    cat out.txt err.txt
    failures=$((failures + 1))
  }
done
for words in "gausian-noise:did you mean 'gaussian-noise'" "nothing-like-it:there are: .*gaussian-noise" \
  "gaussian-noise.so:E602"; do
  cae-lab plugin check "${words%%:*}" >out.txt 2>err.txt
  [ $? -eq 2 ] && grep -q "${words#*:}" err.txt || {
    echo "FAILED: plugin check $words"
    cat out.txt err.txt
    failures=$((failures + 1))
  }
done
# What people see: a table, then each kind of fault once.
cae-lab plugin check "$fixtures/careless.so" --set fault=one_image --only sizes --only batches >out.txt 2>err.txt
cat >expected.txt <<'END'
careless 1 (augmentation): FIXTURES/careless.so
check    result  what is tried
-------  ------  ---------------------------------------------------
batches  failed  an image does not depend on the others of its batch
sizes    failed  no image, one, odd sizes, no labels, no tables

  batches: gives a pixel that is not finite for the image of sample 6 (in augment), batch of 1 image of 8x8x1
  sizes: gives a pixel that is not finite for the image of sample 0 (in augment), batch of 1 image of 5x7x3 (and 1 more like it)
END
sed "s|$fixtures|FIXTURES|" out.txt | diff expected.txt - || failures=$((failures + 1))
[ $failures -eq 0 ]
