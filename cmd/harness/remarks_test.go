package main

import (
	"slices"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/remote"
)

// Of each host the notes of one worker process are told, and how many others had some. What a worker sends
// steers no terminal.
func TestNoteWords(t *testing.T) {
	note := func(process int, host, text string) remote.Note {
		return remote.Note{Process: process, Host: host, Text: text}
	}
	got := noteWords([]remote.Note{note(1, "hw1", "a is odd"), note(1, "hw1", "b is odd"), note(2, "hw1", "c is odd"), note(3, "hw2", "d\x1b[2J"), note(4, "hw1", "e is odd")})
	want := []string{
		"worker 1 on host hw1: a is odd, and 2 other worker processes there had such notes",
		"worker 1 on host hw1: b is odd, and 2 other worker processes there had such notes",
		`worker 3 on host hw2: d\x1b[2J`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// A lost worker is told of in a line, of a run and of a sweep; where none is lost there is none.
func TestLostWords(t *testing.T) {
	if got, want := lostWords(2), "2 workers ended or fell silent: others did the work, and no row is missing"; got != want || lostWords(0) != "" {
		t.Errorf("%q, and %q of none", got, lostWords(0))
	}
	whole := harness.Run{}
	torn := harness.Run{Timing: harness.Timing{Lost: 2}}
	if got, want := lostRunsWords([]harness.Run{whole, torn, whole}), "workers ended or fell silent in 1 run: what was lost was made again, and these runs count for nothing"; got != want || lostRunsWords([]harness.Run{whole}) != "" {
		t.Errorf("%q, and %q of none", got, lostRunsWords([]harness.Run{whole}))
	}
}
