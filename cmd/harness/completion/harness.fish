# Completes harness command lines in fish: harness completion fish >~/.config/fish/completions/harness.fish
function __harness_complete
	set -l typed (commandline -ct)
	set -l words (commandline -opc) $typed
	for line in ($words[1] complete -- $words[2..-1] 2>/dev/null)
		if test "$line" = :files
			# Of --flag=value the value is the path, and fish wants the whole word back.
			set -l flag (string match -r -- '^-[^=]*=' "$typed")
			set -l path (string replace -r -- '^-[^=]*=' '' "$typed")
			for found in (complete -C "'' $path")
				echo "$flag$found"
			end
		else
			echo $line
		end
	end
end
complete -c harness -f -a '(__harness_complete)'
