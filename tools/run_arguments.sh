# What tools/run knows of the arguments of `cae-lab run` before cae-lab is built; sourced after setup.sh. It defines:
#   run_options            "--epochs number", a line an option: flag, number or text
#   check_run_arguments    ends with status 2 where `arguments` cannot be right; finds the experiment in the current folder or
#                          in the clone, and puts its path into `arguments`

# From the sources that declare them: rows of counts, {"epochs", "train.epochs", ...}, options with their fields, and those
# that take one of a few words.
run_options() {
  awk 'match($0, /^ *\{"[a-z-]+", "[a-z]+\./) { split($0, quoted, "\""); print "--" quoted[2], "number" }' \
    "$root/tools/cli/run_arguments.h"
  awk 'BEGIN { RS = "\\.names = \"" }
       /^--[a-z-]+"/ {
         kind = /\.value = "N"/ ? "number" : /\.value = "/ ? "text" : "flag"
         sub(/".*/, "")
         print $0, kind
       }' "$root/tools/cli/run_arguments.cpp" "$root/tools/cli/pin_option.h" "$root/tools/cli/verb.cpp"
  awk 'BEGIN { RS = "word_option\\(" }
       /^[ \n]*"--[a-z-]+"/ { split($0, quoted, "\""); print quoted[2], "text" }' "$root/tools/cli/verb.cpp"
}

experiments_here() {
  echo "the experiments of this clone: $(cd "$root" && echo experiments/*.yaml)"
}

# The experiment as cae-lab will read it, in `experiment`.
find_experiment() {
  local wanted=$1
  case $wanted in
    *.cae) fail 2 "$wanted is a model; tools/run takes an experiment" \
      "Write a file with 'experiment: NAME' and 'model: $wanted', as experiments/first.yaml" "$(experiments_here)" ;;
  esac
  experiment=$wanted
  if ! [ -e "$wanted" ] && [ "${wanted#/}" = "$wanted" ] && [ -e "$root/$wanted" ]; then
    experiment=$root/$wanted
    say "$wanted is not in $PWD; taken from $root"
  elif ! [ -e "$wanted" ]; then
    local places="It is neither in $PWD nor in $root."
    [ "${wanted#/}" = "$wanted" ] && [ "$PWD" != "$root" ] || places=""
    fail 2 "there is no file $wanted" ${places:+"$places"} "$(experiments_here)"
  fi
  if [ -d "$experiment" ]; then
    fail 2 "$wanted is a folder; tools/run takes an experiment, a .yaml file" "$(experiments_here)"
  fi
  [ -r "$experiment" ] || fail 2 "$wanted cannot be read" "Check its permissions."
}

check_run_arguments() {
  local -A kinds=()
  local name kind given=() at=0 word value place=
  while read -r name kind; do kinds[$name]=$kind; done < <(run_options)
  while [ $at -lt ${#arguments[@]} ]; do
    word=${arguments[$at]}
    case $word in
      -?*)
        name=${word%%=*}
        kind=${kinds[$name]-}
        [ -n "$kind" ] || fail 2 "cae-lab run has no option '$name'" "$usage" "its options: $(run_options | cut -d ' ' -f 1 | paste -s -d ' ')"
        if [ "$kind" != flag ]; then
          value=${word#*=}
          if [ "$name" = "$word" ]; then
            at=$((at + 1))
            [ $at -lt ${#arguments[@]} ] || fail 2 "$name needs a value" "$usage"
            value=${arguments[$at]}
          fi
          case $kind$value in
            number | number*[!0-9]*) fail 2 "$name takes a whole number, not '$value'" "$usage" ;;
          esac
        fi
        ;;
      *)
        given+=("$word")
        place=$at
        ;;
    esac
    at=$((at + 1))
  done
  [ ${#given[@]} -gt 0 ] || fail 2 "no experiment given" "$usage" "$(experiments_here)"
  [ ${#given[@]} -eq 1 ] || fail 2 "unexpected argument '${given[1]}'" "$usage"
  find_experiment "${given[0]}"
  arguments[$place]=$experiment
}
