# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# complete.bash SHARE WORDS...: what bash offers for the last of the words.
source "$1/bash-completion/completions/$2"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
"_$1"
printf '%s\n' "${COMPREPLY[@]}"
