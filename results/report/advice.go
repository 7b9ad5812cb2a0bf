package report

import (
	"strings"

	"serialfraction/results/advice"
)

// warnings draws the warnings, each with the command that settles it.
func (t *terminal) warnings(all []advice.Advice) {
	for i, a := range advice.At(advice.Warning, all) {
		if i == 0 {
			t.gap()
		}
		t.labelled("warning", yellow, clean(a.Message), plain)
		t.command(labelWidth, a.Command)
	}
}

// verdict draws the verdict, and the commands that settle what it leaves open.
func (t *terminal) verdict(text string, all []advice.Advice) {
	t.gap()
	for _, line := range wrap(clean(text), t.width) {
		t.lines(t.paint(line, bold))
	}
	for _, a := range advice.At(advice.Verdict, all) {
		t.command(0, a.Command)
	}
}

// typeLabel stands before a command.
const typeLabel = "type: "

// command draws a command to type behind a margin. Where it is longer than a line it
// goes on behind a backslash, so that a shell takes the lines as they are copied.
func (t *terminal) command(margin int, command string) {
	if command == "" {
		return
	}
	space, label := strings.Repeat(" ", margin), t.paint(typeLabel, dim)
	for _, line := range shellLines(clean(command), t.width-margin-len(typeLabel)) {
		t.lines(space + label + line)
		label = strings.Repeat(" ", len(typeLabel))
	}
}

// shellLines breaks a command into lines of at most width columns, all but the last with
// a backslash at the end. A longer word stays whole.
func shellLines(command string, width int) (lines []string) {
	const goesOn = " \\"
	line := ""
	for _, word := range withValues(shellWords(command)) {
		switch {
		case line == "":
			line = word
		case cells(line)+1+cells(word)+len(goesOn) <= width:
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

// shellWords cuts a command at the spaces that no quote or backslash holds.
func shellWords(command string) (words []string) {
	word, quoted, escaped := "", false, false
	for _, r := range command {
		switch {
		case r == ' ' && !quoted && !escaped:
			words, word = append(words, word), ""
			continue
		case escaped:
			escaped = false
		case r == '\\' && !quoted:
			escaped = true
		case r == '\'':
			quoted = !quoted
		}
		word += string(r)
	}
	return append(words, word)
}
