package main

import (
	"io"
	"time"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
)

// patience is how long nothing must have been printed, off a terminal, before an interim
// line is. Work that has no interim lines, such as a single long run, may print nothing for
// longer.
const patience = 2 * time.Second

// The least time between two lines of progress. Off a terminal a log keeps all lines, so
// they are few; on a terminal nobody reads faster.
const (
	lull      = 10 * time.Second
	liveEvery = 100 * time.Millisecond
)

// A progressLine shows the progress of some work. On a terminal it is one line that is
// overwritten. Elsewhere it prints the first line, at most one in ten seconds, and the last.
// It is not safe for concurrent use.
type progressLine struct {
	w     io.Writer
	now   func() time.Time
	width int  // columns of the terminal
	live  bool // w is a terminal
	quiet bool

	began   time.Time // when the work began
	printed time.Time // when the last line was printed; zero = none, or of something else
	held    string    // the newest line that came too soon to be printed
}

func newProgressLine(c *cli.Context) *progressLine {
	w := c.App.ErrWriter
	return &progressLine{w: w, now: time.Now, width: widthOf(w), live: isLive(w), quiet: c.Bool("quiet"), began: time.Now()}
}

// show takes a line without its newline. On a terminal it prints the line at once, elsewhere
// if one is due, and else it keeps the line for end.
func (m *progressLine) show(line string) {
	switch {
	case m.quiet:
	case m.live:
		if utf8.RuneCountInString(line) >= m.width { // a wrapped line cannot be overwritten
			line = string([]rune(line)[:m.width-1])
		}
		write(m.w, overLine+line)
		m.printed = m.now()
	case m.due():
		m.print(line)
	default:
		m.held = line
	}
}

// due reports whether the last line was printed long enough ago for another.
func (m *progressLine) due() bool {
	every := lull
	if m.live {
		every = liveEvery
	}
	return m.printed.IsZero() || m.now().Sub(m.printed) >= every
}

// turn lets the next line be printed at once, for it is of something else than the last.
func (m *progressLine) turn() {
	if !m.live { // where the last line is still to be removed
		m.printed = time.Time{}
	}
}

// interim shows a line that matters less than those of show, and only if nothing has been
// printed for a while: it fills the time until the next line of show.
func (m *progressLine) interim(line string) {
	last, wait := m.printed, patience
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

// print prints a line that is not overwritten, on a terminal either.
func (m *progressLine) print(line string) {
	write(m.w, line+"\n")
	m.printed, m.held = m.now(), ""
}

// insert prints a line that is not overwritten above the line of progress.
func (m *progressLine) insert(line string) {
	switch {
	case m.quiet:
		return
	case m.live && !m.printed.IsZero():
		write(m.w, overLine)
	}
	m.print(line)
}

// end prints the last line if it has been kept back. It removes the line from a terminal.
func (m *progressLine) end() {
	switch {
	case m.quiet:
	case m.live && !m.printed.IsZero():
		write(m.w, overLine)
	case m.held != "":
		m.print(m.held)
	}
}
