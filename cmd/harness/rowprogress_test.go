package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"
)

// eager returns a progressLine off a terminal whose clock makes every line due.
func eager(w io.Writer) *progressLine {
	at := time.Unix(0, 0)
	return &progressLine{w: w, now: func() time.Time { at = at.Add(lull); return at }}
}

// Workers count concurrently: their lines are whole, each counts more rows than the one
// before, and none comes after the end. The race detector checks the accesses.
func TestRowProgressOfManyWorkers(t *testing.T) {
	const workers, each = 8, 500
	var out bytes.Buffer
	progress := &rowProgress{rows: workers * each, line: eager(&out)}
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for range each {
				progress.add(1)
			}
		})
	}
	group.Wait()
	before := 0
	for line := range strings.Lines(out.String()) {
		var done, rows int
		if n, err := fmt.Sscanf(strings.ReplaceAll(line, ",", ""), "%d of %d rows done\n", &done, &rows); n != 2 || err != nil || rows != progress.rows {
			t.Errorf("%q: %v", line, err)
		}
		if done <= before {
			t.Errorf("%d rows done after %d", done, before)
		}
		before = done
	}
	if before != progress.rows {
		t.Errorf("the last line has %d of %d rows", before, progress.rows)
	}
	progress.end()
	progress.rows, before = 2*progress.rows, out.Len()
	progress.add(workers * each)
	if out.Len() != before {
		t.Errorf("after the end: %q", out.String()[before:])
	}
}

// A worker that is overtaken between counting and printing prints nothing.
func TestRowProgressOvertaken(t *testing.T) {
	var out bytes.Buffer
	progress := &rowProgress{rows: 10, line: eager(&out)}
	progress.show(7)
	progress.show(6)
	if out.String() != "7 of 10 rows done\n" {
		t.Errorf("%q", out.String())
	}
}
