# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Runs MODULE with a cache on a full file system mounted at DIR.
module=$1 dir=$2
mount -t tmpfs -o size=8k none "$dir"
XDG_CACHE_HOME=$dir wasmc run "$module"
echo "status $?"
echo "entries $(ls -A "$dir/wasmc" | wc -l)"
