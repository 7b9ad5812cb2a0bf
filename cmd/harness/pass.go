package main

import (
	"fmt"
	"sync"
	"time"

	"serialfraction/harness/crash"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// A pass of the plain loop over all rows is shown if it takes longer than longPass, or is
// estimated to, which is not tried in the first soon. From then on the progress is shown.
const (
	longPass = firstBeat
	soon     = 100 * time.Millisecond

	// slowStart is longer than a program takes to start on a busy machine, libraries included.
	slowStart = 10 * time.Second
)

// A pass counts the rows that a plain loop has done and shows how long the rest takes.
type pass struct {
	what string // that the loop computes
	rows int    // all rows
	late *time.Timer

	limit time.Duration                          // of --max-time, which this loop does not count for
	least func(pass time.Duration) time.Duration // estimates what all takes at least, see prepare.Pass; nil = no limit

	tooLong func(all time.Duration) bool // reports whether that is so long that the loop ends; nil = never

	printing  sync.Mutex // guards the fields below
	line      *progressLine
	announced bool // the first line, which names what is computed, has been printed
	warned    bool // what all takes is known, and printed where it is beyond the limit
	began     time.Time
	first     mark // after the first rows
	last      mark // after the rows done so far
	ended     bool
	fault     error // of the goroutine of the timer
}

// A mark is how many rows had been done at a time.
type mark struct {
	at   time.Time
	rows int
}

func newPass(line *progressLine, what string, rows int) *pass {
	p := &pass{what: what, rows: rows, line: line, began: time.Now()}
	p.late = time.AfterFunc(longPass, func() {
		p.printing.Lock()
		defer p.printing.Unlock()
		p.fault = crash.Catch(func() error {
			if !p.announced {
				p.print(time.Now())
			}
			return nil
		})
	})
	return p
}

// add counts rows and prints a line if one is due. The loop may do the first rows again at
// the end, so the count stops at all rows.
func (p *pass) add(rows int) {
	p.printing.Lock()
	defer p.printing.Unlock()
	now := time.Now()
	p.last = mark{now, min(p.last.rows+rows, p.rows)}
	if p.first.rows == 0 {
		p.first = p.last
	}
	if p.due(now) {
		p.print(now)
	}
}

// due reports whether it is time for a line.
func (p *pass) due(now time.Time) bool {
	if p.last.rows == p.rows {
		return false
	}
	left, known := p.left(now)
	if !p.announced {
		spent := now.Sub(p.began)
		return known && spent >= soon && spent+left > longPass
	}
	return known && p.line.due()
}

// left estimates how long the remaining rows take, from the time of the rows done so far.
// The first rows may have waited for a program to start, so they do not count unless the
// pass takes longer than longPass and no other rows are done.
func (p *pass) left(now time.Time) (left time.Duration, known bool) {
	from := p.first
	if from == p.last && now.Sub(p.began) >= longPass {
		from = mark{at: p.began}
	}
	rows := p.last.rows - from.rows
	if rows == 0 {
		return 0, false
	}
	each := float64(p.last.at.Sub(from.at)) / float64(rows)
	return max(0, time.Duration(each*float64(p.rows-p.last.rows))-now.Sub(p.last.at)), true
}

// print prints what is computed and why, the first time, and the progress from then on.
func (p *pass) print(now time.Time) {
	if p.ended {
		return
	}
	left, known := p.left(now)
	if p.announced {
		p.warn(now.Sub(p.began) + left)
		p.line.show(fmt.Sprintf("%s of %s, about %s left", wording.Grouped(p.last.rows), wording.Count(p.rows, "row"), number.Estimated(left)))
		return
	}
	p.announced = true
	text := fmt.Sprintf("Computing %s once by a plain loop, to check every run against it: %s", p.what, wording.Count(p.rows, "row"))
	if known {
		text += ", about " + number.Estimated(left)
	}
	p.line.print(text)
	if known {
		p.warn(now.Sub(p.began) + left)
	}
}

// warn prints once, as soon as it is known how long this loop takes, that the sweep takes
// longer than its limit although it stops as soon as it may. It is not known from first rows that came
// within slowStart: they may have waited for a program to start, and a slow start must end no sweep.
func (p *pass) warn(loop time.Duration) {
	if p.warned || p.least == nil || p.first == p.last && p.last.at.Sub(p.began) < slowStart {
		return
	}
	p.warned = true
	all := p.least(loop)
	if all > p.limit && (p.tooLong == nil || !p.tooLong(all)) {
		p.line.insert(fmt.Sprintf("With one block, which is always made, this takes about %s in all: --max-time %v bounds only what follows that block", number.Estimated(all), p.limit))
	}
}

// end removes the line of the pass from a terminal. It panics if the goroutine of the timer
// did.
func (p *pass) end() {
	p.late.Stop()
	p.printing.Lock()
	defer p.printing.Unlock()
	if p.fault != nil {
		panic(p.fault)
	}
	p.ended = true
	p.line.end()
}
