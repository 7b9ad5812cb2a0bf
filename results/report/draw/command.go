package draw

import (
	"strings"

	"serialfraction/wording"
)

// typeLabel stands before a command.
const typeLabel = "type: "

// Command draws a command to type behind a margin. Where it is longer than a line it
// goes on behind a backslash, so that a shell takes the lines as they are copied.
func (p *Page) Command(margin int, command string) {
	if command == "" {
		return
	}
	space, label := strings.Repeat(" ", margin), p.Paint(typeLabel, Dim)
	for _, line := range shellLines(Clean(command), p.Width-margin-len(typeLabel)) {
		p.Lines(space + label + line)
		label = strings.Repeat(" ", len(typeLabel))
	}
}

// shellLines breaks a command into lines of at most width columns, all but the last with
// a backslash at the end. A longer word stays whole.
func shellLines(command string, width int) (lines []string) {
	const goesOn = " \\"
	line := ""
	for _, word := range withValues(wording.ShellWords(command)) {
		switch {
		case line == "":
			line = word
		case Width(line)+1+Width(word)+len(goesOn) <= width:
			line += " " + word
		default:
			lines, line = append(lines, line+goesOn), "  "+word
		}
	}
	return append(lines, line)
}

// withValues joins what begins with a dash to the word behind it, which is read with it.
func withValues(words []string) (joined []string) {
	for i, word := range words {
		if last := len(joined) - 1; i > 0 && strings.HasPrefix(words[i-1], "-") && !strings.HasPrefix(word, "-") {
			joined[last] += " " + word
			continue
		}
		joined = append(joined, word)
	}
	return joined
}
