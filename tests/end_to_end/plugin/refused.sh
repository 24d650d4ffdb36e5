#!/bin/sh
# Every file that is no plugin of this cae-lab is refused with the exact text of refused.expect and exit status 2.
#   refused.sh FOLDER-OF-CAE-LAB FOLDER-OF-FIXTURES EXPECTED
set -u
unset CAE_LAB_PLUGINS
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$2"/*.so "$folder"
cd "$folder" || exit 1
echo 'import numpy' >script.so
head -c 3000 no_entry.so >truncated.so
: >empty.so
mkdir folder.so
cp no_entry.so other_machine.so
printf '\010\000' | dd of=other_machine.so bs=1 seek=18 conv=notrunc 2>/dev/null
"$1/cae-lab" plugins ./missing.so ./script.so ./empty.so ./folder.so ./truncated.so ./other_machine.so ./no_entry.so \
  ./foreign_entry.so ./other_abi.so ./small_struct.so ./small_parameter.so ./unlinkable.so ./declaration_1.so \
  ./declaration_2.so ./declaration_3.so ./declaration_4.so ./declaration_5.so ./declaration_6.so ./declaration_7.so \
  ./declaration_8.so ./declaration_9.so ./declaration_10.so ./declaration_11.so ./declaration_12.so ./declaration_13.so \
  ./declaration_14.so ./declaration_15.so ./declaration_16.so 2>errors.txt
status=$?
diff "$3" errors.txt && test $status -eq 2
