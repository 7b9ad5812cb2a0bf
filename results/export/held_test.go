//go:build !race

package export

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"weak"

	"serialfraction/harness"
)

// passing returns a sweep whose runs are made as they are read, and how many of them a writer had held
// at most when it asked for another.
func passing(t *testing.T, runs int) (s Sweep, most *int) {
	s, most = read(t, "../testdata/vintage/4-timeline.jsonl"), new(int)
	all := s.File.Runs
	s.Runs = func(yield func(*harness.Run, error) bool) {
		var held []weak.Pointer[harness.Run]
		for i := range runs {
			r := all[i%len(all)]
			r.Block = i / len(all)
			held = append(held, weak.Make(&r))
			if !yield(&r, nil) {
				return
			}
			if i%(runs/4) == runs/4-1 {
				runtime.GC()
				n := 0
				for _, p := range held {
					if p.Value() != nil {
						n++
					}
				}
				*most = max(*most, n)
			}
		}
	}
	return s, most
}

// A format that has each run holds as many as a group of rows has, however long the file.
func TestFewRunsAreHeld(t *testing.T) {
	for _, f := range Formats() {
		if !f.Each {
			continue
		}
		for i, p := range f.Parts {
			s, most := passing(t, 4*groupRows)
			if err := p.Write(io.Discard, []Sweep{s}, Options{Runs: Selection{all: true}}); err != nil {
				t.Errorf("%s, part %d: %v", f.Name, i, err)
			}
			if *most > groupRows+2 {
				t.Errorf("%s, part %d: %d of %d runs were held at once", f.Name, i, *most, 4*groupRows)
			}
			t.Logf("%s, part %d: %d runs", f.Name, i, *most)
		}
	}
}

// Runs that cannot be read end an export with their error.
func TestRunsEndInAnError(t *testing.T) {
	broken := errors.New("it was changed while it was read")
	s, most := passing(t, 8)
	all := s.Runs
	s.Runs = func(yield func(*harness.Run, error) bool) {
		for r := range all {
			if !yield(r, nil) {
				return
			}
		}
		yield(nil, broken)
	}
	for _, f := range Formats() {
		if !f.Each {
			continue
		}
		for i, p := range f.Parts {
			var text strings.Builder
			if err := p.Write(&text, []Sweep{s}, Options{Runs: Selection{all: true}}); !errors.Is(err, broken) {
				t.Errorf("%s, part %d: error %v after %d bytes, %d runs held", f.Name, i, err, text.Len(), *most)
			}
		}
		if f.Warnings != nil {
			if _, err := f.Warnings([]Sweep{s}, Options{Runs: Selection{all: true}}); !errors.Is(err, broken) {
				t.Errorf("%s: its warnings end with %v", f.Name, err)
			}
		}
	}
}
