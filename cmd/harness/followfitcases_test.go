//go:build !race

package main

import (
	"math"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/advice"
)

// A refitted case is a fit that failed for a reason that no file of timings brings about.
type refitted struct {
	before, after func() error
	says          string
}

func (c refitted) follow(t *testing.T, _ advice.Code) (before, after []advice.Advice) {
	for i, do := range []func() error{c.before, c.after} {
		err := do()
		if err == nil {
			continue
		}
		a := advice.Of(advice.Room{}.Unfit(err), advice.Warning)
		if i == 0 && !strings.Contains(a.Message, c.says) {
			t.Errorf("%q does not ask for what is done: %q", a.Message, c.says)
		}
		if i == 0 {
			before = append(before, a)
		} else {
			after = append(after, a)
		}
	}
	return before, after
}

// refit returns the fit of a law to times at N = 1 to most, the first of which is at first.
func refit(m fit.Model, first, most int) func() error {
	return func() error {
		var rs []fit.Reading
		for n := first; n <= most; n++ {
			rs = append(rs, fit.Reading{Load: float64(n), Seconds: 1 / math.Max(1, float64(n)) * (1 + 0.01*float64(n%3))})
		}
		_, err := fit.Default.Fit(m, rs)
		return err
	}
}

// alike fits a law to times at N that are nearly one.
func alike() error {
	_, err := fit.Default.Fit(fit.USL, []fit.Reading{{Load: 1, Seconds: 1}, {Load: 1 + 1e-13, Seconds: 1.01}, {Load: 1 + 2e-13, Seconds: 0.99}, {Load: 1 + 3e-13, Seconds: 1}})
	return err
}

// bootstrap returns the bootstrap of a law, fitted by a loss to repeats.
func bootstrap(by fit.Loss) func() error {
	return func() error {
		m := fit.Default
		m.Loss = by
		c, err := m.Fit(fit.AmdahlLaw, []fit.Reading{{Load: 1, Seconds: 10}, {Load: 1, Seconds: 10.1}, {Load: 2, Seconds: 5.3}, {Load: 2, Seconds: 5.2}, {Load: 4, Seconds: 2.8}, {Load: 4, Seconds: 2.9}})
		if err == nil {
			_, err = c.Bootstrap(200, 1)
		}
		return err
	}
}

// one is like the time of a law, and another at N = 1.
func one(at float64, f func(n float64) float64) func(n float64) float64 {
	return func(n float64) float64 {
		if n == 1 {
			return at
		}
		return f(n)
	}
}

func usl(n float64) float64 { return 10 * (0.02 + 0.98/n + 0.004*(n-1)) }

var (
	four  = []float64{1, 2, 4, 8}
	seven = []float64{1, 2, 4, 8, 16, 32, 64}
)

// fitCases follow what fit advises on timings of other programs.
func fitCases() map[advice.Code][]followed {
	return map[advice.Code][]followed{
		advice.File: {fitCase{file: "command,mean,stddev,median,user,system,min,max,parameter_threads\na,10,0,10,1,1,10,10,1\na,5.2,0,5.2,1,1,5.2,5.2,2\na,2.8,0,2.8,1,1,2.8,2.8,4\n",
			says: "use hyperfine --export-json",
			then: `{"results":[{"command":"a","mean":10,"times":[10,10.1],"parameters":{"threads":"1"}},{"command":"a","mean":5.2,"times":[5.2,5.3],"parameters":{"threads":"2"}},{"command":"a","mean":2.8,"times":[2.8,2.81],"parameters":{"threads":"4"}}]}`}},
		advice.Unfitted:    {refitted{refit(fit.AmdahlLaw, 0, 4), refit(fit.AmdahlLaw, 1, 4), "N"}},
		advice.OneOffCurve: {fitCase{file: rows(5, 0.01, one(8, amdahl(0.05)), seven...), says: "leave it out", then: rows(5, 0.01, amdahl(0.05), seven[1:]...)}},
		advice.Oversubscribed: {
			informing{fitCase{file: rows(5, 0.01, amdahl(0.05), seven...), words: "--cpus 8"}},
			fitCase{file: rows(5, 0.01, amdahl(0.05), seven[2:]...), words: "--cpus 2", says: "measure N = 1, 2", then: rows(5, 0.01, amdahl(0.05), 1, 2)},
		},
		advice.DefinedOne: {informing{fitCase{file: strings.Replace(rows(1, 0, func(n float64) float64 { return n / (1 + 0.05*(n-1)) }, seven[1:]...), "seconds", "speedup", 1)}}},
		advice.Gathered:   {informing{fitCase{file: rows(1, 0.01, amdahl(0.05), upTo(2500)...)}}},
		advice.OtherLaw:   {fitCase{file: rows(5, 0.01, usl, seven...), words: "--model amdahl", says: "the data prefer the usl model", other: "--model usl"}},
		advice.NoBootstrap: {fitCase{file: rows(1, 0.01, amdahl(0.05), four...), words: "--bootstrap", says: "measure 5 repeats of each N", then: rows(5, 0.01, amdahl(0.05), four...)},
			fitCase{file: rows(5, 0.01, amdahl(0.05), four...), words: "--bootstrap --loss speedup", says: "the bootstrap needs loss log-time", other: "--bootstrap --loss log-time"}},
		advice.Contention:      {fitCase{file: contended(), says: "quieten the machine", then: rows(10, 0.01, amdahl(0.05), seven...)}},
		advice.Faster:          {fitCase{file: rows(5, 0.01, one(20, amdahl(0.01)), four...), says: "run N = 1 again", then: rows(5, 0.01, amdahl(0.01), four...)}},
		advice.UnclearQuantity: {fitCase{file: rows(5, 0.01, func(n float64) float64 { return 100 * n / (1 + 0.02*n) }, seven...), says: "", words: "--y seconds"}},
		advice.GrowingWork:     {fitCase{file: rows(5, 0.01, func(n float64) float64 { return 10 + 0.05*n }, four...)}},
		advice.UnlikeRepeats:   {fitCase{file: kinds("workers,seconds\n", false), says: "tell them apart in a column", then: kinds("input,workers,seconds\n", true)}},

		advice.Code(fit.TooFewLoads):    {fitCase{file: rows(5, 0.01, amdahl(0.05), 4), says: "N", then: rows(5, 0.01, amdahl(0.05), four...)}},
		advice.Code(fit.NoOne):          {fitCase{file: rows(5, 0.01, amdahl(0.05), 2, 4, 8), says: "measure N = 1 too", then: rows(5, 0.01, amdahl(0.05), four...)}},
		advice.Code(fit.AlikeLoads):     {refitted{alike, refit(fit.USL, 1, 30), "further apart"}},
		advice.Code(fit.ManyLoads):      {refitted{refit(fit.Capped, 1, 2500), refit(fit.Capped, 1, 30), "round N"}},
		advice.Code(fit.NoRepeats):      {fitCase{file: rows(1, 0.01, amdahl(0.05), 1, 4), says: "make 5 repeats of each N", then: rows(5, 0.01, amdahl(0.05), 1, 4)}},
		advice.Code(fit.OneRunEach):     {fitCase{file: rows(1, 0.01, amdahl(0.05), four...), says: "make 5 repeats of each N", then: rows(5, 0.01, amdahl(0.05), four...)}},
		advice.Code(fit.TwoLoads):       {fitCase{file: rows(5, 0.01, amdahl(0.05), 1, 2), says: "measure N = 1, 2, 4, on 4 CPUs or more", then: rows(5, 0.01, amdahl(0.05), 1, 2, 4)}},
		advice.Code(fit.NoNoise):        {fitCase{file: rows(5, 0, amdahl(0.05), four...), says: "use a finer clock or real runs", then: rows(5, 0.01, amdahl(0.05), four...)}},
		advice.Code(fit.Misfit):         {informing{fitCase{file: rows(5, 0.001, func(n float64) float64 { return 10/n + 0.3*math.Sin(n) }, seven...)}}},
		advice.Code(fit.Superlinear):    {fitCase{file: rows(5, 0.001, amdahl(-0.05), four...), says: "check that N = 1 does the same work", then: rows(5, 0.001, amdahl(0.01), four...)}},
		advice.Code(fit.KnownOne):       {fitCase{file: rows(5, 0.01, amdahl(0.05), four...), words: "--loss speedup", says: "those of loss log-time are not", other: "--loss log-time"}},
		advice.Code(fit.HeldAtZero):     {informing{fitCase{file: rows(5, 0.001, func(n float64) float64 { return 10 * (0.05 + 0.95/n - 0.001*math.Log(n)) }, four...), words: "--model usl"}}},
		advice.Code(fit.FarBeyond):      {fitCase{file: rows(5, 0.001, amdahl(0.05), four...), words: "--predict 32", says: "measure nearer, for example N = 16", then: rows(5, 0.001, amdahl(0.05), 1, 2, 4, 8, 16)}},
		advice.Code(fit.ShortSpan):      {fitCase{file: rows(5, 0.01, amdahl(0.05), 1, 2), says: "measure N = 1, 2, 4, 8 with 5 repeats of each, on 8 CPUs or more", then: rows(5, 0.01, amdahl(0.05), four...)}},
		advice.Code(fit.Uncompared):     {fitCase{file: rows(1, 0.01, amdahl(0.05), four...), says: "measure N = 1, 2, 4, 8, 16 with 5 repeats of each, on 16 CPUs or more", then: rows(5, 0.01, amdahl(0.05), 1, 2, 4, 8, 16)}},
		advice.Code(fit.AlternativeLaw): {fitCase{file: rows(5, 0.01, usl, 1, 2, 4), says: "measure N = ", then: rows(5, 0.01, usl, seven...)}},
		advice.Code(fit.UnlikeRefits): {refitted{func() error {
			return &fit.Undetermined{Kind: fit.UnlikeRefits, What: "most resampled readings have no curve of this model", Need: fit.Need{Loads: four, Runs: 5}}
		}, bootstrap(fit.LogTime), "measure N = 1, 2, 4, 8"}},
		advice.Code(fit.OtherLoss): {refitted{bootstrap(fit.Losses[1]), bootstrap(fit.LogTime), "the bootstrap needs loss log-time"}},
	}
}

// upTo lists N from 1 to most.
func upTo(most int) (ns []float64) {
	for n := range most {
		ns = append(ns, float64(n+1))
	}
	return ns
}

// contended returns runs whose minima have S = 0.01 and whose medians have S = 0.2.
func contended() string {
	return rows(4, 0.005, amdahl(0.01), seven...) + strings.TrimPrefix(rows(8, 0.005, amdahl(0.2), seven...), "workers,seconds\n")
}

// kinds returns runs of a small and a large input, in a column or in none.
func kinds(head string, column bool) string {
	lines := head
	for kind, factor := range map[string]float64{"small": 1, "large": 3} {
		for _, line := range strings.Split(strings.TrimSpace(rows(4, 0.01, func(n float64) float64 { return factor * amdahl(0.05)(n) }, four...)), "\n")[1:] {
			if column {
				line = kind + "," + line
			}
			lines += line + "\n"
		}
	}
	return lines
}
