package blocks

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"
)

// collected reads all lines of r block by block.
func collected(ctx context.Context, r io.Reader, work func(text []byte) error) (string, error) {
	var all strings.Builder
	cut := Lines(r)
	err := Run(ctx, Task[[]byte]{
		Fill: func(b *[]byte) (err error) {
			*b, err = cut.Next(*b)
			return err
		},
		Work:    func(b *[]byte) error { return work(*b) },
		Collect: func(b *[]byte) error { all.Write(*b); return nil },
	})
	return all.String(), err
}

func fine([]byte) error { return nil }

// TestLines: the blocks are the lines of the stream, in their order and whole, however the
// stream hands them over.
func TestLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.StringOfN(rapid.RuneFrom([]rune("ab")), 0, 9, -1)).Draw(t, "lines"), "\n")
		text = strings.Repeat(text, rapid.SampledFrom([]int{1, 1, Size / 8}).Draw(t, "times"))
		var r io.Reader = strings.NewReader(text)
		if rapid.Bool().Draw(t, "halves") {
			r = iotest.HalfReader(r)
		}
		got, err := collected(context.Background(), iotest.DataErrReader(r), func(b []byte) error {
			if !bytes.HasSuffix(b, []byte("\n")) {
				return errors.New("a block ends within a line")
			}
			return nil
		})
		if err != nil || got != text+"\n" {
			t.Errorf("%v: %d bytes, want %d", err, len(got), len(text)+1)
		}
	})
}

// TestErrors: of several errors that of the earliest block is returned, what lies before an
// error is collected, and a panic is an error.
func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	text := strings.Repeat("0123456\n", Size/8) + strings.Repeat("x\n", Size/2)
	first := func(b []byte) error {
		if b[0] == 'x' {
			return broken
		}
		return nil
	}
	if got, err := collected(context.Background(), strings.NewReader(text), first); err != broken || len(got) != Size {
		t.Errorf("%v, %d bytes collected", err, len(got))
	}
	if _, err := collected(context.Background(), io.MultiReader(strings.NewReader("a\n"), iotest.ErrReader(broken)), fine); err != broken {
		t.Errorf("%v", err)
	}
	if _, err := collected(context.Background(), strings.NewReader(text), func(b []byte) error { panic("no") }); err == nil || !strings.Contains(err.Error(), "panic: no") {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := collected(ctx, strings.NewReader(text), fine); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// TestLongItem: an item beyond the limit, and one that the stream ends within, are errors.
func TestLongItem(t *testing.T) {
	endless := Lines(io.LimitReader(zeros{}, MaxItem+1))
	if _, err := endless.Next(nil); err == nil || err.Error() != "longer than 64 MiB" {
		t.Errorf("%v", err)
	}
	pairs := &Cutter{R: strings.NewReader("abc"), Whole: func(text []byte) (int, error) { return len(text) &^ 1, nil }}
	if got, err := pairs.Next(nil); err != nil || string(got) != "ab" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := pairs.Next(nil); err != io.ErrUnexpectedEOF {
		t.Errorf("%v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestRoom(t *testing.T) {
	s := Room([]int{1, 2}, 2, 0.5)
	if len(s) != 2 || cap(s) < 8 || cap(s) > 16 {
		t.Errorf("length %d, room %d", len(s), cap(s))
	}
	if again := Room(s, 2, 0); &again[0] != &s[0] {
		t.Error("a slice with room is copied")
	}
}
