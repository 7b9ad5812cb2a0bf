package timings

import (
	"fmt"
	"slices"
	"strings"
)

// commandKey is the name of the parameter of commands that have none.
const commandKey = "number in the command"

// numberInCommands finds the one number in which commands differ, such as -j1 and -j2, and
// sets it as their parameter.
func numberInCommands(s source, results []hyperfineResult) (key, warning string, err error) {
	first := numbersApart(results[0].Command)
	differs := -1
	for _, r := range results {
		parts := numbersApart(r.Command)
		for i := range parts {
			if len(parts) != len(first) || parts[i] != first[i] && (i%2 == 0 || differs >= 0 && differs != i) {
				return "", "", s.errorf("%q and %q differ in more than a number of workers: run hyperfine -L threads 1,2,4 'COMMAND {threads}'",
					results[0].Command, r.Command)
			}
			if parts[i] != first[i] {
				differs = i
			}
		}
	}
	if differs < 0 {
		return "", "", s.errorf("commands such as %q have no parameter and no number in which they differ: run hyperfine -L threads 1,2,4 'COMMAND {threads}'", results[0].Command)
	}
	if first[differs-1] == "." || first[differs+1] == "." && first[differs+2] != "" {
		return "", "", s.errorf("%q and others differ in a decimal number, which is no number of workers: run hyperfine -L threads 1,2,4 'COMMAND {threads}'", results[0].Command)
	}
	for i := range results {
		results[i].Parameters = map[string]scalar{commandKey: scalar(numbersApart(results[i].Command)[differs])}
	}
	shown := slices.Clone(first)
	shown[differs] = "N"
	return commandKey, fmt.Sprintf("N is taken from the commands, %q: use hyperfine -L threads if it is something else", strings.Join(shown, "")), nil
}

// numbersApart cuts a command into text and whole numbers in turn, beginning and ending
// with text.
func numbersApart(command string) []string {
	var parts []string
	for from, digits := 0, false; ; digits = !digits {
		to := from
		for to < len(command) && ('0' <= command[to] && command[to] <= '9') == digits {
			to++
		}
		parts = append(parts, command[from:to])
		if from = to; to == len(command) && !digits {
			return parts
		}
	}
}
