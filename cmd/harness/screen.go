package main

import (
	"errors"
	"io"
	"os"
	"strings"
	"syscall"

	"serialfraction/harness/wording"
)

// A screen writes messages on standard error. What it is given may have names and output of other
// people's programs in it, and so it shows all characters that a terminal would obey as in Go's
// quotes. At the beginning of a write, where no name stands, overLine and overAbove are obeyed.
type screen struct {
	to   io.Writer
	gone func() // called where nobody reads what is written any more, such as after | head; nil = nothing is
}

func (s screen) Write(b []byte) (int, error) {
	obeyed, text := "", string(b)
	for _, code := range []string{overLine, overAbove} {
		if strings.HasPrefix(text, code) {
			obeyed, text = code, text[len(code):]
		}
	}
	text = obeyed + wording.Shown(text)
	if _, err := io.WriteString(s.to, text); err != nil {
		if errors.Is(err, syscall.EPIPE) && s.gone != nil {
			s.gone()
		}
		return 0, err
	}
	return len(b), nil
}

// fileOf returns the file that w writes to; nil if it is none.
func fileOf(w io.Writer) *os.File {
	if s, ok := w.(screen); ok {
		w = s.to
	}
	f, _ := w.(*os.File)
	return f
}
