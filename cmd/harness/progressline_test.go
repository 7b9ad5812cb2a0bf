package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// Off a terminal a minute of blocks is a handful of lines: the first, the last, and
// none within ten seconds of the one before.
func TestProgressLineInALog(t *testing.T) {
	var said bytes.Buffer
	at := time.Unix(0, 0)
	m := &progressLine{w: &said, now: func() time.Time { return at }}
	for i := range 1900 {
		m.show(fmt.Sprint("block ", i+1))
		at = at.Add(31 * time.Millisecond)
	}
	m.end()
	got := strings.Split(strings.TrimSuffix(said.String(), "\n"), "\n")
	want := []string{"block 1", "block 324", "block 647", "block 970", "block 1293", "block 1616", "block 1900"}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("lines %q, want %q", got, want)
	}
	m.end()
	if after := strings.Count(said.String(), "\n"); after != len(want) {
		t.Errorf("a second end writes %d lines more", after-len(want))
	}
}

// Slow blocks are all there, and none twice.
func TestProgressLineOfSlowBlocks(t *testing.T) {
	var said bytes.Buffer
	at := time.Unix(0, 0)
	m := &progressLine{w: &said, now: func() time.Time { return at }}
	for i := range 3 {
		m.show(fmt.Sprint("block ", i+1))
		at = at.Add(10 * time.Second)
	}
	m.end()
	if got, want := said.String(), "block 1\nblock 2\nblock 3\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Between blocks, runs are told of where the next block is long in coming, and then as
// sparsely as blocks.
func TestProgressLineBetweenBlocks(t *testing.T) {
	var said bytes.Buffer
	at := time.Unix(0, 0)
	m := &progressLine{w: &said, now: func() time.Time { return at }, began: at}
	for i := range 8 { // quick runs, then slow ones
		at = at.Add(time.Duration(i) * time.Second)
		m.meanwhile(fmt.Sprint("run ", i+1))
	}
	m.show("block 1")
	m.end()
	if got, want := said.String(), "run 3\nrun 6\nrun 8\nblock 1\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// On a terminal each line takes the place of the one before, and is no wider.
func TestProgressLineOnATerminal(t *testing.T) {
	var said bytes.Buffer
	m := &progressLine{w: &said, now: time.Now, live: true, width: 10}
	m.show("one")
	m.show("zwölf und mehr")
	m.end()
	if got, want := said.String(), overLine+"one"+overLine+"zwölf und"+overLine; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// There, what is told of meanwhile is kept up to date, and what was never written is not
// taken off.
func TestProgressLineMeanwhileOnATerminal(t *testing.T) {
	var said bytes.Buffer
	at := time.Unix(0, 0)
	m := &progressLine{w: &said, now: func() time.Time { return at }, live: true, width: 20, began: at}
	m.end()
	for i := range 5 {
		at = at.Add(60 * time.Millisecond)
		m.meanwhile(fmt.Sprint("run ", i+1))
	}
	m.end()
	if got, want := said.String(), overLine+"run 2"+overLine+"run 4"+overLine; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestProgressLineQuiet(t *testing.T) {
	var said bytes.Buffer
	for _, live := range []bool{false, true} {
		m := &progressLine{w: &said, now: time.Now, live: live, quiet: true}
		m.show("one")
		m.end()
	}
	if said.Len() > 0 {
		t.Errorf("quiet, and says %q", said.String())
	}
}
