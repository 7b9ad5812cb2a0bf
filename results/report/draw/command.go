package draw

import (
	"slices"
	"strings"

	"serialfraction/harness/wording"
)

// typeLabel stands before a command.
const typeLabel = "type: "

// Command draws a command to type behind a margin. Where it is longer than a line it
// goes on behind a backslash, so that a shell takes the lines as they are copied.
func (p *Page) Command(margin int, command string) {
	space, label := strings.Repeat(" ", margin), p.Paint(typeLabel, Dim)
	for _, line := range ShellLines(Clean(command), p.Width-margin-len(typeLabel)) {
		p.Lines(space + label + line)
		label = strings.Repeat(" ", len(typeLabel))
	}
}

// ShellLines breaks a command into lines of at most width columns, which a shell reads as
// one: all but the last end in a backslash, and all but the first are indented. It breaks
// before a flag or a pipe where that is enough, else between any two words. A longer word
// stays whole, and so does what is in quotes. A command without a word has no lines.
func ShellLines(command string, width int) []string {
	const goesOn, further = ` \`, "  "
	words := wording.ShellWords(command)
	switch {
	case len(words) == 0:
		return nil
	case Width(command) <= width:
		return []string{command}
	}
	var pieces []string
	for _, piece := range parts(words) {
		if Width(further+piece+goesOn) <= width {
			pieces = append(pieces, piece)
			continue
		}
		pieces = append(pieces, wording.ShellWords(piece)...)
	}
	var lines []string
	line := pieces[0]
	for _, piece := range pieces[1:] {
		if Width(line+" "+piece+goesOn) <= width {
			line += " " + piece
			continue
		}
		lines, line = append(lines, line+goesOn), further+piece
	}
	return append(lines, line)
}

// parts joins words again, each part from a flag or a pipe to the next.
func parts(words []string) (joined []string) {
	for i, word := range words {
		if last := len(joined) - 1; i > 0 && !strings.HasPrefix(word, "-") && !slices.Contains([]string{"|", ">", "&&"}, word) {
			joined[last] += " " + word
			continue
		}
		joined = append(joined, word)
	}
	return joined
}
