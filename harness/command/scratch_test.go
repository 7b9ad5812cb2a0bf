package command

import (
	"strings"
	"testing"
)

// A program that prints without end takes a bounded part of the disk, and its last lines are kept.
func TestScratch(t *testing.T) {
	s, err := openScratch()
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	look := func() {
		t.Helper()
		s.mu.Lock()
		defer s.mu.Unlock()
		if err := s.trim(); err != nil {
			t.Fatal(err)
		}
	}
	much := strings.Repeat("a line of a program that prints without end\n", mostScratch/40)
	print := func(text string) {
		t.Helper()
		if _, err := s.f.WriteString(text); err != nil { // at the offset that it has, as a child does
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := s.begin(); err != nil {
			t.Fatal(err)
		}
		print("first\n")
		look()
		if got := s.lines(); got != "first" {
			t.Errorf("lines %q", got)
		}
		print(much + "last but one\n")
		look()
		if info, err := s.f.Stat(); err != nil || info.Size() != 0 {
			t.Errorf("%d bytes are left, error %v", info.Size(), err)
		}
		if got := s.lines(); !strings.HasSuffix(got, "without end\nlast but one") {
			t.Errorf("lines %q", got)
		}
		print("last\n")
		look()
		if got := s.lines(); !strings.HasSuffix(got, "last but one\nlast") {
			t.Errorf("lines %q", got)
		}
	}
}
