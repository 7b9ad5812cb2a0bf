package reproduce

import (
	"fmt"
	"math"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/number"
	"serialfraction/results/plan"
)

// A Claim is a statement of the article and what was found of it here.
type Claim struct {
	ID        string `json:"id"`
	Statement int    `json:"statement"` // of the article, as docs/article.md numbers them
	Article   string `json:"article"`   // what it says
	Quantity  string `json:"quantity"`  // what is measured
	Unit      Unit   `json:"unit"`

	Measured *fit.Interval `json:"measured"` // nil = nothing
	Region   Region        `json:"region"`   // where the article has it
	Outcome  Outcome       `json:"outcome"`
	Why      string        `json:"why,omitempty"`  // it cannot be told
	Note     string        `json:"note,omitempty"` // what else was seen
	Sweeps   []Name        `json:"sweeps"`         // that it is from
}

// A Unit is what a measured number counts.
type Unit string

// The units.
const (
	Serial Unit = "serial fraction"
	Times  Unit = "times"
)

// A planted S is found where it is measured to a tenth.
const (
	plantedSerial = 0.05
	tenth         = 0.1
)

var planted = Region{(1 - tenth) * plantedSerial, (1 + tenth) * plantedSerial}

// Article is where the article has S of hypothesis tests on a cluster.
var Article = Region{0.01, 0.05}

// average is where it has S of the average code of data scientists.
var average = Region{0.05, 0.1}

// above returns the region of all that is more than x.
func above(x float64) Region { return Region{x, math.Inf(1)} }

// statements is the table of claims, in the order in which they are shown.
var statements = []struct {
	id       string
	of       int
	article  string
	quantity string
	unit     Unit
	region   func(all sweeps) Region
	measure  func(all sweeps) evidence
}{
	{"plant-threads", 3, "T(N) = T·(S + (1−S)/N)", "S of rows that wait on goroutines, in which 0.05 was planted", Serial,
		exactly(planted), own(PlantThreads)},
	{"plant-processes", 3, "T(N) = T·(S + (1−S)/N)", "the part of S in the split, in which 0.05 was planted, on worker processes", Serial,
		exactly(planted), split(PlantRemote)},
	{"limit", 3, "speed-up tends to 1/S", "speed-up at the largest N of these goroutines, by Amdahl's law to a tenth", Times,
		byAmdahl, fastest},
	{"never-0", 4, "S is never 0", "S of t-tests by themselves, without what the machine adds", Serial,
		exactly(above(0)), own(TTest)},
	{"ttest", 4, "S is 0.01 to 0.05", "S of t-tests on goroutines, as many as CPUs", Serial,
		exactly(Article), fitted(TTest)},
	{"permtest", 4, "S is 0.01 to 0.05", "S of permutation tests on goroutines, as many as CPUs", Serial,
		exactly(Article), fitted(PermTest)},
	{"cluster-1", 4, "S is 0.01 to 0.05", "serial part of the coordinator that sends 1 row at a time", Serial,
		exactly(Article), served(Cluster1)},
	{"cluster-2", 4, "S is 0.01 to 0.05", "serial part of the coordinator that sends 2 rows at a time", Serial,
		exactly(Article), served(Cluster2)},
	{"cluster-5", 4, "S is 0.01 to 0.05", "serial part of the coordinator that sends 5 rows at a time", Serial,
		exactly(Article), served(Cluster5)},
	{"cluster-fit", 4, "S is 0.01 to 0.05", "S as the article has it, fitted to the times of 2 rows at a time", Serial,
		exactly(Article), fitted(Cluster2)},
	{"cluster-50", 4, "S is of moving data", "what 50 rows at a time, instead of 2, take off that serial part", Serial,
		exactly(above(0)), fallen(Cluster2, ClusterLarge)},
	{"cluster-held", 4, "S is of moving data", "what rows that the workers hold, instead of being sent 2 at a time, take off it", Serial,
		exactly(above(0)), fallen(Cluster2, ClusterHeld)},
	{"best", 5, "100x is about the best", "largest speed-up of the cluster with 50 rows at a time", Times,
		exactly(Region{0, 100}), largest(ClusterLarge, 1)},
	{"end-to-end", 5, "average S: 0.05 to 0.1", "S with reading and writing the files", Serial,
		exactly(average), fitted(EndToEnd)},
	{"factor-1000", 6, "10x code, 100x workers", "10 times the largest speed-up of the cluster with 2 rows at a time", Times,
		exactly(Region{0, 1000}), together},
	{"algorithm", 7, "cheap algorithms win", "how many times as fast the diagonal is as the full inverse, on one worker", Times,
		byWorkers, cheaper},
	{"technology", 7, "a better stack wins", "how many times as fast this program tests a row as R or Python, on one worker", Times,
		exactly(above(plan.UsualGain)), better},
}

// sweeps are those that there are, by name.
type sweeps map[Name]*Sweep

func exactly(r Region) func(sweeps) Region { return func(sweeps) Region { return r } }

// missing is why a sweep says nothing that there is no file of.
func missing(name Name) evidence { return unmeasured("the sweep " + string(name) + " was not made") }

// fitted measures S of a sweep, of program and machine together.
func fitted(name Name) func(sweeps) evidence {
	return func(all sweeps) evidence {
		s := all[name]
		switch {
		case s == nil:
			return missing(name)
		case s.Serial == nil || !s.Serial.Bounded():
			return unmeasured(s.unfit(), s)
		}
		note := s.divided()
		if name == EndToEnd {
			note += s.elsewhere()
		}
		return evidence{at: s.Serial, quiet: s.quiet, whole: true, of: []*Sweep{s}, note: note}
	}
}

// own measures the program's own S, which load is not in.
func own(name Name) func(sweeps) evidence {
	return func(all sweeps) evidence {
		s := all[name]
		switch {
		case s == nil:
			return missing(name)
		case s.Program == nil || !s.Program.Bounded():
			return unmeasured(s.unfit(), s)
		}
		return evidence{at: s.Program, quiet: []fit.Interval{*s.Program}, of: []*Sweep{s}, note: s.causes()}
	}
}

// split measures the part of S that is the split, which hands out no rows yet, so that load is hardly in it.
func split(name Name) func(sweeps) evidence {
	return func(all sweeps) evidence {
		s := all[name]
		if s == nil {
			return missing(name)
		}
		for _, c := range s.Report.Causes {
			if c.Name == "split" && c.Interval.Bounded() {
				return evidence{at: &c.Interval, quiet: s.loaded(c.Interval), of: []*Sweep{s}, note: fmt.Sprintf("S of all causes %s", number.Serial(*s.Serial))}
			}
		}
		return unmeasured(s.unfit(), s)
	}
}

// served measures the serial part of the coordinator of a cluster.
func served(name Name) func(sweeps) evidence {
	return func(all sweeps) evidence {
		s := all[name]
		switch {
		case s == nil:
			return missing(name)
		case s.Served == nil || !s.Served.Bounded():
			return unmeasured("too few runs show what the coordinator takes", s)
		}
		most := s.Served.Reciprocal()
		note := fmt.Sprintf("a chunk keeps it busy for %s, so that no number of workers makes the job more than %s faster", number.Duration(s.chunkSeconds), number.Ceiling(most))
		if s.Serial != nil && s.Serial.Bounded() {
			note += fmt.Sprintf("; the times of N = %s alone give S %s", number.List(s.Report.FittedWorkers), number.Serial(*s.Serial))
		}
		return evidence{at: s.Served, quiet: s.loaded(*s.Served), of: []*Sweep{s}, note: note}
	}
}

// fallen measures how much less the serial part of the coordinator is in another sweep.
func fallen(from, to Name) func(sweeps) evidence {
	return func(all sweeps) evidence {
		a, b := all[from], all[to]
		switch {
		case a == nil:
			return missing(from)
		case b == nil:
			return missing(to)
		case a.Served == nil || b.Served == nil || !a.Served.Bounded() || !b.Served.Bounded():
			return unmeasured("too few runs show what the coordinator takes", a, b)
		}
		e := evidence{at: new(a.Served.Minus(*b.Served)), of: []*Sweep{a, b}}
		e.note = fmt.Sprintf("it is %s, and was %s", trimmed(*b.Served), trimmed(*a.Served))
		for _, x := range append(a.loaded(*a.Served), *a.Served) {
			for _, y := range append(b.loaded(*b.Served), *b.Served) {
				e.quiet = append(e.quiet, x.Minus(y))
			}
		}
		return e
	}
}

// loaded returns what a measured part of the times of a sweep may be without the load on the machine, which
// had the CPUs for a share of them: the interval, reaching down and up by that share; none where there was
// hardly any load.
func (s *Sweep) loaded(i fit.Interval) []fit.Interval {
	o := s.Report.OtherWork
	if o == nil {
		return nil
	}
	share := o.ShareAt(o.Workers)
	i.Lo, i.Hi = i.Lo*(1-share), i.Hi/(1-min(share, 0.99))
	return []fit.Interval{i}
}

// unfit returns why a sweep has no S, as a clause.
func (s *Sweep) unfit() string {
	if s.noFit != "" {
		return s.noFit
	}
	return "the runs are too few for an interval, or the program cannot be told apart from the machine"
}

// divided returns what of S is the program's, and what the machine adds.
func (s *Sweep) divided() string {
	if s.Program == nil || !s.Program.Bounded() {
		return s.causes()
	}
	text := "by itself the program has S " + number.Serial(*s.Program)
	if m := s.Report.MachineSerialFraction; m != nil && m.Bounded() {
		text += ", the machine adds " + trimmed(*m)
	}
	return text
}

// causes names the largest causes of S.
func (s *Sweep) causes() string {
	const least = 0.1 // of S
	var all []string
	for _, c := range s.Report.Causes {
		if s.Serial != nil && c.SerialFraction >= least*s.Serial.Value && c.SerialFraction > 0 {
			all = append(all, c.Name+" "+number.Significant(c.SerialFraction, 2))
		}
	}
	if all == nil {
		return ""
	}
	return "of S: " + strings.Join(all, ", ")
}

// elsewhere returns which rows would put S where the article has that of average code: what is serial takes
// as long whatever the time of a row.
func (s *Sweep) elsewhere() string {
	serial := s.Serial.Value * s.Seconds.Value
	if serial <= 0 {
		return ""
	}
	row := func(at float64) string {
		return number.Duration(serial * (1/at - 1) / float64(s.Report.Data.Rows))
	}
	return fmt.Sprintf("; one job is no average, and this one would have %g to %g with rows of %s to %s", average.Lo, average.Hi, row(average.Hi), row(average.Lo))
}

// trimmed writes an S as a noun: "0.012 (0.011–0.013)".
func trimmed(i fit.Interval) string { return strings.TrimPrefix(number.Serial(i), "= ") }
