package fit

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// throughputs reads a table of load and throughput as readings of 1/X.
func throughputs(t *testing.T, name, load, rate string) []Reading {
	t.Helper()
	var rs []Reading
	for _, row := range table(t, name) {
		rs = append(rs, Reading{number(t, row, load), 1 / number(t, row, rate)})
	}
	return rs
}

// The published fits, redone: unweighted least squares of throughput.
func TestScalingSets(t *testing.T) {
	sets := map[string][]Reading{
		"usl_specsdm91":           throughputs(t, "usl_specsdm91.csv", "load", "throughput"),
		"usl_raytracer":           throughputs(t, "usl_raytracer.csv", "processors", "throughput"),
		"usl_oracledb":            throughputs(t, "usl_oracledb.csv", "db_time", "txn_rate"),
		"usl_synthetic_ebook":     throughputs(t, "usl_synthetic_ebook.csv", "nodes", "tput"),
		"sysbench_oversubscribed": throughputs(t, "sysbench_oversubscribed.csv", "threads", "throughput"),
	}
	sets["usl_raytracer rows1-6"] = sets["usl_raytracer"][:6]
	models := map[string]Model{"usl": USL, "usl unbounded": USL, "amdahl": AmdahlLaw, "naive amdahl": AmdahlLaw}
	params := map[string]string{"a": "S", "b": "kappa"}

	method := Method{AllRepeats, Throughput, 0.95}
	seen := 0
	for _, row := range table(t, "reference_answers.csv") {
		rs, known := sets[row["dataset"]]
		model, standard := models[row["model"]]
		if !known || !standard {
			continue
		}
		seen++
		t.Run(strings.Join([]string{row["dataset"], row["model"], row["param"]}, " "), func(t *testing.T) {
			c, err := method.Fit(model, rs)
			if err != nil {
				t.Fatal(err)
			}
			var got Param
			if row["param"] == "g" {
				got = rateOf(c.Params[0], 1)
			} else {
				name := params[row["param"]]
				if name == "S" && model.Name == "usl" {
					name = "sigma"
				}
				got, _ = c.Param(name)
			}
			// nls stops when the next step is 10⁻⁵ of the standard error, and confint
			// interpolates the profile: TestScalingExact has the digits beyond.
			check(t, row, "value", got.Estimate.Value, 6)
			check(t, row, "se", *got.SE, 6)
			check(t, row, "wald95_lo", got.Wald.Lo, 5)
			check(t, row, "wald95_hi", got.Wald.Hi, 5)
			check(t, row, "profile95_lo", got.Estimate.Lo, 2)
			check(t, row, "profile95_hi", got.Estimate.Hi, 3)
			check(t, row, "rss", c.RSS, 8)
			check(t, row, "df", c.DF, 15)
		})
	}
	if seen != 21 {
		t.Errorf("%d reference rows were checked, want 21", seen)
	}
}

// The same minima and profile likelihood ends, found in R 4.2.2 to all digits: 200
// Gauss–Newton steps, and uniroot on the profile with tolerances of 10⁻¹² or less.
func TestScalingExact(t *testing.T) {
	specs := throughputs(t, "usl_specsdm91.csv", "load", "throughput")
	oracle := throughputs(t, "usl_oracledb.csv", "db_time", "txn_rate")
	for _, c := range []struct {
		model         Model
		rs            []Reading
		param         string
		value, lo, hi float64 // 0 = not compared
	}{
		{AmdahlLaw, specs, "S", 0.0736481626, 0.0348922700104, 0.1816586069091},
		{AmdahlLaw, specs, "T1", 0, 1 / 323.99820904, 1 / 78.83240881},
		{USL, specs, "sigma", 0, 0.009484733115, 0.064103491558},
		{USL, specs, "kappa", 0, 3.862124232e-05, 1.611757086e-04},
		{USL, oracle, "T1", 1 / 3.3860784071685, 0, 0},
		{USL, oracle, "sigma", 0.4413715644949, 0, 0},
		{USL, oracle, "kappa", 0.0452983347284, 0, 0},
	} {
		curve, err := Method{AllRepeats, Throughput, 0.95}.Fit(c.model, c.rs)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := curve.Param(c.param)
		for _, x := range []struct{ got, want float64 }{{p.Estimate.Value, c.value}, {p.Estimate.Lo, c.lo}, {p.Estimate.Hi, c.hi}} {
			if x.want != 0 && digits(x.got, x.want) < 8 {
				t.Errorf("%s of %s: %.12g, want %.12g", c.param, c.model.Name, x.got, x.want)
			}
		}
	}
}

// rateOf turns T1 into the rate scale/T1, to first order in its error.
func rateOf(p Param, scale float64) Param {
	g := scale / p.Estimate.Value
	se := *p.SE * g / p.Estimate.Value
	t := (p.Wald.Hi - p.Wald.Value) / *p.SE
	return Param{Estimate: Interval{g, scale / p.Estimate.Hi, scale / p.Estimate.Lo, 0.95}, SE: &se, Wald: Interval{g, g - t*se, g + t*se, 0.95}}
}

// check compares a number with a column of a reference row, where that has one.
func check(t *testing.T, row map[string]string, column string, got, least float64) {
	t.Helper()
	if row[column] == "" {
		return
	}
	want := number(t, row, column)
	d := digits(got, want)
	t.Logf("%-12s %.1f digits", column, d)
	if d < least {
		t.Errorf("%s = %.10g, want %s: %.1f digits", column, got, row[column], d)
	}
}

// Two machines' raw repeats, fitted as published (the mean throughput at each N) and
// in log time.
func TestScalingRepeats(t *testing.T) {
	const cells = 100000 // the unit of throughput is cells·steps per second
	for _, c := range []struct {
		name  string
		upto  int
		model string
	}{
		{"raza_3960x", 45, "raza_3960x n<=45"},
		{"raza_12700h", 20, "raza_12700h n<=20"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var rs []Reading
			for _, o := range runs(t, c.name+".csv") {
				if o.Workers <= c.upto {
					rs = append(rs, Reading{float64(o.Workers), o.Seconds})
				}
			}
			curve, err := Method{Mean, Throughput, 0.95}.Fit(AmdahlLaw, rs)
			if err != nil {
				t.Fatal(err)
			}
			const model = "amdahl on mean throughput"
			rate, parallel := reference(t, c.model, model, "T"), reference(t, c.model, model, "p")
			g, s := rateOf(curve.Params[0], cells), curve.Params[1]
			for _, x := range []struct {
				row map[string]string
				p   Param
			}{
				{rate, g},
				{parallel, Param{Estimate: Interval{1 - s.Estimate.Value, 1 - s.Estimate.Hi, 1 - s.Estimate.Lo, 0.95}, SE: s.SE, Wald: Interval{1 - s.Wald.Value, 1 - s.Wald.Hi, 1 - s.Wald.Lo, 0.95}}},
			} {
				check(t, x.row, "value", x.p.Estimate.Value, 7)
				check(t, x.row, "se", *x.p.SE, 5)
				check(t, x.row, "wald95_lo", x.p.Wald.Lo, 5)
				check(t, x.row, "wald95_hi", x.p.Wald.Hi, 5)
				check(t, x.row, "profile95_lo", x.p.Estimate.Lo, 4)
				check(t, x.row, "profile95_hi", x.p.Estimate.Hi, 4)
			}
			check(t, rate, "rss", curve.RSS*cells*cells, 8)
			check(t, rate, "df", curve.DF, 15)

			all := Readings(runs(t, c.name+".csv"))
			if curve, err = (Method{AllRepeats, LogTime, 0.95}).Fit(AmdahlLaw, all); err != nil {
				t.Fatal(err)
			}
			row := reference(t, c.name, "amdahl on log time,all reps", "S")
			p := curve.Params[1]
			check(t, row, "value", p.Estimate.Value, 7)
			check(t, row, "se", *p.SE, 6)
			check(t, row, "wald95_lo", p.Wald.Lo, 6)
			check(t, row, "profile95_lo", p.Estimate.Lo, 4)
			check(t, row, "profile95_hi", p.Estimate.Hi, 4)
			check(t, row, "rss", curve.RSS, 8)
			check(t, row, "df", curve.DF, 15)
		})
	}
}

// Public timings with threads far beyond the CPUs. The cap explains them; the plain fit of
// the reference answers finds S = .447 where the truth is 0.
func TestSysbenchIsCapped(t *testing.T) {
	rs := throughputs(t, "sysbench_oversubscribed.csv", "threads", "throughput")
	c, err := Method{AllRepeats, Time, 0.95}.Fit(Capped, rs)
	if err != nil {
		t.Fatal(err)
	}
	s, _ := c.Param("S")
	limit, _ := c.Param("cap")
	if math.Abs(limit.Estimate.Value-3.29) > 0.01 || fmt.Sprint(c.Held) != "[S]" || s.Estimate.Value < -0.01 {
		t.Errorf("%v, %v, held %v; want a cap of 3.29 and S held at 0", limit, s, c.Held)
	}
	// The reference scanned the cap in steps of .01.
	if c, err = (Method{AllRepeats, Time, 0.95}).Fit(CappedAt(3.29), rs); err != nil {
		t.Fatal(err)
	}
	if s, _ := c.Param("S"); math.Abs(s.Estimate.Value+0.00206) > 5e-6 {
		t.Errorf("with the cap of the reference: %v, want -0.00206", s)
	}
}
