package report

import (
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
)

// analyses are built by hand, by the rules that package analysis keeps.
func analyses() map[string]*analysis.Report {
	all := map[string]*analysis.Report{
		"good16":         good16(),
		"twocpus":        twoCPUs(),
		"cannottell":     cannotTell(),
		"holdszero":      holdsZero(),
		"pacedqueue":     pacedQueue(),
		"remote":         remoteWorkers(),
		"control":        withControl(),
		"manywarnings":   manyWarnings(),
		"hugetimes":      scaledTimes(5e5),
		"tinytimes":      scaledTimes(2e-6),
		"superlinear":    superlinear(),
		"empty":          {Schema: 1, Verdict: "Cannot tell: the file holds no finished run; type harness sweep."},
		"hostile":        hostile(),
		"negativecauses": negativeCauses(),
	}
	for _, a := range all {
		byOwner(a)
	}
	return all
}

func around(x, relative float64) fit.Interval {
	return fit.Interval{Value: x, Lo: x * (1 - relative), Hi: x * (1 + relative), Level: 0.95}
}

func ptr[T any](x T) *T { return &x }

// amdahl is T(N) = T1·(S + (1−S)/N).
func amdahl(t1, s float64, n int) float64 { return t1 * (s + (1-s)/float64(n)) }

var epyc = machine.Description{Hostname: "node7", OS: "linux", Arch: "amd64", Kernel: "6.18.2-cloud-amd64",
	CPUModel: "AMD EPYC 7B13", LogicalCPUs: 16, AffinityCPUs: 16, EffectiveCPUs: 16, MemoryBytes: 64 << 30,
	Hypervisor: true, GoVersion: "go1.26.8", GOMAXPROCS: 16}

var synth = results.Data{Name: "synth:rows=200000,cols=100,seed=1,effect=0.5,changed=0.05", Rows: 200000, Cols: 100,
	Groups: [2]string{"a", "b"}, Sizes: [2]int{50, 50}, SHA256: "00"}

// lawful returns points that follow Amdahl's law with s up to cpus workers and
// stay flat beyond, each noisy by a fixed pattern, and the curve with its band.
func lawful(t1 float64, s fit.Interval, cpus int, workers ...int) []analysis.Point {
	noise := []float64{0, 0.004, -0.003, 0.006, -0.005, 0.002, -0.001}
	var points []analysis.Point
	for i, n := range workers {
		seconds := amdahl(t1, s.Value, min(n, cpus)) * (1 + noise[i%len(noise)])
		up := t1 / seconds
		p := analysis.Point{Workers: n, Runs: 12, Seconds: around(seconds, 0.004+0.0015*float64(i)),
			Speedup: around(up, 0.006+0.001*float64(i)), Efficiency: up / float64(n),
			Oversubscribed: n > cpus, Fitted: n <= cpus,
			FittedSpeedup: &fit.Interval{Value: t1 / amdahl(t1, s.Value, n), Lo: t1 / amdahl(t1, s.Hi, n),
				Hi: t1 / amdahl(t1, s.Lo, n), Level: 0.95}}
		if p.Oversubscribed {
			p.Flags = []string{"oversubscribed"}
		}
		if n > 1 {
			e := (float64(n)*seconds - t1) / (float64(n-1) * t1)
			p.KarpFlatt = &e
			p.Causes = map[string]float64{"split": 0.03 * e, "spawn": 0.02 * e, "dispatch": 0.1 * e,
				"imbalance": 0.2 * e, "inflation": 0.5 * e, "merge": 0.1 * e, "unattributed": 0.05 * e}
		}
		points = append(points, p)
	}
	return points
}

// byOwner fills in what follows from the causes, each of which is one owner's.
func byOwner(a *analysis.Report) *analysis.Report {
	a.Owners = nil
	for _, c := range a.Causes {
		i := slices.IndexFunc(a.Owners, func(o analysis.Owner) bool { return o.Owner == c.Owner })
		if i < 0 {
			i, a.Owners = len(a.Owners), append(a.Owners, analysis.Owner{Owner: c.Owner})
		}
		o := &a.Owners[i]
		o.Causes = append(o.Causes, c)
		o.SerialFraction += c.SerialFraction
		o.Interval = tenth(o.SerialFraction)
		o.Seconds += c.Seconds
	}
	for i := range a.Points {
		p := &a.Points[i]
		if len(a.Owners) > 0 { // without a fit, what the points have of each owner stays
			p.Owners = nil
		}
		for _, o := range a.Owners {
			its := analysis.PointOwner{Owner: o.Owner, Causes: map[string]float64{}}
			for _, c := range o.Causes {
				if e, ok := p.Causes[c.Name]; ok {
					its.Causes[c.Name] = e
					its.SerialFraction += e
				}
			}
			if len(its.Causes) > 0 {
				p.Owners = append(p.Owners, its)
			}
		}
	}
	return a
}

// causesOf returns causes that add up to s, each with an interval of a tenth of it either
// way.
func causesOf(s float64) []analysis.Cause {
	of := func(name, owner string, share, seconds float64, parts ...analysis.Cause) analysis.Cause {
		return analysis.Cause{Name: name, Owner: owner, SerialFraction: share * s, Interval: tenth(share * s), Seconds: seconds, Parts: parts}
	}
	return []analysis.Cause{
		of("split", "program", 0.03, 12e-6),
		of("spawn", "program", 0.02, 8e-6),
		of("dispatch", "program", 0.1, 31e-6),
		of("imbalance", "program", 0.2, 0, of("quantisation", "program", 0.15, 0), of("uneven rows", "program", 0.05, 0)),
		of("merge", "program", 0.1, 1.9e-3),
		of("inflation", "machine", 0.5, 0.316,
			of("interference", "machine", 0.1, 0), of("gc", "machine", 0.01, 0), of("execution", "machine", 0.39, 0)),
		of("unattributed", "", 0.05, 1e-6),
	}
}

func tenth(x float64) fit.Interval {
	half := math.Abs(x) / 10
	return fit.Interval{Value: x, Lo: x - half, Hi: x + half, Level: 0.95}
}

func fitted(s fit.Interval, t1 float64, cpus int, workers ...int) *analysis.Report {
	most := fit.Interval{Value: 1 / s.Value, Lo: 1 / s.Hi, Hi: 1 / s.Lo, Level: 0.95}
	if s.Lo <= 0 {
		most.Hi = math.Inf(1)
	}
	if s.Value <= 0 {
		most.Value = math.Inf(1)
	}
	a := &analysis.Report{Schema: 1, Workload: "ttest", Engine: "pool", Schedule: "dynamic", Scope: analysis.Pipeline,
		Machine: epyc, Data: synth, SerialFraction: &s, AccountedSerialFraction: ptr(0.98 * s.Value), MaxSpeedup: &most,
		T1Seconds: ptr(around(t1, 0.003)), Estimator: "Amdahl, weights 1/T², T1 free",
		Points: lawful(t1, s, cpus, workers...), Causes: causesOf(s.Value), ChosenModel: "amdahl", SerialFractionModel: "amdahl",
		Models:  []analysis.Model{{Name: "amdahl", Params: map[string]fit.Param{"sigma": {Estimate: s, Wald: s}}, AICc: ptr(-312.5)}},
		Stopped: "the interval of S is narrower than 0.005"}
	for _, p := range a.Points {
		if p.Fitted {
			a.FittedWorkers = append(a.FittedWorkers, p.Workers)
			a.Runs += p.Runs
		}
	}
	if n := len(a.FittedWorkers); n == 2 {
		a.AssumedLaw = &fit.Assumption{Model: "amdahl", Beyond: float64(a.FittedWorkers[n-1])}
	}
	return byOwner(a)
}

func good16() *analysis.Report {
	a := fitted(fit.Interval{Value: 0.0132, Lo: 0.0118, Hi: 0.0149, Level: 0.95}, 0.318, 16, 1, 2, 4, 8, 16)
	a.Verdict = "S = 0.0132 (95 % 0.0118–0.0149), N = 1..16, 60 runs: no number of workers makes this more than 76x " +
		"faster (67–85x). Largest cause: inflation (machine), 0.0066."
	a.RecommendedWorkers = ptr(16)
	most := fit.Interval{Value: 152, Lo: 131, Hi: math.Inf(1), Level: 0.95}
	a.Without = []analysis.Removal{
		{Cause: "inflation", Part: "execution", Owner: "machine", Serial: around(0.0066, 0.1), MaxSpeedup: &most, Workers: 16, Speedup: around(15.1, 0.01)},
		{Cause: "imbalance", Owner: "program", Serial: around(0.0026, 0.1), MaxSpeedup: ptr(around(94.7, 0.1)), Workers: 16, Speedup: around(14.1, 0.01)},
	}
	return a
}

// warn adds a warning as an analysis has it.
func warn(a *analysis.Report, text, command string) {
	warning := advice.Of(advice.Fault{Text: text}, advice.Warning)
	warning.Command = command
	a.Advice = append(a.Advice, warning)
	a.Warnings = advice.Messages(a.Advice)
}

func twoCPUs() *analysis.Report {
	a := fitted(fit.Interval{Value: 0.021, Lo: 0.014, Hi: 0.028, Level: 0.95}, 0.0412, 2, 1, 2, 4, 8, 16, 32, 64)
	a.Machine.CPUModel = "Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz"
	a.Machine.LogicalCPUs, a.Machine.AffinityCPUs, a.Machine.EffectiveCPUs, a.Machine.GOMAXPROCS = 2, 2, 2, 2
	a.Points[4].Flags = []string{"oversubscribed", "steal"}
	a.Stopped = "60 s are spent"
	warn(a, "32 and more workers on 2 CPUs say nothing about S: measure the law at high N of rows that wait, or run this on a machine with more CPUs",
		"harness sweep --workload wait --max-workers 64")
	a.Verdict = "S = 0.021 (95 % 0.014–0.028), N = 1, 2, 24 runs: no number of workers makes this more than 48x faster " +
		"(36–71x). This process may use 2 CPUs: N = 4..64 are oversubscribed and left out. Largest cause: inflation (machine), 0.0105."
	a.Without = []analysis.Removal{{Cause: "merge", Owner: "program", Serial: around(0.0021, 0.2), MaxSpeedup: ptr(around(53, 0.2)), Workers: 2, Speedup: around(1.96, 0.01)}}
	return a
}

func cannotTell() *analysis.Report {
	a := fitted(fit.Interval{Value: 0.1, Lo: 0.1, Hi: 0.1, Level: 0.95}, 0.0009, 1, 1, 2, 4)
	a.SerialFraction, a.MaxSpeedup, a.T1Seconds, a.AccountedSerialFraction = nil, nil, nil, nil
	a.AssumedLaw, a.Causes, a.Owners, a.FittedWorkers, a.Runs, a.Models, a.ChosenModel, a.Estimator = nil, nil, nil, nil, 0, nil, "", ""
	for i := range a.Points {
		p := &a.Points[i]
		p.Fitted, p.FittedSpeedup, p.Runs = false, nil, 1
		p.Seconds.Lo, p.Seconds.Hi = math.Inf(-1), math.Inf(1)
		p.Speedup.Lo, p.Speedup.Hi = math.Inf(-1), math.Inf(1)
	}
	a.Interrupted, a.Stopped = true, "interrupted after 1 block"
	a.Verdict = "Cannot tell: this process may use 1 CPU, so that no N above 1 was measured without oversubscription. " +
		"See the method at work on rows that wait, or run this where there are more CPUs."
	a.Advice = append(a.Advice, advice.Advice{Code: "too-few-n", Message: "this process may use 1 CPU", Place: advice.Verdict,
		Command: "harness sweep --workload wait --plant 0.05 --max-workers 64"})
	return a
}

func holdsZero() *analysis.Report {
	a := fitted(fit.Interval{Value: -0.0003, Lo: -0.0043, Hi: 0.00371, Level: 0.95}, 1.25, 8, 1, 2, 3, 6, 8)
	a.Verdict = "S < 0.004 (95 %), N = 1..8, 60 runs: at least 270x can be reached as far as these runs tell."
	a.WithoutUnknown = analysis.NoSerial
	return a
}

func pacedQueue() *analysis.Report {
	a := fitted(fit.Interval{Value: 0.0048, Lo: 0.0044, Hi: 0.0052, Level: 0.95}, 12.7, 64, 1, 2, 4, 8, 16, 32, 64)
	a.Schedule, a.PaceSeconds, a.Chunks, a.ChunkRows, a.Machine.GOMAXPROCS = "queue", 250e-6, 382, 8, 64
	a.Machine.LogicalCPUs, a.Machine.AffinityCPUs, a.Machine.QuotaCPUs, a.Machine.EffectiveCPUs = 64, 2, 1.5, 1.5
	a.Data = results.Data{Name: "golub", Rows: 3051, Cols: 38, Groups: [2]string{"ALL", "AML"}, Sizes: [2]int{27, 11}}
	a.Verdict = "S = 0.0048 (95 % 0.0044–0.0052), N = 1..64, 84 paced runs: no number of workers makes this more than 208x faster."
	a.WithoutUnknown = analysis.NoLaw
	a.Without = []analysis.Removal{{Cause: "split", Owner: "program", Serial: around(0.0040, 0.1), Workers: 64, Speedup: around(52, 0.01)}}
	return a
}

// remoteWorkers is of workers on two hosts, the second of which is slower.
func remoteWorkers() *analysis.Report {
	a := pacedQueue()
	a.Engine, a.Schedule = harness.RemoteKind.Name, ""
	a.Hosts = []harness.Host{{Name: "node1", CPUs: 1.5, Slots: 32, Here: true}, {Name: "node2", CPUs: 8, Slots: 32}}
	a.StagedSeconds = ptr(0.81)
	for i, c := range a.Causes {
		if c.Name == "inflation" {
			c.Parts[0].Name, c.Parts[1].Name = "on node1", "on node2"
			c.Parts[1].SerialFraction += c.Parts[2].SerialFraction
			c.Parts[1].Interval = tenth(c.Parts[1].SerialFraction)
			a.Causes[i].Parts = c.Parts[:2]
		}
	}
	for _, fact := range []advice.Fact{
		advice.Dispatcher{Rows: 8, Chunk: 2.6e-4, Worker: 0.0332, Knee: 127, AtMost: true, Larger: []advice.Larger{{Times: 2, Knee: 254}}},
		advice.SlowHost{Host: "node2", Ratio: 1.8, Lo: 1.62, Hi: 2.01},
	} {
		warn(a, fact.Message(), "")
	}
	return a
}

func withControl() *analysis.Report {
	a := good16()
	a.Control = &analysis.Control{SerialFraction: &fit.Interval{Value: 0.0021, Lo: 0.0008, Hi: 0.0034, Level: 0.95}}
	return a
}

func manyWarnings() *analysis.Report {
	a := twoCPUs()
	for i := range a.Points {
		a.Points[i].Flags = []string{"coordinator shares a CPU", "interference", "gc", "steal"}[:i%5]
	}
	warn(a, "the fitted S (0.021) and the accounted S (0.090) differ: a coordinator that overlaps the workers does not look like Amdahl",
		"harness sweep --data '/data/the rows of march.csv.gz' --groups /data/groups.csv --contrast 'case,control' --schedule static")
	for _, text := range []string{
		"the governor is powersave: type cpupower frequency-set -g performance",
		"the file /very/long/path/without/any/space/that/is/longer/than/the/terminal/is/wide/results/2026-11-22T13-23-00Z-ttest.jsonl lost its last line: it was being written when the sweep was killed",
	} {
		warn(a, text, "")
	}
	warn(a, "the data set is too small to time (0.9 ms): repeat the rows 100 times", "harness sweep --tile 100")
	return a
}

func scaledTimes(factor float64) *analysis.Report {
	a := good16()
	for i := range a.Points {
		t := &a.Points[i].Seconds
		t.Value, t.Lo, t.Hi = t.Value*factor, t.Lo*factor, t.Hi*factor
	}
	t1 := a.T1Seconds
	t1.Value, t1.Lo, t1.Hi = t1.Value*factor, t1.Lo*factor, t1.Hi*factor
	return a
}

func superlinear() *analysis.Report {
	a := fitted(fit.Interval{Value: -0.031, Lo: -0.04, Hi: -0.022, Level: 0.95}, 2.5, 12, 1, 2, 4, 6, 12)
	a.Verdict = "S < 0: faster than linear up to N = 12; more workers bring more cache. Type harness sweep --control to see the machine alone."
	return a
}

func negativeCauses() *analysis.Report {
	a := good16()
	s := 0.0132
	a.Causes[5].SerialFraction, a.Causes[6].SerialFraction = -0.3*s, 0.85*s
	a.Causes[5].Parts[2].SerialFraction = -0.41 * s
	return a
}

// hostile holds what no analysis should: the text stays text all the same.
func hostile() *analysis.Report {
	a := good16()
	a.Workload = "t|test\x1b[31m\nnext"
	a.Machine.CPUModel = "日本語のCPU名 with a name so long that it can not stand on one line of eighty columns"
	a.Points[1].Seconds = fit.Interval{Value: math.NaN(), Lo: math.NaN(), Hi: math.NaN()}
	a.Points[2].Efficiency = math.Inf(1)
	a.Points[3].Speedup = fit.Interval{Value: 0, Lo: math.Inf(-1), Hi: math.Inf(1)}
	a.Points[4].FittedSpeedup = &fit.Interval{Value: math.Inf(1), Lo: 3, Hi: math.Inf(1)}
	a.Points[4].Causes["merge"] = math.NaN()
	a.Causes[0].SerialFraction = math.Inf(1)
	warn(a, "\x1b]0;title\a red \x1b[2J", "harness sweep \x1b[2J")
	return a
}
