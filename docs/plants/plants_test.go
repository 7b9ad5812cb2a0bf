package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// swept returns a sweep that charges an imbalance, with uneven rows in it, and spawn; its own
// interval of uneven rows is half to either side.
func swept(planted, imbalance, rows, spawn, half float64) *run {
	at := func(x, half float64) fit.Interval { return fit.Interval{Value: x, Lo: x - half, Hi: x + half} }
	return &run{planted: planted, workers: 64, causes: []analysis.Cause{
		{Name: "spawn", Interval: at(spawn, 0)},
		{Name: "imbalance", Interval: at(imbalance, half), Parts: []analysis.Cause{{Name: "uneven rows", Interval: at(rows, half)}}},
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
			f := p.judge(runs, 0.95)
			if f.outcome != c.want || f.other != "spawn" || math.Abs(f.stray.Value-c.wait) > 1e-12 || math.Abs(f.margin-0.005) > 1e-12 {
				t.Errorf("%s, %s received %v, margin %v; want %s", f.outcome, f.other, f.stray, f.margin, c.want)
			}
		})
	}
	if f := p.judge([]*run{swept(0.1, 0.1, 0.1, 0, 0)}, 0.95); f.outcome != cannotTell {
		t.Errorf("one sweep decides: %v", f.outcome)
	}
}

// What a sweep has not measured is not 0, whichever sweep it is and whichever cause; a cause that
// no sweep has is not asked for.
func TestNotMeasured(t *testing.T) {
	p := plant{cause: "imbalance", part: "uneven rows"}
	whole := func() *run { return swept(0.1, 0.1, 0.1, 0, 0.002) }
	without := func(name string) *run {
		r := whole()
		r.causes = slices.DeleteFunc(r.causes, func(c analysis.Cause) bool { return c.Name == name })
		return r
	}
	noPart, wrongPart := whole(), swept(0.1, 0.1, 0.2, 0, 0.002)
	noPart.causes[1].Parts = nil
	wrongWithout := swept(0.1, 0.1, 0.2, 0, 0.002)
	wrongWithout.causes = wrongWithout.causes[1:]
	for _, c := range []struct {
		name string
		runs []*run
		want outcome
		what []string
	}{
		{"all", []*run{whole(), whole()}, right, nil},
		{"no other cause", []*run{without("spawn"), without("spawn")}, right, nil},
		{"the first lacks another cause", []*run{without("spawn"), whole()}, unknown, []string{"spawn"}},
		{"the second lacks another cause", []*run{whole(), without("spawn")}, unknown, []string{"spawn"}},
		{"the second lacks the planted cause", []*run{whole(), without("imbalance")}, unknown, []string{"imbalance", "imbalance: uneven rows"}},
		{"no sweep has the planted cause", []*run{without("imbalance")}, unknown, []string{"imbalance", "imbalance: uneven rows"}},
		{"the first lacks the part", []*run{noPart, whole()}, unknown, []string{"imbalance: uneven rows"}},
		{"what is measured is wrong", []*run{wrongPart, wrongPart, wrongWithout}, wrong, []string{"spawn"}},
	} {
		f := p.judge(c.runs, 0.95)
		if f.outcome != c.want || !slices.Equal(f.unmeasured, c.what) {
			t.Errorf("%s: %s, not measured %q", c.name, f.outcome, f.unmeasured)
		}
		var table strings.Builder
		writeMatrix(&table, []*finding{f})
		if row := f.row() + table.String(); strings.Contains(row, "NaN") || strings.Contains(row, string(unknown)) != (len(f.unmeasured) > 0) {
			t.Errorf("%s: %s", c.name, row)
		}
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
	f := p.judge(runs, 0.95)
	if f.outcome != right || f.own != 3 || f.ended != 3 || math.Abs(f.differs.Lo-0.001) > 1e-9 || math.Abs(f.differs.Hi-0.001) > 1e-9 {
		t.Errorf("%s, %d of %d own intervals, %v", f.outcome, f.own, f.ended, f.differs)
	}
	if got, want := f.planted.Hi-f.planted.Value, 0.1*4.302653/math.Sqrt(3); math.Abs(got-want) > 1e-6 {
		t.Errorf("what was planted is known to %v, want %v", got, want)
	}
	off := swept(0.1, 0.105, 0, 0, 0.002)
	unbounded := swept(0.1, 0.1, 0, 0, math.Inf(1))
	if f = p.judge([]*run{off, unbounded}, 0.95); f.own != 0 || f.ended != 1 {
		t.Errorf("%d of %d own intervals hold it", f.own, f.ended)
	}
}

// named returns the plant of the table with this name.
func named(t *testing.T, name string) plant {
	t.Helper()
	chosen, err := choose([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	return chosen[0]
}

// inflated returns a sweep of two workers with these shares of the S.
func inflated(spawn, imbalance, execution, interference float64) *run {
	at := func(x float64) fit.Interval { return fit.Interval{Value: x, Lo: x - 0.01, Hi: x + 0.01} }
	return &run{workers: 2, causes: []analysis.Cause{
		{Name: "spawn", Interval: at(spawn)},
		{Name: "imbalance", Interval: at(imbalance)},
		{Name: "inflation", Interval: at(execution + interference), Parts: []analysis.Cause{
			{Name: "interference", Interval: at(interference)}, {Name: "execution", Interval: at(execution)}}},
	}}
}

// Workers in each other's way are planted in execution alone: what the machine has of it becomes
// dearer with the rows, and what it has of any other cause, or of the rest of inflation, is held
// against the sweep without the plant. 5 % of 0.5 + 1.5·0.01 are 0.0258.
func TestHeldAgainstTheSweepWithout(t *testing.T) {
	p := named(t, "workers in each other's way")
	lacking := inflated(0, 0, 0.01, 0)
	lacking.causes = lacking.causes[1:]
	for _, c := range []struct {
		name          string
		with, without *run
		want          outcome
		other         string
		stray         float64
		own           int
	}{
		{"the machine has some of each cause", inflated(0.06, 0.05, 0.515, 0.07), inflated(0.061, 0.051, 0.01, 0.075), right, "rest of inflation", -0.005, 2},
		{"the rest of inflation is dearer", inflated(0, 0, 0.515, 0.09), inflated(0, 0, 0.01, 0.06), wrong, "rest of inflation", 0.03, 2},
		{"the part is not", inflated(0, 0, 0.48, 0.035), inflated(0, 0, 0.01, 0.02), wrong, "rest of inflation", 0.015, 0},
		{"another cause has more than without", inflated(0.05, 0, 0.515, 0), inflated(0.01, 0, 0.01, 0), wrong, "spawn", 0.04, 2},
		{"another cause has less than without", inflated(0.01, 0, 0.515, 0), inflated(0.05, 0, 0.01, 0), wrong, "spawn", -0.04, 2},
		{"the sweep without lacks a cause", inflated(0, 0, 0.515, 0), lacking, unknown, "imbalance", 0, 2},
	} {
		c.with.without = c.without
		var err error
		if c.with.planted, err = p.share(c.with); err != nil {
			t.Fatal(err)
		}
		f := p.judge([]*run{c.with, c.with}, 0.95)
		if f.outcome != c.want || f.other != c.other || math.Abs(f.stray.Value-c.stray) > 1e-12 || f.own != c.own || math.Abs(f.planted.Value-0.515) > 1e-12 {
			t.Errorf("%s: %s, %s received %v more, %d own intervals, planted %v", c.name, f.outcome, f.other, f.stray, f.own, f.planted)
		}
	}
}

// Copies have the machine's inflation, and start as the workers of a job do. They do not share out
// their work: their imbalance is no measure for that of a job. 5 % of 0.3 are 0.015.
func TestHeldAgainstCopies(t *testing.T) {
	p := named(t, "memory bandwidth")
	copies := map[string]float64{"spawn": 0.04, "imbalance": 0.08, "inflation": 0.3, "unattributed": 0}
	for _, c := range []struct {
		name string
		run  *run
		want outcome
	}{
		{"spawn as the copies", inflated(0.045, 0.01, 0.31, 0), right},
		{"spawn of its own", inflated(0.06, 0.01, 0.31, 0), wrong},
		{"imbalance as the copies", inflated(0.04, 0.08, 0.31, 0), wrong},
		{"other inflation", inflated(0.04, 0, 0.4, 0), wrong},
	} {
		c.run.copies = copiesOf(copies)
		var err error
		if c.run.planted, err = p.share(c.run); err != nil || c.run.planted != 0.3 {
			t.Fatalf("%v, %v", c.run.planted, err)
		}
		if f := p.judge([]*run{c.run, c.run}, 0.95); f.outcome != c.want {
			t.Errorf("%s: %s, %s received %v more", c.name, f.outcome, f.other, f.stray)
		}
	}
	for _, r := range []*run{{}, {copies: copiesOf(nil)}} {
		if got, err := p.share(r); err == nil {
			t.Errorf("without copies %v was planted", got)
		}
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

// With a piece of 3 and one of 1 two workers take 3 of 4: e(2) = (2·3/4 − 1)/(2 − 1) = 0.5. With
// 2, 1, 1 and nothing four take 2 of 4: e(4) = (4·2/4 − 1)/(4 − 1) = 1/3.
func TestUneven(t *testing.T) {
	for _, c := range []struct {
		pieces []float64
		want   float64
	}{{[]float64{3, 1}, 0.5}, {[]float64{1, 3}, 0.5}, {[]float64{2, 1, 1, 0}, 1.0 / 3}, {[]float64{7, 7, 7}, 0}, {[]float64{5, 0}, 1}} {
		if got := uneven(c.pieces); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v: %v, want %v", c.pieces, got, c.want)
		}
	}
	// what the sweeps of docs/plants.md found as well
	if got, err := unevenShare(nil); err != nil || math.Abs(got-0.0202) > 5e-5 {
		t.Errorf("%v, %v", got, err)
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

// The plan has each plant as often as it is wanted, one sweep of each before another of any, and
// each name once.
func TestSlots(t *testing.T) {
	names := map[string]bool{}
	want := 0
	for _, p := range plants {
		want += p.sweeps
		if p.without != "" {
			want += p.sweeps
		}
	}
	slots := plan{chosen: plants}.slots()
	for _, s := range slots {
		names[s.name] = true
		if strings.ContainsAny(s.name, " '/") {
			t.Errorf("a file called %q", s.name)
		}
	}
	if len(names) != want || len(slots) != want {
		t.Errorf("%d slots, %d names, want %d", len(slots), len(names), want)
	}
	if got := (plan{chosen: plants, most: 1}).slots(); len(got) != len(plants)+1 || got[0].name != "serial-step-before-01" {
		t.Errorf("a trial has %d sweeps", len(got))
	}
}

// What is done beside a plant is done beside its sweep, and not beside that without it.
func TestTable(t *testing.T) {
	table, err := new(plan).table(nil)
	if err != nil {
		t.Fatal(err)
	}
	slots := plan{chosen: plants}.slots()
	if len(table.Sweeps) != len(slots) {
		t.Fatalf("%d sweeps of %d slots", len(table.Sweeps), len(slots))
	}
	for i, s := range table.Sweeps {
		of := slots[i]
		if s.Name != of.name || s.Command != of.command || !s.Alone || (s.Beside != nil) != (of.planted && of.plant.beside != nil) {
			t.Errorf("%+v is of %+v", s, of)
		}
	}
	if _, err := (&plan{most: -1}).table(nil); err == nil {
		t.Error("less than no sweep is a plan")
	}
}

func TestChoose(t *testing.T) {
	if got, err := choose(nil); err != nil || len(got) != len(plants) {
		t.Errorf("%d plants, %v", len(got), err)
	}
	if got, err := choose([]string{"slow input"}); err != nil || len(got) != 1 || got[0].cause != "load" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := choose([]string{"slow"}); err == nil || !strings.Contains(err.Error(), "slow output") {
		t.Errorf("%v", err)
	}
}

func TestScopeOf(t *testing.T) {
	for command, want := range map[string]analysis.Scope{"harness sweep": analysis.Pipeline, "harness sweep --scope end-to-end --repeats 3": analysis.EndToEnd} {
		if got, err := scopeOf(command); err != nil || got != want {
			t.Errorf("%s: %s, %v", command, got, err)
		}
	}
}
