package main

import (
	"testing"
	"time"

	"serialfraction/harness/machine"
	"serialfraction/results/prepare"
)

func TestShortageWords(t *testing.T) {
	short := prepare.Shortage{Workers: 64, Rows: 2_300_000, Row: 40, Each: 1438 * time.Microsecond, Fixed: 100 * time.Microsecond, Chunks: 14,
		Enough: "synth:rows=16000000,cols=100", Memory: 14.56e9, Serial: 640 * time.Millisecond}
	const few = "the 2,300,000 rows that harness makes for this sweep are few for 64 workers: if a row takes 40 ns, each gets about 1.44 ms of work in 14 chunks, and a run costs about 100 µs whatever its rows, 7.0 % of that."
	const enough = " Enough rows take 14.6 GB of memory and 640 ms at N = 1: type --data synth:rows=16000000,cols=100"
	for reason, want := range map[prepare.Reason]string{
		prepare.Unnamed: " Type --max-workers 64 for more rows.",
		prepare.Memory:  " Memory is the reason why there are no more: by itself harness makes rows of at most 2.15 GB." + enough,
		prepare.Time:    " Time is the reason why there are no more: by itself harness makes rows for a run of at most 5 s at N = 1." + enough,
	} {
		short.Reason = reason
		if got := shortageWords(&short); got != few+want {
			t.Errorf("reason %d: %s\nwant %s", reason, got, few+want)
		}
	}
}

// Rows that do not fit into the memory are refused with rows that do.
func TestMemoryErrorWords(t *testing.T) {
	why := &machine.RoomError{What: "9 rows of 2 values", Takes: 2e9, Parts: "1.5 GB for rows and 500 MB for answers", Room: machine.Room{Bytes: 1e9}}
	for want, err := range map[string]*prepare.MemoryError{
		"type --data synth:rows=4,cols=2": {RoomError: why, Fits: "synth:rows=4,cols=2"},
		"type --max-workers 3":            {RoomError: why, Workers: 3},
		"give 4 rows at most":             {RoomError: why, Rows: 4},
	} {
		want = "9 rows of 2 values take about 2 GB of memory (1.5 GB for rows and 500 MB for answers), and 1 GB are free: end other programs, or " + want
		if got := inFlags(err); got.Error() != want {
			t.Errorf("%v\nwant %s", got, want)
		}
	}
}
