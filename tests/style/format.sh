#!/bin/sh
# format.sh SOURCE: every C++ file is as clang-format 14 (Debian 12) leaves it. Other versions format otherwise, so 77,
# "skipped", without it.
set -eu
cd "$1"
for program in clang-format-14 clang-format; do
  version=$("$program" --version 2>/dev/null | sed -n 's/.*version \([0-9]*\)\..*/\1/p')
  if [ "$version" = 14 ]; then
    find framework dsl tools plugins tests -name '*.h' -o -name '*.cpp' | sort | xargs "$program" --dry-run --Werror
    exit
  fi
done
echo "clang-format 14 is not installed"
exit 77
