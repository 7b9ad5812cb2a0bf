package results

import (
	"time"

	"serialfraction/harness"
	"serialfraction/harness/counters"
	"serialfraction/harness/machine"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
)

// sampleHeader returns the header of a sweep over the given N on a machine of 4 CPUs.
func sampleHeader(workers ...int) Header {
	load := 40 * time.Millisecond
	return Header{
		Version: "v0.1.0", Time: runtest.Epoch, Command: []string{"harness", "sweep", "--workload", "ttest"},
		Machine: machine.Description{Hostname: "node-1", OS: "linux", Arch: "amd64", Kernel: "6.1.0", CPUModel: "Example CPU",
			LogicalCPUs: 4, AffinityCPUs: 4, EffectiveCPUs: 4, MemoryBytes: 8 << 30, GoVersion: "go1.26", GOMAXPROCS: 4},
		Data:     Data{Name: "golub", Rows: 3051, Cols: 38, Groups: [2]string{"ALL", "AML"}, Sizes: [2]int{27, 11}, SHA256: "ab12"},
		Workload: "ttest", Args: map[string]string{"var": "unequal"}, Outputs: []string{"t", "df", "p"},
		Engine: "pool", Schedule: "dynamic", ChunkRows: 32, Chunks: 96,
		Seed: 7, Workers: workers, Warmup: 1, Repeats: 6, Precision: 0.005, MaxTime: time.Minute, GOMAXPROCS: 4, Parking: harness.ByFutex,
		Load: &load, Staged: new(80 * time.Millisecond), Answer: "cd34",
	}
}

// sampleRequest returns a request with every field set.
func sampleRequest() *Request {
	return &Request{
		Workload: "ttest", Settings: map[string][]string{"var": {"unequal"}, "env": {"LANG=1\n2", "B="}, "shell": {"true"}}, Program: []string{"sh", "-c", "it's\n"},
		Source: Source{Data: "rows.csv", Groups: "g.csv", GroupBy: "^a", GroupField: "sex", Contrast: "m,f", Phenotype01: true, NoHeader: true, IDs: "first", TextColumns: 2, Columns: "^s", NA: []string{"-999", "ND"}, Tile: 2},
		Engine: "pool", Schedule: "dynamic", Ship: "rows", Elsewhere: Elsewhere{"10.0.0.1:4222", "tls://host:4222", "c.json", "j.json", 5 * time.Second}, ChunkRows: 32, Pace: new(250 * time.Microsecond), Control: true, NoTimeline: true, Weak: true,
		Workers: []int{3, 2}, MaxWorkers: 8, Warmup: 1, Repeats: 6, Precision: 0.005, MaxTime: time.Minute, Seed: 1<<64 - 1, NoProbe: true, SafeCSV: true,
		Results: "p.csv", Profiles: map[string]string{"trace": "t.out"}, Checks: []string{"S<0.05"}, FailIf: []string{"T1>1s"}, Strict: true,
	}
}

// oneOfEach returns a run with everything that a line can hold.
func oneOfEach() harness.Run {
	cycles, pause, assist, steal := 1, 30*time.Microsecond, 5*time.Microsecond, 10*time.Millisecond
	return harness.Run{
		Engine: "pool", Block: 2, Order: 1, Workers: 2, Warmup: true, Start: runtest.Epoch,
		Timing: runtest.Tiled(harness.Timing{
			Split: 100, Merge: 50, Coordinator: 900, Late: 15, Lost: 1,
			Delay: &harness.CoordinatorDelay{Split: 60, Merge: 40, Rejoin: new(30 * time.Nanosecond)}, Rejoined: new(45 * time.Nanosecond), Waking: new(6 * time.Nanosecond),
			Workers: []harness.WorkerTiming{
				{Chunks: 60, Wake: 10, Busy: 1000, Claim: 40, Awake: new(time.Duration(8)), Process: new(time.Duration(1500)),
					Sched: &meter.SchedTiming{CPU: 1010, RunDelay: 20, WakeDelay: new(time.Duration(7)), AwakeDelay: new(time.Duration(5)), ClaimDelay: new(time.Duration(3))},
					Counts: &counters.Counts{
						Hardware: &counters.Hardware{Instructions: 4000, Cycles: 3000, Reference: new(int64(2800)), Misses: new(int64(12)), Enabled: 1020, Running: 990},
						Software: &counters.Software{MinorFaults: 5, MajorFaults: 1, Migrations: new(int64(2)), Involuntary: 1}}},
				{Chunks: 36, Wake: 20, Busy: 900, Claim: 30, Serialize: 25, Transfer: 35, Host: "node2"},
			},
			Others: &meter.OtherWork{CPU: 30 * time.Millisecond, Pressure: new(7 * time.Microsecond), Ready: new(1.5)},
		}),
		System: meter.System{GCCycles: &cycles, GCPause: &pause, GCAssist: &assist, Steal: &steal,
			Throttles: new(2), Throttled: new(3 * time.Millisecond), ClockHz: 3_400_000_000,
			Usage: &meter.Usage{CPUUse: meter.CPUUse{User: 1900, System: 45, Voluntary: 4, Involuntary: 1}, MinorFaults: 6, MajorFaults: 2, PeakRSS: 8 << 20, MaxRSS: 9 << 20}},
		Answer: "cd34",
		Timeline: harness.NewTimeline([][]harness.Span{
			{{First: 0, Chunks: 1, Start: 20, End: 320}, {First: 37, Chunks: 59, Start: 340, End: 1040, Delay: 12, Measured: true}},
			{{First: 1, Chunks: 36, Start: 50, End: 950}}}),
	}
}
