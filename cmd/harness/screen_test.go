package main

import (
	"strings"
	"testing"
)

// Text of others' programs and files steers no terminal; the line of progress is overwritten.
func TestScreen(t *testing.T) {
	var b strings.Builder
	s := screen{to: &b}
	for _, text := range []string{"warning: \x1b[2Jx\u202e\n", overLine + "3 of 4\r" + overLine} {
		if n, err := s.Write([]byte(text)); err != nil || n != len(text) {
			t.Errorf("%d written, error %v", n, err)
		}
	}
	if want := `warning: \x1b[2Jx\u202e` + "\n" + overLine + `3 of 4\r\r\x1b[K`; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
	if fileOf(s) != nil || fileOf(&b) != nil {
		t.Error("this writes to no file")
	}
}
