package main

import (
	"math"
	"testing"

	"serialfraction/fit"
)

// swept returns a sweep that charges an imbalance, with uneven rows in it, and spawn; its own
// interval of uneven rows is half to either side.
func swept(planted, imbalance, rows, spawn, half float64) *run {
	at := func(x, half float64) fit.Interval { return fit.Interval{Value: x, Lo: x - half, Hi: x + half} }
	return &run{planted: planted, inPart: planted, Points: []point{{Workers: 1}, {Workers: 64}}, Causes: []cause{
		{Name: "spawn", Interval: at(spawn, 0)},
		{Name: "imbalance", Interval: at(imbalance, half), Parts: []cause{{Name: "uneven rows", Interval: at(rows, half)}}},
	}}
}

// A finding is right only if the whole interval of what the planted cause and its part received
// is within the margin, and so is that of every other cause; wrong if one is outside.
func TestJudge(t *testing.T) {
	p := plant{cause: "imbalance", part: "uneven rows"}
	for _, c := range []struct {
		name                  string
		imbalance, rows, wait float64 // mean of three sweeps
		spread                float64 // the sweeps are this apart
		want                  outcome
	}{
		{"all of it", 0.1, 0.1, 0, 0, right},
		{"within 5 %", 0.104, 0.096, -0.004, 0, right},
		{"within 5 %, with scatter", 0.1, 0.1, 0, 0.001, right}, // t(2, 0.975) = 4.303: ends 0.0025 from the mean
		{"too little", 0.09, 0.09, 0, 0, wrong},
		{"too much", 0.11, 0.11, 0, 0, wrong},
		{"too much, with scatter", 0.11, 0.11, 0, 0.001, wrong},
		{"too much, if it is not chance", 0.11, 0.11, 0, 0.005, cannotTell},
		{"right, if it is not chance", 0.1, 0.1, 0, 0.005, cannotTell},
		{"at the margin", 0.1045, 0.1, 0, 0.001, cannotTell},
		{"another part", 0.1, 0.01, 0, 0, wrong},
		{"another cause too", 0.1, 0.1, 0.01, 0, wrong},
		{"another cause against it", 0.1, 0.1, -0.01, 0, wrong},
		{"another cause, wrong beats cannot tell", 0.1, 0.1, 0.02, 0.003, wrong},
	} {
		t.Run(c.name, func(t *testing.T) {
			var runs []*run
			for _, d := range []float64{-c.spread, 0, c.spread} {
				runs = append(runs, swept(0.1, c.imbalance+d, c.rows+d, c.wait+d, 0.002))
			}
			f, err := p.judge(runs, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if f.outcome != c.want || f.other != "spawn" || math.Abs(f.stray.Value-c.wait) > 1e-12 || math.Abs(f.margin-0.005) > 1e-12 {
				t.Errorf("%s, %s received %v, margin %v; want %s", f.outcome, f.other, f.stray, f.margin, c.want)
			}
		})
	}
	if _, err := p.judge([]*run{{Points: []point{{}}}}, 0.95); err == nil {
		t.Error("a cause that is not there is found")
	}
	if f, err := p.judge([]*run{swept(0.1, 0.1, 0.1, 0, 0)}, 0.95); err != nil || f.outcome != cannotTell {
		t.Errorf("one sweep decides: %v, %v", f.outcome, err)
	}
}

// What was planted is held against the sweep that it was planted in, and the mean has the
// interval of Student's t: of 1, 2 and 3 that is 2 ± 4.303/√3.
func TestMeasuredPlants(t *testing.T) {
	p := plant{cause: "imbalance"}
	var runs []*run
	for _, planted := range []float64{0.1, 0.2, 0.3} {
		runs = append(runs, swept(planted, planted+0.001, 0, 0, 0.002))
	}
	f, err := p.judge(runs, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if f.outcome != right || f.own != 3 || f.ended != 3 || math.Abs(f.differs.Lo-0.001) > 1e-9 || math.Abs(f.differs.Hi-0.001) > 1e-9 {
		t.Errorf("%s, %d of %d own intervals, %v", f.outcome, f.own, f.ended, f.differs)
	}
	if got, want := f.planted.Hi-f.planted.Value, 0.1*4.302653/math.Sqrt(3); math.Abs(got-want) > 1e-6 {
		t.Errorf("what was planted is known to %v, want %v", got, want)
	}
	off := swept(0.1, 0.105, 0, 0, 0.002)
	unbounded := swept(0.1, 0.1, 0, 0, math.Inf(1))
	if f, err = p.judge([]*run{off, unbounded}, 0.95); err != nil || f.own != 0 || f.ended != 1 {
		t.Errorf("%d of %d own intervals hold it, %v", f.own, f.ended, err)
	}
}

// A part may be planted in another amount than its cause, where the machine has some of both.
func TestPartOfItsOwn(t *testing.T) {
	p := plant{cause: "imbalance", part: "uneven rows"}
	r := swept(0.15, 0.15, 0.1, 0, 0.002)
	r.inPart = 0.1
	f, err := p.judge([]*run{r, r}, 0.95)
	if err != nil || f.outcome != right || f.own != 2 {
		t.Errorf("%s, %d own intervals, %v", f.outcome, f.own, err)
	}
	r.inPart = 0.15
	if f, err = p.judge([]*run{r, r}, 0.95); err != nil || f.outcome != wrong || f.own != 0 {
		t.Errorf("%s, %d own intervals, %v", f.outcome, f.own, err)
	}
}

// With the plant a row costs 1.5 times as much, and so does what the machine adds.
func TestDearer(t *testing.T) {
	r := &run{without: swept(0, 0.2, 0.1, 0, 0)}
	for _, c := range []struct {
		names []string
		want  float64
	}{{[]string{"imbalance"}, 0.8}, {[]string{"imbalance", "uneven rows"}, 0.65}} {
		if got, err := dearer(c.names...)(r); err != nil || math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%q: %v, %v, want %v", c.names, got, err, c.want)
		}
	}
	if got, err := dearer("nothing")(r); err == nil {
		t.Errorf("a cause that is not there is %v", got)
	}
}

// The heaviest piece of uneven rows costs what its share of them says.
func TestUnevenShare(t *testing.T) {
	if got, err := unevenShare(nil); err != nil || got < 0.01 || got > 0.2 {
		t.Errorf("%v, %v: the table needs a loss that a sweep can tell and that is not the whole", got, err)
	}
}

// A plant is of a cause, and found often enough for an interval.
func TestPlants(t *testing.T) {
	for _, p := range plants {
		if p.sweeps < 5 || p.cause == "" || p.share == nil {
			t.Errorf("%s: %d sweeps of cause %q", p.name, p.sweeps, p.cause)
		}
	}
}
