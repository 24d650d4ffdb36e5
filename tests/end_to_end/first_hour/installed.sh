#!/bin/sh
# What `cmake --install` copies runs from any folder: the program, its plugins, the header, the documents, the experiments.
#   installed.sh BUILD-FOLDER CMAKE
set -eu
unset CAE_LAB_PLUGINS
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
prefix="$folder/a prefix"
"$2" --install "$1" --prefix "$prefix" >"$folder/log" || { cat "$folder/log"; exit 1; }
cd "$folder"
PATH=$prefix/bin:$PATH
documents=$prefix/share/doc/cae-lab
for file in README.md LICENSE CHANGELOG.md docs/plugins.md docs/errors.md experiments/first.yaml experiments/models/first.cae; do
  test -s "$documents/$file" || { echo "not installed: $file"; exit 1; }
done
cae-lab --version
cae-lab plugins | tee list
for name in gaussian-noise latent pca; do
  grep -q -x "  $prefix/lib/cae-lab/plugins/$name.so" list
done
# The header that it names compiles into a plugin.
printf '#include "cae_plugin.h"\nint main(void) { return CAE_PLUGIN_ABI_VERSION == 0; }\n' >use.c
"${CC:-cc}" -I "$(cae-lab plugins --include)" use.c -o use
./use
# An experiment of the documents, with the plugins that it uses. The checker says ok of each.
cae-lab check "$documents"/experiments/models/first.cae
if [ -d /usr/share/datasets/fashion-mnist ] || [ -n "${CAE_LAB_DATASETS:-}" ]; then
  cae-lab run "$documents"/experiments/first.yaml --epochs 1 --limit 100 --limit-test 20 --quiet
  test -s runs/0001-first-s1/latent-code.png
fi
