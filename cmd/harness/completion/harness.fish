# Completes harness command lines in fish: harness completion fish >~/.config/fish/completions/harness.fish
function __harness_complete
	set -l words (commandline -opc) (commandline -ct)
	for line in ($words[1] complete -- $words[2..-1] 2>/dev/null)
		if test "$line" = :files
			__fish_complete_path (commandline -ct)
		else
			echo $line
		end
	end
end
complete -c harness -f -a '(__harness_complete)'
