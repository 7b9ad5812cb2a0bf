package main

import (
	"io"
	"time"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
)

// patience is how long a line of meanwhile waits, off a terminal, for one of show that is
// worth more. What is not told of meanwhile, such as a single long run, may be silent for
// longer.
const patience = 2 * time.Second

// The least time between two lines of progress: off a terminal a log keeps them all, and
// on one nobody reads more.
const (
	lull      = 10 * time.Second
	liveEvery = 100 * time.Millisecond
)

// A progressLine says how far some work is. On a terminal it is one line that is written over.
// Elsewhere it is the first line, one in ten seconds at most, and the last. One
// goroutine at a time may use it.
type progressLine struct {
	w     io.Writer
	now   func() time.Time
	width int  // of the terminal
	live  bool // it is a terminal
	quiet bool

	began time.Time // when the work did
	said  time.Time // when the last line was written; zero = none was
	held  string    // a line that came too soon after it
}

func newProgressLine(c *cli.Context) *progressLine {
	w := c.App.ErrWriter
	return &progressLine{w: w, now: time.Now, width: widthOf(w), live: isLive(w), quiet: c.Bool("quiet"), began: time.Now()}
}

// show takes a line, without its end.
func (m *progressLine) show(line string) {
	switch {
	case m.quiet:
	case m.live:
		if utf8.RuneCountInString(line) >= m.width { // what is wrapped cannot be written over
			line = string([]rune(line)[:m.width-1])
		}
		write(m.w, overLine+line)
		m.said = m.now()
	case m.due():
		m.say(line)
	default:
		m.held = line
	}
}

// due reports whether the last line is so long ago that another is worth saying.
func (m *progressLine) due() bool {
	every := lull
	if m.live {
		every = liveEvery
	}
	return m.said.IsZero() || m.now().Sub(m.said) >= every
}

// meanwhile takes a line that is worth less than those of show: it is for work that is
// slow to come to its next.
func (m *progressLine) meanwhile(line string) {
	last, wait := m.said, patience
	if last.IsZero() {
		last = m.began
	}
	if m.live {
		wait = liveEvery
	}
	if m.now().Sub(last) >= wait {
		m.show(line)
	}
}

// say writes a line that stays, on a terminal too.
func (m *progressLine) say(line string) {
	write(m.w, line+"\n")
	m.said, m.held = m.now(), ""
}

// end writes the last line, or takes it off a terminal.
func (m *progressLine) end() {
	switch {
	case m.quiet:
	case m.live && !m.said.IsZero():
		write(m.w, overLine)
	case m.held != "":
		m.say(m.held)
	}
}
