//go:build !race

package main

import (
	"time"

	"serialfraction/fit"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
)

// A plain world: rows of 100 µs, S near 0.05, little noise.
func plain(cpus_ float64, change func(*world)) world {
	w := world{machine: cpus(cpus_), rows: 10000, rowCPU: 100 * time.Microsecond, serial: 50 * time.Millisecond, noise: 0.005}
	if change != nil {
		change(&w)
	}
	return w
}

// whole is a world with a program of 10 s, a twentieth of which is serial.
func whole(cpus_ float64, change func(*world)) world {
	return plain(cpus_, func(w *world) {
		w.program = func(n int) (wall, cpu time.Duration) {
			return time.Duration(amdahl(0.05)(float64(n)) * 1e9), 10 * time.Second
		}
		w.start = time.Millisecond
		if change != nil {
			change(w)
		}
	})
}

func forced(f *results.File) { f.Header.Forced = []string{"another sweep was running on this machine"} }

func killed(f *results.File) { f.End, f.Runs = nil, f.Runs[:len(f.Runs)-3] }

const xz = " --workload command -- xz -k -c -T{workers} --block-size=1MiB a\u00a0b.bin"

// sweepCases follow what a report of a sweep advises. They are made where they are needed, for
// this program is also started by the scripts, some 500 times.
func sweepCases() map[advice.Code][]followed {
	return map[advice.Code][]followed{
		advice.Forced: {
			sweepCase{world: plain(4, nil), words: "--repeats 10", had: forced},
			sweepCase{world: whole(4, nil), words: "--repeats 10" + xz, had: forced},
		},
		advice.NoLock: {sweepCase{world: plain(4, nil), words: "--repeats 10", had: func(f *results.File) {
			f.Header.Unlocked = "cannot tell whether another sweep is running: open /tmp/harness-sweep.lock: permission denied"
		}}},
		advice.Resumed: {sweepCase{world: plain(4, nil), words: "--repeats 10", had: func(f *results.File) {
			f.Resumes = []results.Resume{{Version: "v0", Machine: f.Header.Machine, After: 3}}
		}}},
		advice.Killed: {sweepCase{world: whole(4, nil), words: "--repeats 10" + xz, had: killed}},
		advice.Failed: {sweepCase{world: plain(4, nil), words: "--repeats 10", had: func(f *results.File) {
			f.End.Failed = "the program took longer than 5 s: raise --run-timeout"
		}, says: "raise", then: func(*world) {}}},
		advice.SmallT1: {sweepCase{world: plain(4, func(w *world) { w.rows, w.serial = 10, 0 }), words: "--repeats 10"}},
		advice.Untimed: {
			sweepCase{world: plain(4, nil), words: "--data my.csv --repeats 10", scope: analysis.EndToEnd},
			sweepCase{world: plain(4, nil), words: "--results p.csv --repeats 10", scope: analysis.EndToEnd, says: "read the rows from a file", other: "--data my.csv --results p.csv --repeats 10"},
		},
		advice.Once: {sweepCase{world: plain(4, func(w *world) { w.reading = time.Second }), words: "--data my.csv --repeats 10", scope: analysis.EndToEnd,
			says: "convert them to .npy", then: func(w *world) { w.reading = 0 }}},
		advice.LessStored: {sweepCase{world: plain(4, func(w *world) { w.writings = 2 }), words: "--results p.csv --repeats 10", scope: analysis.EndToEnd,
			says: "to a faster disk", then: func(w *world) { w.writings = 10 }}},
		advice.NoAnswer: {sweepCase{world: plain(4, func(w *world) { w.unanswered = true }), words: "--results p.csv --repeats 10"}},
		advice.PaceUnchecked: {sweepCase{world: plain(4, func(w *world) { w.switches = 1 }), words: "--data golub --pace 1ms --max-workers 8 --repeats 5",
			says: "sweep on a system that does", then: func(w *world) { w.switches = 0 }}},
		advice.NoInterval: {
			sweepCase{world: plain(4, nil), words: "--workers 2 --repeats 1"},
			sweepCase{world: whole(2, nil), words: "--repeats 1" + xz},
		},
		advice.AnyS: {
			sweepCase{world: plain(2, func(w *world) { w.noise = 0.3 }), words: "--repeats 5"},
			sweepCase{world: whole(2, func(w *world) { w.noise = 0.3 }), words: "--repeats 5" + xz},
		},
		advice.CausesDisagree: {sweepCase{world: coordinated(), words: "--schedule queue --repeats 10", by: advice.Busy}},
		advice.Busy: {
			sweepCase{world: coordinated(), words: "--schedule queue --repeats 10"},
			sweepCase{world: coordinated(), words: "--engine remote --chunk 1 --repeats 10", says: "the dispatcher is the limit from N = 10 on"},
		},
		advice.Straggling: {sweepCase{world: plain(4, func(w *world) { w.slowHost = 0.5 }), words: "--engine remote --repeats 10",
			says: "stop what else runs there", then: func(w *world) { w.slowHost = 0 }}},
		advice.ControlUnknown: {sweepCase{world: plain(4, func(w *world) { w.noise = 0.4 }), words: "--control --repeats 1"}},
		advice.Slow: {sweepCase{world: plain(8, func(w *world) { w.slowEvery, w.noise = 7, 0.002 }), words: "--repeats 60",
			says: "find what makes runs slow", then: func(w *world) { w.slowEvery = 0 }}},
		advice.MeanNeedsRuns: {sweepCase{world: plain(8, func(w *world) { w.slowEvery = 10 }), words: "--repeats 10"}},
		advice.CarryOver: {sweepCase{world: plain(8, func(w *world) { w.heat = 0.1 }), words: "--repeats 20",
			says: "let the machine rest between runs", then: func(w *world) { w.heat = 0 }}},
		advice.BlocksDiffer: {sweepCase{world: plain(8, func(w *world) { w.drift, w.noise = 0.5, 0.002 }), words: "--workers 2,4 --repeats 24",
			says: "find what changes from minute to minute", then: func(w *world) { w.drift = 0 }}},
		advice.Drift: {
			sweepCase{world: plain(2, func(w *world) { w.shifts = 0.15 }), words: "--repeats 20",
				says: "see what else the machine does", then: func(w *world) { w.shifts = 0 }},
			sweepCase{world: plain(8, func(w *world) { w.shifts = -0.3 }), words: "--repeats 30",
				says: "see what else the machine does", then: func(w *world) { w.shifts = 0 }},
		},

		advice.Interference: {sweepCase{world: plain(4, func(w *world) { w.waits = 0.2 }), words: "--repeats 10",
			says: "stop other programs", then: func(w *world) { w.waits = 0 }}},
		advice.Steal: {sweepCase{world: plain(4, func(w *world) { w.steals = 0.2 }), words: "--repeats 10",
			says: "sweep again at a quieter hour", then: func(w *world) { w.steals = 0 }}},
		advice.Collection: {sweepCase{world: plain(4, func(w *world) { w.collects = 0.1 }), words: "--repeats 10",
			says: "run with GOGC=off", then: func(w *world) { w.collects = 0 }}},
		advice.HighLoad: {sweepCase{world: plain(4, func(w *world) { w.machine.Load = []float64{3, 2, 1} }), words: "--repeats 10",
			says: "wait a minute, and sweep again", then: func(w *world) { w.machine.Load = []float64{0.2, 2, 1} }}},
		advice.Governor: {sweepCase{world: plain(4, func(w *world) { w.machine.Clock.Governor = "powersave" }), words: "--repeats 10",
			says: "frequency-set -g performance", then: func(w *world) { w.machine.Clock.Governor = "performance" }}},
		advice.Turbo: {sweepCase{world: plain(4, func(w *world) { w.machine.Clock.Boost = new(true) }), words: "--repeats 10",
			says: "to turn it off", then: func(w *world) { w.machine.Clock.Boost = new(false) }}},
		advice.SharedCores: {sweepCase{world: plain(8, func(w *world) { w.machine.AffinityCores = 4 }), words: "--repeats 10"}},
		advice.SlowCores: {sweepCase{world: plain(8, func(w *world) {
			w.machine.CoreKinds = []machine.CoreKind{{CPUs: "0-3", Allowed: 4}, {CPUs: "4-7", Allowed: 4}}
		}), words: "--repeats 10"}},
		advice.Throttled: {sweepCase{world: plain(8, func(w *world) { w.throttled = 5 }), words: "--repeats 10"}},
		advice.Faults: {sweepCase{world: plain(4, func(w *world) { w.faults = 3 }), words: "--repeats 10",
			says: "free some", then: func(w *world) { w.faults = 0 }}},
		advice.Switched: {sweepCase{world: plain(4, func(w *world) { w.switches = 1000 }), words: "--repeats 10",
			says: "stop other programs", then: func(w *world) { w.switches = 1 }}},
		advice.Probed: {sweepCase{world: plain(4, func(w *world) { w.probe = spun(1.2) }), words: "--repeats 10",
			says: "stop other programs", then: func(w *world) { w.probe = spun(2) }}},

		advice.UnseenCPU: {
			sweepCase{world: whole(4, func(w *world) { w.program = elsewhere }), words: "--repeats 10" + xz,
				says: "time the program that computes", then: func(w *world) { *w = whole(4, nil) }},
			sweepCase{world: whole(4, func(w *world) { w.program = lessAndLess }), words: "--repeats 10" + xz,
				says: "time the program that computes", then: func(w *world) { *w = whole(4, nil) }},
		},
		advice.MoreThreads: {sweepCase{world: whole(4, func(w *world) {
			w.program = func(n int) (wall, cpu time.Duration) { return 3 * time.Second, 10 * time.Second }
		}), words: "--repeats 10" + xz, says: "tell it how many threads to use", then: func(w *world) { *w = whole(4, nil) }}},
		advice.SlowStart: {sweepCase{world: whole(4, func(w *world) { w.start = time.Second }), words: "--repeats 10" + xz,
			says: "give the program more to do", then: func(w *world) {
				w.program = func(n int) (wall, cpu time.Duration) {
					return time.Duration(100 * amdahl(0.05)(float64(n)) * 1e9), 1000 * time.Second
				}
			}}},
		advice.ExitCodes: {sweepCase{world: whole(4, nil), words: "--repeats 10" + xz, had: func(f *results.File) {
			f.Runs[0].Timing.Process.Code = 1
		}, says: "mend the program", then: func(*world) {}}},

		advice.Code(fit.TooFewLoads): {sweepCase{world: plain(1, func(w *world) { w.rowCPU = 4 * time.Millisecond; w.rows = 3000 }), words: "--data my.csv --repeats 10"}},
		advice.Code(fit.TwoLoads): {
			sweepCase{world: plain(2, func(w *world) { w.rowCPU = 4 * time.Millisecond; w.rows = 3000 }), words: "--data my.csv --repeats 10"},
			sweepCase{world: plain(2, nil), words: "--max-time 2m"},
			sweepCase{world: plain(2, nil), words: "--max-workers 64 --repeats 40 --control"},
			sweepCase{world: plain(4, nil), words: "--workers 1,2 --repeats 10"},
			sweepCase{world: whole(2, nil), words: "--repeats 10" + xz, says: "sweep on a machine with more CPUs", then: func(w *world) { w.machine = cpus(8) }},
		},
		advice.Code(fit.OneRunEach): {sweepCase{world: whole(4, nil), words: "--repeats 1" + xz}},
		advice.Code(fit.ShortSpan):  {sweepCase{world: plain(8, nil), words: "--workers 2,3 --repeats 10"}},
		advice.Code(fit.Uncompared): {sweepCase{world: whole(16, nil), words: "--max-workers 8 --repeats 1" + xz}},
	}
}

// coordinated is a world whose coordinator is busy for a tenth of a run.
func coordinated() world { return plain(16, func(w *world) { w.coordinator = w.rowCPU / 10 }) }

// elsewhere is a program whose CPU time is not seen.
func elsewhere(n int) (wall, cpu time.Duration) {
	return time.Duration(amdahl(0.05)(float64(n)) * 1e9), 10 * time.Millisecond
}

// lessAndLess is a program whose CPU time is not seen beyond N = 1.
func lessAndLess(n int) (wall, cpu time.Duration) {
	wall, cpu = elsewhere(n)
	if n == 1 {
		cpu = wall
	}
	return wall, cpu
}

// spun is a probe by which N CPUs, 2 of which do so much the work of one, do that of N/2 of these.
func spun(two float64) *results.Probe {
	p := &results.Probe{}
	for _, n := range []int{1, 2, 4} {
		at := two * float64(n) / 2
		p.Spin = append(p.Spin, results.SpinProbe{Threads: n, Speedup: results.Middle{Value: at, Lo: 0.99 * at, Hi: at}, Slowest: []int64{1e7, 1e7, 1e7}})
	}
	return p
}
