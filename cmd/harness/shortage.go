package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/prepare"
)

// noteShortage prints that the rows of a sweep, which harness makes because none are named,
// are few for its largest N, and what to type for more.
func noteShortage(c *cli.Context, s *prepare.Sweep) {
	if short := prepare.ShortageOf(*s.Header.Request, s.Trials[0].Workers); short != nil && !c.Bool("quiet") {
		fmt.Fprintf(c.App.ErrWriter, "note: %s\n", shortageWords(short))
	}
}

// shortageWords words a shortage: what is few, why there is no more of it, and what to type.
func shortageWords(s *prepare.Shortage) string {
	few := fmt.Sprintf("the %s that harness makes for this sweep are few for %d workers: if a row takes %s, each gets about %s of work in %s, and a run costs about %s whatever its rows, %s of that.",
		wording.Count(s.Rows, "row"), s.Workers, number.Nanoseconds(int64(s.Row)), number.Nanoseconds(int64(s.Each)), wording.Count(s.Chunks, "chunk"),
		number.Nanoseconds(int64(s.Fixed)), number.Percent(float64(s.Fixed)/float64(s.Each)))
	switch s.Reason {
	case prepare.Unnamed:
		return few + fmt.Sprintf(" Type --max-workers %d for more rows.", s.Workers)
	case prepare.Memory:
		few += fmt.Sprintf(" Memory is the reason why there are no more: by itself harness makes rows of at most %s.", number.Bytes(prepare.MostMemory))
	case prepare.Time:
		few += fmt.Sprintf(" Time is the reason why there are no more: by itself harness makes rows for a run of at most %s at N = 1.", number.Setting(prepare.LongestT1))
	}
	return few + fmt.Sprintf(" Enough rows take %s of memory and %s at N = 1: type --data %s",
		number.Bytes(s.Memory), number.Nanoseconds(int64(s.Serial)), wording.ShellWord(s.Enough))
}
