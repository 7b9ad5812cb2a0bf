package fit

import (
	"math"
	"slices"
)

// A Between is a quantity that something else than noise leaves open from Least to Most, such as
// which of two laws holds. The interval has the noise of these beyond them. Where nothing is left
// open, both are the value.
type Between struct {
	Interval
	Least, Most float64
}

// Minus returns the difference of two quantities whose noise is independent. The noise of two ends
// cancels in part, so it is added in quadrature. What is left open need not differ by chance, and
// adds up.
func (b Between) Minus(other Between) Between {
	d := Between{Interval{Value: b.Value - other.Value, Level: b.Level}, b.Least - other.Most, b.Most - other.Least}
	d.Lo = d.Least - math.Hypot(apart(b.Least, b.Lo), other.NoiseAbove())
	d.Hi = d.Most + math.Hypot(b.NoiseAbove(), apart(other.Least, other.Lo))
	return d
}

// NoiseAbove returns how far the interval reaches above what is left open.
func (b Between) NoiseAbove() float64 { return apart(b.Hi, b.Most) }

// MostlyOpen reports of each end of the interval whether what is left open moves it further from the
// value than noise does, so that more runs hardly move it. The noise is the mean of that of both ends.
func (b Between) MostlyOpen() (lo, hi bool) {
	noise := (apart(b.Least, b.Lo) + b.NoiseAbove()) / 2
	return b.Value-b.Least > noise, b.Most-b.Value > noise
}

// apart returns a − b; +Inf where either is unbounded.
func apart(a, b float64) float64 {
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		return math.Inf(1)
	}
	return a - b
}

// Serial returns S with the interval at a level. What more repeats do not narrow, as another law that
// the runs leave open, it has between its ends.
func (f *Fit) Serial(level float64) Between { return f.at(level, f.SerialFraction, f.narrow, f.open) }

// Beyond returns what S has beyond the program's own, at a level: what the machine adds to it. Where
// both are read from one law, the interval is without what that of S allows for overhead that is too
// small to be seen, for it is in both or in neither; where one is Amdahl's and the other that of the
// USL, it allows for S by both.
func (f *Fit) Beyond(own *OwnSerial, level float64) Between {
	return f.serialBy(own.Model, level).Minus(own.Serial())
}

// serialBy returns S at a level for the difference from an S that was read from a law.
func (f *Fit) serialBy(law string, level float64) Between {
	s, narrow, open := f.SerialFraction, f.narrow, f.open
	own, compared := f.laws[f.curve.Model]
	by, ok := f.laws[law]
	switch {
	case !compared || !ok:
	case law != f.curve.Model:
		s, open = s.Hull(by), append(slices.Clip(open), by)
	case s.Lo == f.beside.Lo: // what it allows for overhead is the lower end
		if s.Lo = own.Lo; f.Blocks != nil {
			s.Lo = min(s.Lo, f.Blocks.SerialFraction.Lo)
		}
		narrow.Lo = s.Lo
	}
	return f.at(level, s, narrow, open)
}

// at returns an S of f with the interval at a level. Of its ends more repeats narrow what lies within
// narrow. The rest is open: S by other laws, whose noise is as much wider at a level as that of
// the law of f, while they lie as far from it at any.
func (f *Fit) at(level float64, s, narrow Interval, open []Interval) Between {
	b := Between{Interval: s}
	if level != s.Level {
		_, noise, _, _ := f.Estimates()
		noise.Value = s.Value
		wider := noise.Widening(level, s.Level)
		explained := f.curve.Params[1].Estimate
		b.Interval = noise.Interval(level)
		b.Lo, b.Hi = b.Lo-wider*beyondNoise(explained.Lo-narrow.Lo), b.Hi+wider*beyondNoise(narrow.Hi-explained.Hi)
		narrow = b.Interval
		for _, o := range open {
			b.Lo = min(b.Lo, o.Value-wider*(o.Value-max(o.Lo, s.Lo)))
			b.Hi = max(b.Hi, o.Value+wider*(min(o.Hi, s.Hi)-o.Value))
		}
	}
	b.Least, b.Most = s.Value-beyondNoise(narrow.Lo-b.Lo), s.Value+beyondNoise(b.Hi-narrow.Hi)
	return b
}

// Serial returns S of the program. What the law leaves open of it, and what may be the program's or
// not, it has between its ends.
func (o *OwnSerial) Serial() Between { return Between{o.SerialFraction, o.Least, o.Most} }
