#!/bin/sh
# Writes the man pages and the completions of bin/harness below a folder, where a prefix has them.
#
#	packaging/share.sh ~/.local/share
set -eu
harness=$(dirname "$0")/../bin/harness
mkdir -p "$1/bash-completion/completions" "$1/zsh/site-functions" "$1/fish/vendor_completions.d"
"$harness" manual "$1/man/man1" 2>/dev/null
"$harness" completion bash >"$1/bash-completion/completions/harness"
"$harness" completion zsh >"$1/zsh/site-functions/_harness"
"$harness" completion fish >"$1/fish/vendor_completions.d/harness.fish"
