package plan

import (
	"cmp"
	"slices"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/sizes"
)

// bySizes draws a line through the sizes: the seconds of each N by each law, the serial
// seconds, and those of each cause. bases ascend by their rows.
func (s *sized) bySizes(bases []Basis, q Question, now, job float64) error {
	for k, b := range bases {
		switch {
		case b.loaded():
			return bad("source", "in %s %s, so the sizes do not show what grows with the rows: %s", b.Source, b.Busy.Sentence(), b.Busy.Cure())
		case b.Rows == 0 || b.Seconds == nil:
			return bad("from", "timings without a number of rows do not show what grows with the rows")
		case k > 0 && b.Rows == bases[k-1].Rows:
			return bad("from", "two sweeps are of %s rows, so they do not show what grows with the rows", number.Workers(b.Rows))
		}
	}
	large := bases[len(bases)-1]
	if job == 0 {
		job = large.Rows
	}
	s.growth, s.Source = BySizes, sourcesOf(bases)
	l := newRowsLine(bases, job)
	if !(l.one > 0 && l.oneByAll > 0) {
		return bad("rows", "by the line through the sizes a job of %s rows takes no time", number.Workers(job))
	}
	if q.Runtime > 0 {
		if now == 0 {
			now = job
		}
		s.one = times(s.one, l.one/newRowsLine(bases, now).one)
	} else {
		s.one = l.time(bases, func(b Basis) fit.Interval {
			i := *b.Seconds
			i.Lo *= b.unloaded()
			return i
		})
		s.one.Level, s.one.Lo = large.Seconds.Level, max(0, s.one.Lo)
	}
	s.leastOne = 1 // it is in s.one
	for _, b := range bases {
		if s.Busy == nil {
			s.Busy = b.Busy
		}
	}
	for _, c := range large.Causes {
		parts, ok := partsOf(bases, c.Name)
		if !ok {
			continue
		}
		sized := SizedCause{Name: c.Name, Job: l.share(parts).Value, Growth: grown(bases, parts)}
		for _, part := range parts {
			sized.Timed = append(sized.Timed, part.Value)
		}
		s.causes = append(s.causes, sized)
	}
	for i, by := range s.laws {
		each := make([]law, len(bases)) // the same law at each size
		for k, b := range bases {
			each[k] = b.law(by.name)
		}
		lost := func(n, kernel float64, of func(law) fit.Interval) fit.Interval {
			ideal := 1 / (kernel * n)
			parts := make([]fit.Interval, len(each))
			for k, l := range each {
				parts[k] = shifted(of(l), -ideal)
			}
			return shifted(l.share(parts), ideal)
		}
		s.laws[i].share = func(n, kernel float64) fit.Interval {
			return lost(n, kernel, func(l law) fit.Interval { return l.share(n, kernel) })
		}
		s.laws[i].with = func(s, n, kernel float64) float64 {
			zero := lost(n, kernel, func(l law) fit.Interval { return fit.Interval{Value: l.with(0, n, kernel)} }).Value
			return zero + by.with(s, n, kernel) - by.with(0, n, kernel)
		}
	}
	s.ownBySizes(bases, l)
	serial, quiet := make([]fit.Interval, len(bases)), make([]fit.Interval, len(bases))
	for k, b := range bases {
		serial[k], quiet[k] = *b.Serial, *b.Serial
		quiet[k].Lo, quiet[k].Hi = b.least(), b.most()
	}
	alone := l.share(quiet)
	s.leastSerial, s.mostSerial = alone.Lo, alone.Hi
	s.become(l.share(serial))
	return nil
}

// together returns the basis of the most rows with what restricts an answer by any of the sizes:
// all of them count. bases ascend by their rows.
func together(bases []Basis) Basis {
	all := bases[len(bases)-1]
	for _, b := range bases {
		all.Mean = all.Mean || b.Mean
		all.MeanUnknown = all.MeanUnknown || b.MeanUnknown
		all.Simulated = all.Simulated || b.Simulated
		all.Interrupted = all.Interrupted || b.Interrupted
		all.Assumes = cmp.Or(all.Assumes, b.Assumes)
		all.Misfit = cmp.Or(all.Misfit, b.Misfit) // for the note: each size has its own laws
		if len(b.Fitted) > 0 && b.largest() < all.largest() {
			all.Fitted = b.Fitted
		}
		all.Repeats = min(all.Repeats, b.Repeats)
	}
	return all
}

// ownBySizes sets the program's S of the job: of the seconds that the program needs by itself.
func (s *sized) ownBySizes(bases []Basis, l rowsLine) {
	s.Program = nil
	own := l
	own.seconds = slices.Clone(l.seconds)
	shares := make([]fit.Interval, len(bases))
	for k, b := range bases {
		if b.Program == nil {
			return
		}
		own.seconds[k] *= cmp.Or(b.Own, 1)
		shares[k] = *b.Program
	}
	if own.total(); own.one > 0 && own.oneByAll > 0 {
		s.Program, s.Own = new(own.share(shares)), own.one/l.one
	}
}

// partsOf returns the parts of S of a cause at each size; ok is false unless every size has it.
func partsOf(bases []Basis, cause string) (parts []fit.Interval, ok bool) {
	for _, b := range bases {
		i := slices.IndexFunc(b.Causes, func(o Cause) bool { return o.Name == cause })
		if i < 0 {
			return nil, false
		}
		parts = append(parts, b.Causes[i].Serial)
	}
	return parts, true
}

// grown concludes from the parts of S of a cause at each size how its seconds grow.
func grown(bases []Basis, parts []fit.Interval) sizes.Growth {
	var rows, one []float64
	seconds := make([]fit.Interval, len(bases))
	for k, b := range bases {
		rows, one = append(rows, b.Rows), append(one, b.Seconds.Value)
		seconds[k] = times(parts[k], b.Seconds.Value)
	}
	return sizes.GrowthOf(sizes.NewLine(rows, one), seconds)
}

// sourcesOf names where the sizes come from.
func sourcesOf(bases []Basis) string {
	var names []string
	for _, b := range bases {
		names = append(names, b.Source)
	}
	return wording.And(names...)
}

// law returns the law of a model, or that of S where the runs exclude the model.
func (b Basis) law(model string) law {
	all := b.laws()
	return all[max(0, slices.IndexFunc(all, func(l law) bool { return l.name == model }))]
}
