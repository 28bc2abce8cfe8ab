# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# complete.zsh FUNCTIONS LINE: types LINE and a tab into an interactive zsh, and prints
# what the line has become.
zmodload zsh/zpty
export TERM=dumb
zpty shell zsh -f -i
zpty -w shell "PS1= PROMPT_EOL_MARK= fpath=($1 \$fpath); autoload -U compinit; compinit -u -d $TMPDIR/zcompdump; print re''ady"
repeat 200; do
  zpty -r -t shell line && [[ $line == *ready* ]] && break
  sleep 0.05
done
zpty -n -w shell "$2"$'\t'
repeat 40; do
  sleep 0.1
  while zpty -r -t shell line; do all+=$line; done
  [[ $all == *"$2"?* ]] && break
done
print -r -- ${all//[^[:print:]]/}
zpty -d shell
