package main

import (
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
)

// patience is how long nothing may be said of work that is under way.
const patience = 2 * time.Second

// lull is the least time between two lines of progress off a terminal: a log keeps them
// all.
const lull = 10 * time.Second

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
	case m.said.IsZero() || m.now().Sub(m.said) >= lull:
		m.say(line)
	default:
		m.held = line
	}
}

// meanwhile takes a line that is worth less than those of show: it is for work that is
// slow to come to its next.
func (m *progressLine) meanwhile(line string) {
	last := m.said
	if last.IsZero() {
		last = m.began
	}
	if m.now().Sub(last) >= patience {
		m.show(line)
	}
}

func (m *progressLine) say(line string) {
	write(m.w, line+"\n")
	m.said, m.held = m.now(), ""
}

// end writes the last line, or takes it off a terminal.
func (m *progressLine) end() {
	switch {
	case m.quiet:
	case m.live:
		fmt.Fprint(m.w, overLine)
	case m.held != "":
		m.say(m.held)
	}
}
