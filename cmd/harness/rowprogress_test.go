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

// eager is a progressLine off a terminal to which every line comes late enough.
func eager(w io.Writer) *progressLine {
	at := time.Unix(0, 0)
	return &progressLine{w: w, now: func() time.Time { at = at.Add(lull); return at }}
}

// Workers count side by side: their lines are whole, each says more than the one
// before, and none comes after the end. The race detector sees who writes.
func TestRowProgressOfManyWorkers(t *testing.T) {
	const workers, each = 8, 500
	var said bytes.Buffer
	progress := &rowProgress{rows: workers * each, line: eager(&said)}
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
	for line := range strings.Lines(said.String()) {
		var done, rows int
		if n, err := fmt.Sscanf(line, "%d of %d rows done\n", &done, &rows); n != 2 || err != nil || rows != progress.rows {
			t.Errorf("%q: %v", line, err)
		}
		if done <= before {
			t.Errorf("%d rows done after %d", done, before)
		}
		before = done
	}
	if before != progress.rows {
		t.Errorf("the last line says %d of %d rows", before, progress.rows)
	}
	progress.end()
	progress.rows, before = 2*progress.rows, said.Len()
	progress.add(workers * each)
	if said.Len() != before {
		t.Errorf("after the end: %q", said.String()[before:])
	}
}

// A worker that is overtaken between counting and speaking says nothing.
func TestRowProgressOvertaken(t *testing.T) {
	var said bytes.Buffer
	progress := &rowProgress{rows: 10, line: eager(&said)}
	progress.say(7)
	progress.say(6)
	if said.String() != "7 of 10 rows done\n" {
		t.Errorf("%q", said.String())
	}
}
