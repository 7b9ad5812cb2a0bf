package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/results/number"
	"serialfraction/results/record"
)

// A timeBound ends what a sweep has begun where somebody typed a --max-time. The sweep itself only
// begins no block that would end too late, and makes one in any case. Under a bound it ends
//
//   - when the time is over and no run has been finished, for then one of each N would take more
//     than the time again;
//   - when twice the time is over, whatever is going on; and
//   - at once when it is known that one run of each N takes more than twice the time.
type timeBound struct {
	limit time.Duration // 0 = there is none
	end   context.CancelCauseFunc
	timer *time.Timer
}

// boundOf returns the bound of a command line whose sweep has a time limit, and the context of what
// it ends. The caller calls release.
func boundOf(c *cli.Context, limit time.Duration) (context.Context, *timeBound) {
	ctx, end := context.WithCancelCause(c.Context)
	b := &timeBound{end: end}
	if isSet(c, "max-time") {
		b.limit = limit
	}
	return ctx, b
}

// in ends the context after a time, in place of what was to end it before.
func (b *timeBound) in(after time.Duration) {
	if b.limit == 0 {
		return
	}
	if b.timer != nil {
		b.timer.Stop()
	}
	b.timer = time.AfterFunc(after, func() { b.end(&timeSpent{limit: b.limit}) })
}

// needs ends the context where one run of each N takes too long in all, and reports whether it does.
func (b *timeBound) needs(all time.Duration) bool {
	if b.limit == 0 || all <= 2*b.limit {
		return false
	}
	b.end(&timeSpent{b.limit, all})
	return true
}

// release ends the bound and the context.
func (b *timeBound) release() {
	if b.timer != nil {
		b.timer.Stop()
	}
	b.end(nil)
}

// A timeSpent is the error of a sweep whose time was over before it had a run of each N.
type timeSpent struct {
	limit time.Duration
	needs time.Duration // what one of each takes; 0 = not known
}

func (e *timeSpent) Error() string {
	if e.needs == 0 {
		return fmt.Sprintf("--max-time %v was over before there was a run of each N: type a longer one, or make the job smaller", e.limit)
	}
	return fmt.Sprintf("one run of each N takes about %s in all, more than twice --max-time %v: type --max-time %s, or make the job smaller",
		number.Estimated(e.needs), e.limit, roundedUp(e.needs))
}

// Unwrap returns what package record knows the end by.
func (*timeSpent) Unwrap() error { return record.ErrTime }

// spent returns the *timeSpent that ended a context, nil where something else did or it goes on.
func spent(ctx context.Context) *timeSpent {
	var e *timeSpent
	errors.As(context.Cause(ctx), &e)
	return e
}

// roundedUp returns a time as it is typed, in the largest unit that it has two of, rounded up.
func roundedUp(d time.Duration) string {
	for _, unit := range []struct {
		name string
		d    time.Duration
	}{{"h", time.Hour}, {"m", time.Minute}, {"s", time.Second}} {
		if d >= 2*unit.d {
			return fmt.Sprintf("%d%s", (d+unit.d-1)/unit.d, unit.name)
		}
	}
	return "2s"
}
