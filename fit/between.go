package fit

import "math"

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

// Serial returns S with the interval at a level. What the runs leave open of the law it
// has between its ends.
func (f *Fit) Serial(level float64) Between {
	_, serial, below, above := f.Estimates()
	s, wider := Between{Interval: f.SerialFraction}, 1.0
	if level != f.SerialFraction.Level {
		wider = serial.Widening(level, f.SerialFraction.Level)
		serial.Value = f.SerialFraction.Value
		s.Interval = serial.Interval(level)
		s.Lo, s.Hi = s.Lo-wider*below, s.Hi+wider*above
	}
	s.Least, s.Most = s.Value, s.Value
	if f.Blocks == nil { // what blocks differ by is noise
		s.Least, s.Most = s.Least-wider*below, s.Most+wider*above
	}
	return s
}

// Serial returns S of the program. What the law leaves open of it, and what may be the program's or
// not, it has between its ends.
func (o *OwnSerial) Serial() Between { return Between{o.SerialFraction, o.Least, o.Most} }
