package fit

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Noise of two quantities cancels in part; what is left open of them need not.
func TestBetweenMinus(t *testing.T) {
	of := func(lo, least, value, most, hi float64) Between {
		return Between{Interval{value, lo, hi, 0.95}, least, most}
	}
	inf := math.Inf(1)
	for name, tc := range map[string]struct{ a, b, want Between }{
		"noise alone":  {of(5, 8, 8, 8, 12), of(1, 4, 4, 4, 7), of(8-4-math.Hypot(3, 3), 4, 4, 4, 4+math.Hypot(4, 3))},
		"gaps alone":   {of(5, 5, 7, 9, 9), of(1, 1, 3, 5, 5), of(0, 0, 4, 8, 8)},
		"of which one": {of(4, 5, 7, 9, 12), of(0, 3, 3, 3, 4), of(2-math.Sqrt2, 2, 4, 6, 6+math.Hypot(3, 3))},
		"unbounded":    {of(4, 5, 7, inf, inf), of(-inf, 3, 3, 3, 4), of(2-math.Sqrt2, 2, 4, inf, inf)},
	} {
		got := tc.a.Minus(tc.b)
		for i, pair := range [][2]float64{{got.Lo, tc.want.Lo}, {got.Least, tc.want.Least}, {got.Value, tc.want.Value}, {got.Most, tc.want.Most}, {got.Hi, tc.want.Hi}} {
			if pair[0] != pair[1] && !(math.Abs(pair[0]-pair[1]) < 1e-12) {
				t.Errorf("%s: number %d is %v, want %v", name, i, pair[0], pair[1])
			}
		}
	}
}

// An end is open where more is left open on its side than the noise is, whatever the other end is.
func TestMostlyOpen(t *testing.T) {
	inf := math.Inf(1)
	for name, tc := range map[string]struct {
		b      Between
		lo, hi bool
		noise  float64 // above
	}{
		"noise alone":   {Between{Interval{5, 4, 7, 0.95}, 5, 5}, false, false, 2},
		"most of both":  {Between{Interval{5, 1, 9, 0.95}, 2, 8}, true, true, 1},
		"half":          {Between{Interval{5, 1, 9, 0.95}, 3, 7}, false, false, 2},
		"the upper end": {Between{Interval{5, 4, 9, 0.95}, 5, 8.5}, false, true, 0.5},
		"the lower end": {Between{Interval{5, 0, 6, 0.95}, 1, 5}, true, false, 1},
		"unbounded":     {Between{Interval{5, -inf, inf, 0.95}, 1, 9}, false, false, inf},
	} {
		if lo, hi := tc.b.MostlyOpen(); lo != tc.lo || hi != tc.hi || tc.b.NoiseAbove() != tc.noise {
			t.Errorf("%s: open %v and %v, noise above %v", name, lo, hi, tc.b.NoiseAbove())
		}
	}
}

// What the interval of S allows for overhead that is too small to be seen narrows with more repeats, and
// is not between the ends of S. S at a level has about the interval of a fit at this level.
func TestSerialHasNoOverheadBetween(t *testing.T) {
	allowed := 0
	for seed := range uint64(12) {
		obs := uslRuns(rand.New(rand.NewPCG(7, seed)), 0.02, 1e-5, 0.02, 10, 1, 2, 4, 8, 16, 32, 64)
		f, choice, err := Serial(obs, nil, TrimmedMean, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		noise := choice.candidate(AmdahlLaw).Curve.Params[1].Estimate // of S by Amdahl's law alone
		if f.Model != AmdahlLaw.Name || len(choice.rivals) > 0 || noise.Lo == f.SerialFraction.Lo {
			continue
		}
		allowed++
		if s := f.Serial(0.95); s.Interval != f.SerialFraction || s.Least != s.Value || s.Most != s.Value {
			t.Errorf("seed %d: %+v, S %v, by Amdahl's law alone %v", seed, s, f.SerialFraction, noise)
		}
		sure, _, err := Serial(obs, nil, TrimmedMean, 0.99)
		if err != nil {
			t.Fatal(err)
		}
		s, want := f.Serial(0.99), sure.SerialFraction
		width := want.Hi - want.Lo
		if s.Level != 0.99 || math.Abs(s.Lo-want.Lo) > 0.3*width || math.Abs(s.Hi-want.Hi) > 0.02*width || s.Most != s.Value {
			t.Errorf("seed %d: at 99 %% %+v, of a fit at that level %+v", seed, s, want)
		}
	}
	if allowed < 5 {
		t.Errorf("%d data sets allow for overhead: too few for this test", allowed)
	}
}

// What a known bias hides of S lies as far from it at any level: S at a level has about the upper end of
// a fit at this level.
func TestSerialAtALevelHasTheBiasApart(t *testing.T) {
	open := 0
	for seed := range uint64(12) {
		obs := uslRuns(rand.New(rand.NewPCG(11, seed)), 0.05, 0, 0.003, 4, 1, 2, 4, 8)
		corrected := slices.Clone(obs)
		for i, o := range obs {
			corrected[i].Seconds += 0.01 * (1 - 1/float64(o.Workers)) // of a T1 of 1 s
		}
		f, _, err := Serial(obs, corrected, TrimmedMean, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		sure, _, err := Serial(obs, corrected, TrimmedMean, 0.999)
		if err != nil {
			t.Fatal(err)
		}
		if _, hi := f.Open(); !hi || f.Model != sure.Model {
			continue
		}
		open++
		if s, want := f.Serial(0.999), sure.SerialFraction; math.Abs(s.Hi-want.Hi) > 0.1*(want.Hi-want.Value) {
			t.Errorf("seed %d: by %s at 99.9 %% %+v, of a fit at that level %+v, at 95 %% %+v", seed, f.Model, s, want, f.SerialFraction)
		}
	}
	if open < 5 {
		t.Errorf("a bias leaves %d data sets open: too few for this test", open)
	}
}

// What blocks differ by is noise, whatever the law.
func TestSerialHasNoBlocksBetween(t *testing.T) {
	wider := 0
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(8, seed))
		var obs []Observation
		var blocks []int
		for block := range 12 {
			s := 0.05 + 0.03*(2*r.Float64()-1)
			obs = append(obs, uslRuns(r, s, 0, 0.01, 1, 1, 2, 4, 8, 16)...)
			blocks = append(blocks, block, block, block, block, block)
		}
		f, _, err := SerialInBlocks(obs, nil, blocks, TrimmedMean, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, below, above := f.Estimates(); f.Blocks == nil || below == 0 || above == 0 {
			continue
		}
		wider++
		usual, sure := f.Serial(0.95), f.Serial(0.99)
		if usual.Least != usual.Value || usual.Most != usual.Value || sure.Least != sure.Value || sure.Most != sure.Value {
			t.Errorf("seed %d: %+v, at 99 %% %+v", seed, usual, sure)
		}
		if usual.Interval != f.SerialFraction || sure.Lo >= usual.Lo || sure.Hi <= usual.Hi {
			t.Errorf("seed %d: S %v, at 95 %% %v, at 99 %% %v", seed, f.SerialFraction, usual.Interval, sure.Interval)
		}
	}
	if wider < 3 {
		t.Errorf("blocks widen %d intervals: too few for this test", wider)
	}
}

// So it is of the program's own S; what Amdahl's law makes of an S that is the sigma of the USL is
// between its ends, and the noise of its law beyond them.
func TestOwnSerialHasTheLawBetween(t *testing.T) {
	const most = 64
	lower, upper := 0, 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(9, seed))
		runs := ownTrial{serial: 0.01, begin: 0.005, kappa: float64(seed%3) * 1e-5, cv: 0.1, most: most, repeats: 8}.runs(r)
		o, err := OwnSerialOf(runs, nil, nil, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		obs, err := ownTimes(runs, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		law := map[string]Model{AmdahlLaw.Name: AmdahlLaw, USL.Name: USL}[o.Model]
		alone, err := newOwnLaw(law, obs, runs, nil, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		noise, s := alone.interval(alone.ratio(1)), o.Serial()
		below, above := noise.Lo-s.Lo, s.Hi-noise.Hi
		if o.OpenLaw() != (above > 0) {
			t.Errorf("seed %d: the law is open %v in %+v, whose noise is %v", seed, o.OpenLaw(), s, noise)
		}
		if s.Least != s.Value || math.Abs(s.Most-s.Value-above) > 1e-12 {
			t.Errorf("seed %d: by %s %+v, whose noise is %v", seed, o.Model, s, noise)
		}
		if below > 0 {
			lower++
		}
		if above > 0 {
			upper++
		}
	}
	if lower < 5 || upper < 3 {
		t.Errorf("%d lower ends allow for overhead and the law leaves %d upper ones open: too few for this test", lower, upper)
	}
}

// What the blocks explain of it is noise, and not left open by a law: more of them narrow it.
func TestOwnSerialHasNoBlocksBetween(t *testing.T) {
	lower, upper := 0, 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(10, seed))
		k := ownTrial{begin: 0.005, kappa: 2e-5 * float64(seed%6), cv: 0.1, most: 64, repeats: 1}
		var runs []SplitRun
		var blocks []int
		for block := range 12 {
			k.serial = 0.02 * math.Exp(0.2*r.NormFloat64())
			for _, run := range k.runs(r) {
				runs, blocks = append(runs, run), append(blocks, block)
			}
		}
		o, err := OwnSerialOf(runs, nil, blocks, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		alone, err := OwnSerialOf(runs, nil, nil, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if o.Blocks == nil {
			continue
		}
		by, s := o.Blocks.SerialFraction, o.Serial()
		law := alone.Serial().NoiseAbove() // of the same law
		below, above := max(0, min(alone.SerialFraction.Lo+alone.Beside(), by.Lo)-s.Lo), max(0, s.Hi-max(s.Value+law, by.Hi))
		if math.Abs(o.Beside()-below) > 1e-9 || math.Abs(s.Most-s.Value-above) > 1e-9 || o.OpenLaw() != (above > 1e-9) {
			t.Errorf("seed %d: %v below for overhead, want %v; %+v, want %v above; the blocks have %v", seed, o.Beside(), below, s, above, by)
		}
		if alone.Beside()-below > 1e-9 {
			lower++
		}
		if s.Value+law < by.Hi && alone.OpenLaw() {
			upper++
		}
	}
	if lower < 3 || upper < 3 {
		t.Errorf("blocks explain %d lower ends and %d upper ones: too few for this test", lower, upper)
	}
}
