#compdef harness
compdef _harness harness
# Completes harness command lines in zsh: put this file, as _harness, into a folder of $fpath.
_harness() {
	local -a described
	local line files choice means
	for line in ${(f)"$(${words[1]} complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"}; do
		if [[ $line == :files ]]; then
			files=yes
			continue
		fi
		choice=${line%%$'\t'*} means=${line#*$'\t'}
		described+=("${choice//:/\\:}${means:+:$means}")
	done
	(( $#described )) && _describe -t words word described
	if [[ -n $files ]]; then
		[[ $PREFIX == -*=* ]] && compset -P '*='
		_files
	fi
}
# When zsh loads this file as the function _harness, it has to be called once.
[[ $funcstack[1] == _harness ]] && _harness "$@"
