#!/bin/sh
# The program finds its plugins and its header beside itself, also when its tree was moved.
#   moved_tree.sh BUILD-FOLDER
set -eu
unset CAE_LAB_PLUGINS
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/lib"
cp "$1/bin/cae-lab" "$folder/bin/"
cp -r "$1/lib/cae-lab" "$folder/lib/"
cp -r "$1/include" "$folder/"
cd /
"$folder/bin/cae-lab" plugins | tee "$folder/list.txt"
for name in gaussian-noise latent pca; do
  grep -q "^  $folder/lib/cae-lab/plugins/$name.so$" "$folder/list.txt"
done
test -f "$("$folder/bin/cae-lab" plugins --include)/cae_plugin.h"
