#!/bin/sh
# The model file that README.md shows at its beginning is the one of the experiments.
#   shows_model.sh README.MD MODEL.CAE
set -eu
shown=$(awk '/^model / && !seen { inside = seen = 1 } inside { print } /^}/ { inside = 0 }' "$1")
file=$(grep -v '^#' "$2")
test "$shown" = "$file" || { echo "README.md shows another model than $2"; exit 1; }
