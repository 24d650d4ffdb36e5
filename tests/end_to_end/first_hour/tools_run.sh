#!/usr/bin/env bash
# tools/run in a clone whose path has blanks, with stand-ins for apt, dpkg and cmake: what is asked
# for, what is refused before anything is installed or built, and what is said.
#   tools_run.sh CLONE CAE_LAB
set -u
clone=$1 cae_lab=$2
folder=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
copy="$folder/a clone"
mkdir -p "$copy/tools/cli" "$folder/bin" "$folder/else where"
cp "$clone"/tools/{run,build,test,setup.sh,run_arguments.sh,packages.txt} "$copy/tools/"
cp "$clone"/tools/cli/{run_arguments.h,run_arguments.cpp,pin_option.h,verb.cpp} "$copy/tools/cli/"
mkdir "$copy/experiments" && cp "$clone"/experiments/*.yaml "$copy/experiments/"

program() { # NAME: its text comes from standard input
  { echo '#!/bin/sh'; echo "echo \"$1 \$*\" >>'$folder/calls'"; cat; } >"$folder/bin/$1"
  chmod +x "$folder/bin/$1"
}
# The packages in the file are installed; apt adds to it.
program dpkg-query <<END
for package; do :; done
grep -q -x "\$package" '$folder/installed' && echo installed
END
program apt-get <<END
case \$* in
  *--assume-no*) echo 'After this operation, 730 MB of additional disk space will be used.' ;;
  *'install --yes'*) for package; do echo "\$package" >>'$folder/installed'; done ;;
esac
END
program cmake <<END
case \$* in
  --preset*)
    mkdir -p build/release/bin
    touch build/release/build.ninja
    echo "\$*" | sed -n 's/.*-DCAE_BUILD_TESTS=\(.*\)/CAE_BUILD_TESTS:BOOL=\1/p' >build/release/CMakeCache.txt ;;
  --build*)
    echo "[0/2] Re-checking globbed directories..."
    if [ -x build/release/bin/cae-lab ]; then echo "ninja: no work to do."; exit; fi
    echo "[1/1] Building"
    printf '#!/bin/sh\nfor word; do echo "<\$word>"; done\n' >build/release/bin/cae-lab
    chmod +x build/release/bin/cae-lab ;;
esac
END
program sudo <<'END'
while [ "${1#-}" != "$1" ]; do shift; done
exec "$@"
END
PATH=$folder/bin:$PATH

failures=0
wrong() {
  echo "FAILED: $*"
  echo "-- output"; cat "$folder/output"
  echo "-- messages"; cat "$folder/messages"
  echo "-- calls"; cat "$folder/calls"
  failures=$((failures + 1))
}
# expect STATUS WORD...: runs tools/run with these arguments in the current folder, without a terminal.
expect() {
  local wanted=$1 status=0
  shift
  : >"$folder/calls"
  "$copy/tools/run" "$@" >"$folder/output" 2>"$folder/messages" </dev/null || status=$?
  [ "$status" -eq "$wanted" ] || wrong "exit status $status, not $wanted: $*"
}
says() { grep -q -e "$1" "$folder/messages" || wrong "the messages do not say: $1"; }
called() { grep -q -e "$1" "$folder/calls" || wrong "not called: $1"; }
nothing_called() { [ ! -s "$folder/calls" ] || wrong "something was called"; }
gave() { printf '<%s>\n' "$@" | diff - "$folder/output" >/dev/null || wrong "cae-lab was not given: $*"; }

# Refused before anything is looked for, installed or built.
cd "$folder/else where" || exit 1
: >"$folder/installed"
while IFS='|' read -r words text; do
  eval "expect 2 $words"
  says "$text"
  nothing_called
done <<'END'
|no experiment given
none.yaml|there is no file none.yaml
none.yaml|neither in .*else where nor in .*a clone
/none.yaml|there is no file /none.yaml
"$folder"|is a folder
experiments/first.yaml --epoch 3|no option '--epoch'
experiments/first.yaml --epochs|--epochs needs a value
experiments/first.yaml --epochs three|--epochs takes a whole number, not 'three'
experiments/first.yaml --limit=|--limit takes a whole number
experiments/first.yaml other.yaml|unexpected argument 'other.yaml'
models/first.cae|is a model
END
# A path of the clone, from elsewhere: what lacks is installed without what only tests need, and the build has no tests.
expect 0 experiments/first.yaml --epochs 3 --set 'train.seed=2' --quiet
says "experiments/first.yaml is not in .*else where; taken from .*a clone"
says "take 730 MB of disk"
says "built once: about .* minutes"
called "apt-get install --yes --no-install-recommends g++ .*gnuplot-nox"
! grep -q -e 'apt-get.*catch2' -e '=ON' "$folder/calls" || wrong "packages for tests were wanted"
called 'cmake --preset release .*-DCAE_BUILD_TESTS=OFF'
gave run "$copy/experiments/first.yaml" --epochs 3 --set train.seed=2 --quiet

# The second time there is nothing to do and nothing is printed; the caller's own file is preferred.
mkdir experiments && cp "$copy/experiments/first.yaml" experiments/
expect 0 experiments/first.yaml
[ ! -s "$folder/messages" ] || wrong "it is not quiet"
gave run experiments/first.yaml
ln -s "$copy/tools/run" link
status=0
./link experiments/first.yaml >"$folder/output" 2>"$folder/messages" </dev/null || status=$?
[ $status -eq 0 ] || wrong "a link to tools/run ends with $status"

# tools/test installs the remaining packages, and builds with tests from then on.
echo 'exit 0' | program ctest
: >"$folder/calls"
"$copy/tools/test" --yes >"$folder/output" 2>"$folder/messages" </dev/null || wrong "tools/test failed"
called 'apt-get install --yes --no-install-recommends catch2'
called 'cmake --preset release .*-DCAE_BUILD_TESTS=ON'
expect 0 experiments/first.yaml
[ ! -s "$folder/messages" ] || wrong "it is not quiet after tools/test"

# A read-only clone: a program that was built there is run; otherwise the message says what to do.
if [ "$(id -u)" -ne 0 ]; then
  chmod -R a-w "$copy"
  expect 0 experiments/first.yaml
  gave run experiments/first.yaml
  chmod -R u+w "$copy"
fi
rm -r "$copy/build" && touch "$copy/build"
expect 1 experiments/first.yaml
says "cannot write to .*a clone/build/release"
says "git clone '.*a clone' ~/cae-lab"

# What tools/run knows of options is what cae-lab run takes.
"$copy/tools/run" --help | sed -n 's/^  \(--[a-z-]*\).*/\1/p' | sort >"$folder/known"
"$cae_lab" run --help | grep -o -e '--[a-z-]*' | grep -v -x -e --help -e -- | sort -u >"$folder/taken"
diff "$folder/known" "$folder/taken" || { echo "FAILED: other options than cae-lab run takes"; failures=$((failures + 1)); }
echo "$failures failures"
[ $failures -eq 0 ]
