#!/bin/sh
# include_arrows.sh SOURCE: every #include of a module's header stands in a module that links it, directly or through
# others (framework/CMakeLists.txt, dsl/CMakeLists.txt: cae_module(NAME FOLDER DEPENDENCY...)). An arrow that is missing
# there would not link; this says the same of headers, which the compiler finds from everywhere.
set -eu
cd "$1"
lists='framework/CMakeLists.txt dsl/CMakeLists.txt tools/CMakeLists.txt'
files=$(find framework dsl tools plugins -name '*.h' -o -name '*.cpp' -o -name '*.inc' | sort)
# shellcheck disable=SC2086
awk '
  # The modules, their folders and what they link.
  /^ *cae_module\(/ {
    line = $0
    gsub(/.*cae_module\(|\).*/, "", line)
    count = split(line, word, " ")
    folder[word[1]] = word[2] "/"
    for (i = 3; i <= count; i++) if (word[i] ~ /^cae_/) links[word[1], substr(word[i], 5)] = 1
    next
  }
  function module_of(path, name, best) {
    for (name in folder) if (index(path, folder[name]) == 1 && length(folder[name]) > length(folder[best])) best = name
    return best
  }
  function reaches(from, to, name) {
    if (from == to) return 1
    if ((from, to) in known) return known[from, to]
    known[from, to] = 0
    for (name in folder) if ((from, name) in links && reaches(name, to)) known[from, to] = 1
    return known[from, to]
  }
  FNR == 1 { at = module_of(FILENAME); public = FILENAME ~ /^plugins\// }
  /^#include "/ {
    split($0, quoted, "\"")
    to = module_of(quoted[2])
    looked++
    if (public && quoted[2] ~ /^(framework|dsl|tools)\// && quoted[2] != "framework/plugin/cae_plugin.h") {
      print FILENAME ":" FNR ": a plugin sees cae_plugin.h alone, not " quoted[2]; wrong++
    } else if (at != "" && to != "" && !reaches(at, to)) {
      print FILENAME ":" FNR ": the module " at " does not link cae_" to ", whose header it includes: " quoted[2]; wrong++
    }
  }
  END {
    if (looked < 100) { print "only " looked + 0 " includes were found"; exit 1 }
    exit wrong > 0
  }' $lists $files
