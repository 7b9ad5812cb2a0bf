package main

import (
	"fmt"
	"sync"
	"time"

	"serialfraction/harness/crash"
	"serialfraction/results/number"
)

// A pass of the plain loop over all rows is told of where it takes longer than
// longPass, or is seen to be going to, which no pass is in its first soon. From then on
// what is left of it is told.
const (
	longPass = 2 * time.Second
	soon     = 100 * time.Millisecond
)

// A pass counts the rows that a plain loop has done.
type pass struct {
	what string
	rows int
	late *time.Timer

	speaking sync.Mutex // holds what follows
	line     *progressLine
	told     bool // what is computed
	began    time.Time
	first    mark // when rows had been done for the first time
	last     mark // and for the last
	ended    bool
	fault    error // of the goroutine that speaks late
}

// A mark is how many rows had been done when.
type mark struct {
	at   time.Time
	rows int
}

func newPass(line *progressLine, what string, rows int) *pass {
	p := &pass{what: what, rows: rows, line: line, began: time.Now()}
	p.late = time.AfterFunc(longPass, func() {
		p.speaking.Lock()
		defer p.speaking.Unlock()
		p.fault = crash.Catch(func() error {
			if !p.told {
				p.say(time.Now())
			}
			return nil
		})
	})
	return p
}

// add counts rows, of which the first may be done again at the end, and says what is
// worth it.
func (p *pass) add(rows int) {
	p.speaking.Lock()
	defer p.speaking.Unlock()
	now := time.Now()
	p.last = mark{now, min(p.last.rows+rows, p.rows)}
	if p.first.rows == 0 {
		p.first = p.last
	}
	if p.due(now) {
		p.say(now)
	}
}

// due reports whether it is time for a line.
func (p *pass) due(now time.Time) bool {
	if p.last.rows == p.rows {
		return false
	}
	left, known := p.left(now)
	if !p.told {
		spent := now.Sub(p.began)
		return known && spent >= soon && spent+left > longPass
	}
	return known && p.line.due()
}

// left estimates what the rows still to be done take, by the time of those that were
// done after the first: those may have waited for a program to start, and are only
// gone by where the pass is a long one all the same.
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

// say says what is computed and why, once, and then how far it is.
func (p *pass) say(now time.Time) {
	if p.ended {
		return
	}
	left, known := p.left(now)
	if p.told {
		p.line.show(fmt.Sprintf("%d of %d rows, about %s left", p.last.rows, p.rows, number.Estimated(left)))
		return
	}
	p.told = true
	text := fmt.Sprintf("Computing %s once by a plain loop, which every run is checked against: %d rows", p.what, p.rows)
	if known {
		text += ", about " + number.Estimated(left)
	}
	p.line.say(text)
}

// end takes what is left of the pass off a terminal. It panics where the goroutine that
// speaks late did.
func (p *pass) end() {
	p.late.Stop()
	p.speaking.Lock()
	defer p.speaking.Unlock()
	if p.fault != nil {
		panic(p.fault)
	}
	p.ended = true
	p.line.end()
}
