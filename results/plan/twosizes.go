package plan

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// byTwo draws a line through both sizes: the seconds of each N by each law, the serial
// seconds, and those of each cause.
func (s *sized) byTwo(small, large Basis, q Question, now, job float64) error {
	for _, b := range []Basis{small, large} {
		if b.loaded() {
			return bad("source", "in %s %s, so the two do not show what grows with the rows: %s", b.Source, b.Busy.Sentence(), b.Busy.Cure())
		}
	}
	switch {
	case small.Rows == 0 || small.Seconds == nil || large.Seconds == nil:
		return bad("from", "timings without a number of rows do not show what grows with the rows")
	case small.Rows == large.Rows:
		return bad("from", "both sweeps are of %s rows, so they do not show what grows with the rows", number.Workers(small.Rows))
	case job == 0:
		job = large.Rows
	}
	s.growth, s.Source = TwoSizes, small.Source+" and "+large.Source
	at := (job - small.Rows) / (large.Rows - small.Rows)
	line := func(a, b, at float64) float64 { return a + at*(b-a) }
	one := line(small.Seconds.Value, large.Seconds.Value, at)
	if !(one > 0) {
		return bad("rows", "by the line through the two sizes a job of %s rows takes no time", number.Workers(job))
	}
	if q.Runtime > 0 {
		if now == 0 {
			now = job
		}
		s.one = times(s.one, one/line(small.Seconds.Value, large.Seconds.Value, (now-small.Rows)/(large.Rows-small.Rows)))
	} else {
		seconds := func(b Basis) fit.Interval {
			i := *b.Seconds
			i.Lo *= b.unloaded()
			return i
		}
		s.one = spread(one, s.one.Level, []float64{1 - at, at}, []fit.Interval{seconds(small), seconds(large)})
		s.one.Lo = max(0, s.one.Lo)
	}
	s.leastOne = 1 // it is in s.one
	if s.Busy == nil {
		s.Busy = small.Busy
	}
	// A share of the time on one worker that is lost. More rows do not lose less in seconds.
	shareOf := func(little, much, one float64, a, b fit.Interval) fit.Interval {
		sum := line(a.Value*little, b.Value*much, at) / one
		i := spread(sum, b.Level, []float64{(1 - at) * little / one, at * much / one}, []fit.Interval{a, b})
		if stays := much / one; at > 1 {
			i.Value, i.Hi = max(i.Value, stays*b.Value), max(i.Hi, stays*b.Hi)
		}
		return i
	}
	share := func(a, b fit.Interval) fit.Interval {
		return shareOf(small.Seconds.Value, large.Seconds.Value, one, a, b)
	}
	for _, c := range large.Causes {
		i := slices.IndexFunc(small.Causes, func(o Cause) bool { return o.Name == c.Name })
		if i < 0 {
			continue
		}
		before := small.Causes[i].Serial
		sized := SizedCause{Name: c.Name, Timed: []float64{before.Value, c.Serial.Value}, Job: share(before, c.Serial).Value}
		a, b := before.Value*small.Seconds.Value, c.Serial.Value*large.Seconds.Value
		switch ratio := b / a; {
		case !(a > 0 && b > 0):
			sized.Growth = "not seen at one size"
		case ratio < math.Sqrt(large.Rows/small.Rows):
			sized.Growth = "fixed"
		default:
			sized.Growth = "with the rows"
		}
		s.causes = append(s.causes, sized)
	}
	for i, by := range s.laws {
		before := small.law(large.Laws[i].Model)
		s.laws[i].share = func(n, kernel float64) fit.Interval {
			ideal := 1 / (kernel * n)
			return shifted(share(shifted(before.Share(n, kernel), -ideal), shifted(by.share(n, kernel), -ideal)), ideal)
		}
	}
	s.Program = nil
	if small.Program != nil && large.Program != nil { // of the seconds that the program needs by itself
		little, much := cmp.Or(small.Own, 1)*small.Seconds.Value, cmp.Or(large.Own, 1)*large.Seconds.Value
		if own := line(little, much, at); own > 0 {
			s.Program, s.Own = new(shareOf(little, much, own, *small.Program, *large.Program)), own/one
		}
	}
	quiet := func(b Basis) fit.Interval {
		i := *b.Serial
		i.Lo, i.Hi = b.least(), b.most()
		return i
	}
	i := share(quiet(small), quiet(large))
	s.leastSerial, s.mostSerial = i.Lo, i.Hi
	s.become(share(*small.Serial, *large.Serial))
	return nil
}

// law returns the law of a model, or that of S where the runs exclude the model.
func (b Basis) law(model string) fit.Prospect {
	if i := slices.IndexFunc(b.Laws, func(p fit.Prospect) bool { return p.Model == model }); i >= 0 {
		return b.Laws[i]
	}
	return b.Laws[0]
}
