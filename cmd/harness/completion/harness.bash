# Completes harness command lines in bash: source <(harness completion bash)
_harness() {
	local line=${COMP_LINE:0:COMP_POINT} typed words word choice
	# Words are cut at spaces alone, so that --flag=value and host:port stay whole.
	read -ra words <<<"$line"
	[[ $line == *[[:space:]] ]] && words+=("")
	typed=${words[-1]}
	COMPREPLY=()
	local files=
	while IFS=$'\t' read -r choice _; do
		if [[ $choice == :files ]]; then files=yes; else COMPREPLY+=("$choice"); fi
	done < <("${words[0]}" complete -- "${words[@]:1}" 2>/dev/null)
	local value=$typed
	[[ $typed == -*=* ]] && value=${typed#*=}
	if [[ -n $files ]]; then
		while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$value")
		compopt -o filenames 2>/dev/null
	fi
	# bash replaces only what follows the last "=" or ":" of the word.
	local part=${COMP_WORDS[COMP_CWORD]}
	[[ $part == = || $part == : ]] && part=
	local kept=${typed%"$part"}
	COMPREPLY=("${COMPREPLY[@]#"$kept"}")
	[[ ${#COMPREPLY[@]} == 1 && -z $files && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
}
complete -F _harness harness
