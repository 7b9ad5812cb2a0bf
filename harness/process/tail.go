package process

import (
	"strings"
	"sync"

	"serialfraction/harness/wording"
)

// A Tail keeps the end of what is written to it: the last output of a program. The zero value
// is ready to use, by any number of goroutines.
type Tail struct {
	mu   sync.Mutex
	kept []byte
}

// tailBytes is the number of bytes that a Tail keeps.
const tailBytes = 4096

// Write never returns an error.
func (t *Tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, b[max(0, len(b)-tailBytes):]...)
	if over := len(t.kept) - tailBytes; over > 0 {
		t.kept = append(t.kept[:0], t.kept[over:]...)
	}
	return len(b), nil
}

// Lines returns the last n lines that are not blank.
func (t *Tail) Lines(n int) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return LastLines(t.kept, n)
}

// LastLines returns the last n lines of text that are not blank, without the last newline and
// without control characters for terminals.
func LastLines(text []byte, n int) string {
	var lines []string
	for line := range strings.SplitSeq(strings.ToValidUTF8(string(text), "?"), "\n") {
		line = strings.Map(printable, strings.TrimRight(line, " \t\r"))
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}

func printable(r rune) rune {
	if r != '\t' && wording.Steers(r) {
		return -1
	}
	return r
}
