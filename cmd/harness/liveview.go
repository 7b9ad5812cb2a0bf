package main

import (
	"io"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/report"
)

// A liveView draws what a sweep shows so far above its line of progress, between two runs. It takes no more
// than a twentieth of the time. nil draws nothing. It is not safe for concurrent use.
type liveView struct {
	w     io.Writer
	now   func() time.Time
	style report.Style
	high  int // lines of the screen
	file  *results.File
	scope analysis.Scope

	drawn int       // lines on the screen
	next  time.Time // when the next view may be drawn
}

// newLiveView returns the view of a sweep that is made into a file; nil without --live.
func newLiveView(c *cli.Context, f *results.File, scope analysis.Scope) *liveView {
	if !c.Bool("live") || c.Bool("quiet") {
		return nil
	}
	_, high, err := term.GetSize(int(fileOf(c.App.ErrWriter).Fd()))
	if err != nil || high <= 0 {
		high = 24
	}
	return &liveView{w: c.App.ErrWriter, now: time.Now, style: report.Style{Width: widthOf(c.App.ErrWriter)}, high: high, file: f, scope: scope}
}

// checkLive returns an error where --live has no terminal to draw on, or one that cannot go back over a line.
func checkLive(c *cli.Context) error {
	if c.Bool("live") && !isLive(c.App.ErrWriter) {
		return usagef("--live draws over lines of a terminal, and standard error is none, or TERM is dumb: leave it out")
	}
	return nil
}

// The least time between two views, and the share of the time that they may take.
const (
	viewEvery = time.Second
	viewShare = 20
)

// draw draws the view anew, where it is time.
func (v *liveView) draw() {
	if v == nil || v.now().Before(v.next) {
		return
	}
	began := v.now()
	a, err := analysis.Of(v.file, analysis.Options{Scope: v.scope})
	if err != nil { // too few runs
		return
	}
	lines := report.Glance(a, v.style, v.high-2)
	v.clear()
	write(v.w, strings.Join(lines, "\n")+"\n")
	v.drawn = len(lines)
	took := v.now().Sub(began)
	v.next = v.now().Add(max(viewEvery, viewShare*took))
}

// clear removes the view and the line of progress below it.
func (v *liveView) clear() {
	if v == nil {
		return
	}
	write(v.w, overLine)
	for range v.drawn {
		write(v.w, overAbove)
	}
	v.drawn = 0
}
