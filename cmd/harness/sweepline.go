package main

import (
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/record"
	"serialfraction/results/report"
)

// A sweepLine shows how far the runs of a sweep are, also during a long one. On a terminal
// its line is kept up to date; elsewhere there are few lines.
type sweepLine struct {
	beat  *beat
	line  *progressLine
	view  *liveView     // above the line; nil = none
	limit time.Duration // of --max-time; 0 = none
	loops time.Duration // what the plain loops before the first run took

	last    record.Progress
	at      time.Time // when last was
	runs    bool      // a run has ended
	planned bool      // the plan has been printed
}

func newSweepLine(c *cli.Context, limit, loops time.Duration) *sweepLine {
	return sweepLineOn(newProgressLine(c), limit, loops)
}

func sweepLineOn(line *progressLine, limit, loops time.Duration) *sweepLine {
	s := &sweepLine{line: line, limit: limit, loops: loops, at: line.now()}
	s.beat = newBeat(s.tick)
	return s
}

// tick shows that a run still goes on.
func (s *sweepLine) tick() {
	if !s.line.due() {
		return
	}
	since := s.line.now().Sub(s.at)
	if !s.runs {
		s.line.show("The first run is being made: " + number.Estimated(since) + " so far")
		return
	}
	now := s.last
	now.Within = true
	now.Elapsed += since
	now.Outlook.Left = max(0, now.Outlook.Left-since)
	s.line.show(s.text(now))
}

// show shows the state of the sweep after a run.
func (s *sweepLine) show(p record.Progress) {
	s.beat.do(func() {
		s.last, s.at, s.runs = p, s.line.now(), true
		if !s.planned && p.Serial >= slowRun {
			s.planned = true
			s.line.insert(planWords(p, s.limit, s.loops))
		}
		if p.Within {
			s.line.interim(s.text(p))
		} else {
			s.view.draw()
			s.line.show(s.text(p))
		}
	})
}

func (s *sweepLine) text(p record.Progress) string {
	if s.line.live {
		return report.Live(p, s.line.width)
	}
	return report.Progress(p)
}

// end removes the line from a terminal, and prints the last line elsewhere.
func (s *sweepLine) end() {
	s.beat.end()
	s.line.end()
	s.view.clear()
}

// slowRun is how long the first run at N = 1 takes at least where the plan of the sweep is
// worth a line of its own.
const slowRun = time.Second

// planWords returns what the sweep will do, as far as the first run at N = 1 shows that.
func planWords(p record.Progress, limit, loops time.Duration) string {
	o := p.Outlook
	plan := fmt.Sprintf("A run at N = 1 takes %s, a block (runs at each N) about %s", number.Elapsed(p.Serial), number.Estimated(o.Block))
	switch all := p.Elapsed + o.Left; {
	case o.By == record.Unknown:
		return plan + "."
	case o.By == record.ByTime && all > limit: // one block is always made
		return plan + fmt.Sprintf(". That is too long for --max-time %v: the sweep makes one block and ends after about %s%s.", limit, number.Estimated(all+loops), withLoops(loops))
	default:
		return plan + fmt.Sprintf(": about %s in %s.", wording.Count(o.Blocks, "block"), number.Estimated(all))
	}
}

// withLoops returns the words for a time that has the plain loops in it; "" where these took
// next to none.
func withLoops(loops time.Duration) string {
	if loops < slowRun {
		return ""
	}
	return ", the plain loop included"
}
