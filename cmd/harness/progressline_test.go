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
	var out bytes.Buffer
	at := time.Unix(0, 0)
	m := &progressLine{w: &out, now: func() time.Time { return at }}
	for i := range 1900 {
		m.show(fmt.Sprint("block ", i+1))
		at = at.Add(31 * time.Millisecond)
	}
	m.end()
	got := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	want := []string{"block 1", "block 324", "block 647", "block 970", "block 1293", "block 1616", "block 1900"}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("lines %q, want %q", got, want)
	}
	m.end()
	if after := strings.Count(out.String(), "\n"); after != len(want) {
		t.Errorf("a second end writes %d lines more", after-len(want))
	}
}

// Every slow block has its line, once.
func TestProgressLineOfSlowBlocks(t *testing.T) {
	var out bytes.Buffer
	at := time.Unix(0, 0)
	m := &progressLine{w: &out, now: func() time.Time { return at }}
	for i := range 3 {
		m.show(fmt.Sprint("block ", i+1))
		at = at.Add(10 * time.Second)
	}
	m.end()
	if got, want := out.String(), "block 1\nblock 2\nblock 3\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// While the next block takes long, runs have lines, as rarely as blocks.
func TestProgressLineBetweenBlocks(t *testing.T) {
	var out bytes.Buffer
	at := time.Unix(0, 0)
	m := &progressLine{w: &out, now: func() time.Time { return at }, began: at}
	for i := range 8 { // quick runs, then slow ones
		at = at.Add(time.Duration(i) * time.Second)
		m.interim(fmt.Sprint("run ", i+1))
	}
	m.show("block 1")
	m.end()
	if got, want := out.String(), "run 3\nrun 6\nrun 8\nblock 1\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// On a terminal each line overwrites the one before and is cut to the width.
func TestProgressLineOnATerminal(t *testing.T) {
	var out bytes.Buffer
	m := &progressLine{w: &out, now: time.Now, live: true, width: 10}
	m.show("one")
	m.show("zwölf und mehr")
	m.end()
	if got, want := out.String(), overLine+"one"+overLine+"zwölf und"+overLine; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// On a terminal an interim line is kept up to date, and end removes a line only if one was
// printed.
func TestProgressLineInterimOnATerminal(t *testing.T) {
	var out bytes.Buffer
	at := time.Unix(0, 0)
	m := &progressLine{w: &out, now: func() time.Time { return at }, live: true, width: 20, began: at}
	m.end()
	for i := range 5 {
		at = at.Add(60 * time.Millisecond)
		m.interim(fmt.Sprint("run ", i+1))
	}
	m.end()
	if got, want := out.String(), overLine+"run 2"+overLine+"run 4"+overLine; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestProgressLineQuiet(t *testing.T) {
	var out bytes.Buffer
	for _, live := range []bool{false, true} {
		m := &progressLine{w: &out, now: time.Now, live: live, quiet: true}
		m.show("one")
		m.end()
	}
	if out.Len() > 0 {
		t.Errorf("quiet, but prints %q", out.String())
	}
}
