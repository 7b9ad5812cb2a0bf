package pipe

import (
	"bytes"
	"fmt"
	"sync"

	"serialfraction/harness/process"
	"serialfraction/harness/wording"
)

// A tail keeps the beginning and the end of the standard error of a process, and counts its lines.
type tail struct {
	process.Tail
	lines int
	begin []byte
}

// beginBytes is the number of bytes that a tail keeps of the beginning.
const beginBytes = 512

// Write never returns an error. One goroutine calls it, until the process has been waited for.
func (t *tail) Write(b []byte) (int, error) {
	t.begin = append(t.begin, b[:min(len(b), beginBytes-len(t.begin))]...)
	t.lines += bytes.Count(b, []byte("\n"))
	return t.Tail.Write(b)
}

// excerpt returns the last n lines, or where there are more the first, which often has the reason
// of all others, and the last of them. The process has been waited for.
func (t *tail) excerpt(n int) string {
	if t.lines <= n {
		return t.Lines(n)
	}
	first, _, _ := bytes.Cut(bytes.TrimLeft(t.begin, "\r\n"), []byte("\n"))
	return process.LastLines(first, 1) + "\n… of " + wording.Count(t.lines, "line") + ", the last:\n" + t.Lines(n-2)
}

// A stderr counts the lines that all processes of a program have written on standard error.
type stderr struct {
	mu               sync.Mutex
	lines, processes int
	last             string
}

// add counts a process that has ended.
func (s *stderr) add(t *tail) {
	last := t.Lines(1)
	if last == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines += max(1, t.lines)
	s.processes++
	s.last = last
}

// notes returns a note on what was written; wrote is the program and the verb.
func (s *stderr) notes(wrote string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lines == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s: %s from %s, the last: %s",
		wrote, wording.Count(s.lines, "line"), wording.Count(s.processes, "process"), s.last)}
}
