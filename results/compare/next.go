package compare

import (
	"fmt"
	"slices"
	"strings"
)

// next returns the commands that would settle the rows of times and of S of which one
// cannot tell: both sweeps again, with enough repeats. What follows from those, and
// causes alone, is not worth hours of runs.
func next(a, b *side, rows []Row) []string {
	repeats := 0
	for _, r := range rows {
		if strings.HasPrefix(r.Quantity, "T") || r.Quantity == "S" {
			repeats = max(repeats, r.Repeats)
		}
	}
	if repeats == 0 {
		return nil
	}
	if a.file == b.file || slices.Equal(a.file.Header.Command, b.file.Header.Command) && a.file.Header.Time.Equal(b.file.Header.Time) {
		return []string{again(a, repeats)} // two halves of one sweep
	}
	return []string{again(a, repeats), again(b, repeats)}
}

// ends are the flags that say when a sweep ends, or where its file is; all have a
// value.
var ends = []string{"repeats", "precision", "max-time", "o", "output", "resume"}

// again is the command of a sweep with so many repeats, into a new file.
func again(s *side, repeats int) string {
	fresh := fmt.Sprintf("--repeats %d -o %s", repeats, quoted(s.Name+"-more.jsonl"))
	args := s.file.Header.Command
	if len(args) < 2 || args[1] != "sweep" {
		return fmt.Sprintf("harness sweep … %s, with what else %s was made with", fresh, s.Name)
	}
	words := []string{"harness", "sweep"}
	var program []string
	for i := 2; i < len(args); i++ {
		if args[i] == "--" {
			program = args[i:]
			break
		}
		name, _, whole := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		if strings.HasPrefix(args[i], "-") && slices.Contains(ends, name) {
			if !whole {
				i++
			}
			continue
		}
		words = append(words, quoted(args[i]))
	}
	words = append(words, fresh)
	for _, arg := range program {
		words = append(words, quoted(arg))
	}
	return strings.Join(words, " ")
}

// quoted is a word as a shell takes it.
func quoted(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_=+,./:@%", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
