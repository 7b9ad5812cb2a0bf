package text

import (
	"errors"
	"io"
	"strings"
	"testing"

	"serialfraction/harness/crash"
	"serialfraction/harness/input/content"
)

// breaks is a reader that panics at the end of its text.
type breaks struct{ r io.Reader }

func (b breaks) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if err == io.EOF {
		panic("no such gene")
	}
	return n, err
}

// A panic in a goroutine that reads rows becomes the error of the reader. No goroutine
// waits for ever for the blocks that were not read.
func TestCrashOfAReader(t *testing.T) {
	s, err := content.NewStream("x", breaks{strings.NewReader("id,a,b\n" + strings.Repeat("g,1,2\n", 20000))})
	if err != nil {
		t.Fatal(err)
	}
	var fault *crash.Error
	if _, err := readDelimited(t.Context(), s, Layout{}, ',', 1000); !errors.As(err, &fault) || fault.Cause != "no such gene" {
		t.Errorf("error %v", err)
	}
}

// A panic in a step of a block becomes the error of the block.
func TestCrashOfAStep(t *testing.T) {
	var b block
	b.try(func() { panic("no such gene") })
	if !errors.As(b.err, new(*crash.Error)) {
		t.Errorf("error %v", b.err)
	}
	b.err = io.EOF
	b.try(func() {})
	if b.err != io.EOF {
		t.Errorf("error %v", b.err)
	}
}
