package compare

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

var epoch = time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)

// A law gives the times of a simulated sweep: Amdahl's law, with a serial part before the
// workers and one after.
type law struct {
	t1           time.Duration
	split, merge float64 // shares of t1
	cv           float64 // coefficient of variation of every run
	own          float64 // cv of split and merge, each alone
	shared       float64 // cv of every block, the same in both sweeps

	uneven map[int]float64 // how much longer every run of the sweep takes at N, in log time
}

var (
	quick   = law{t1: time.Second, split: 0.01, merge: 0.02, cv: 0.01, own: 0.1}
	noisy   = law{t1: time.Second, split: 0.01, merge: 0.02, cv: 0.03, own: 0.2}
	slower  = law{t1: 1800 * time.Millisecond, split: 0.03, merge: 0.005, cv: 0.02, own: 0.1}
	drifty  = law{t1: time.Second, split: 0.01, merge: 0.02, cv: 0.005, own: 0.1, shared: 0.05}
	drifty2 = law{t1: 1010 * time.Millisecond, split: 0.02, merge: 0.02, cv: 0.005, own: 0.1, shared: 0.05}
	smooth  = law{t1: time.Second, cv: 0.02} // S = 0
)

func (l law) seconds(n int) float64 {
	s := l.split + l.merge
	return l.t1.Seconds() * (s + (1-s)/float64(n))
}

// header returns the header of a sweep on a machine with so many CPUs.
func header(cpus int, workers []int, repeats int) results.Header {
	return results.Header{
		Version: "v0.1.0", Time: epoch, Command: []string{"harness", "sweep", "--workload", "ttest", "--data", "golub", "--repeats", "5", "-o", "a.jsonl"},
		Machine: machine.Description{Hostname: "one", OS: "linux", Arch: "amd64", CPUModel: "Example CPU",
			LogicalCPUs: cpus, AffinityCPUs: cpus, EffectiveCPUs: float64(cpus), GoVersion: "go1.26", GOMAXPROCS: cpus},
		Data:     results.Data{Name: "golub", Rows: 3051, Cols: 38, SHA256: "ab12ab12ab12"},
		Workload: "ttest", Outputs: []string{"t", "df", "p"}, Engine: "pool", Schedule: "dynamic",
		ChunkRows: 32, Chunks: 96, Seed: 7, Workers: workers, Repeats: repeats, GOMAXPROCS: cpus,
	}
}

// made returns a simulated sweep of the law; shared is the noise of its blocks, nil = none.
func made(l law, h results.Header, r *rand.Rand, shared []float64) *results.File {
	f := &results.File{Header: h, End: &results.End{Stopped: "done"}}
	for b := range h.Repeats {
		for order, n := range inBlock(&h, b) {
			noise := l.cv*r.NormFloat64() + l.uneven[n]
			if shared != nil {
				noise += shared[b]
			}
			of := func(share, cv float64) time.Duration {
				return time.Duration(float64(l.t1) * share * math.Exp(noise+cv*r.NormFloat64()))
			}
			t := harness.Timing{Split: of(l.split, l.own), Merge: of(l.merge, l.own), Parallel: of((1-l.split-l.merge)/float64(n), 0)}
			t.Wall = t.Split + t.Parallel + t.Merge
			for range n {
				t.Workers = append(t.Workers, harness.WorkerTiming{Chunks: 1, Busy: t.Parallel})
			}
			f.Runs = append(f.Runs, harness.Run{Engine: h.Engine, Block: b, Order: order, Workers: n, Timing: t,
				Start: h.Time.Add(time.Duration(2*b) * time.Minute)})
		}
	}
	return f
}

// inBlock returns the N of the runs of a block.
func inBlock(h *results.Header, block int) (ns []int) {
	d := harness.NewDesign(h.Workers, h.Design)
	for _, n := range h.Workers {
		ns = append(ns, slices.Repeat([]int{n}, d.Times(n, block))...)
	}
	return ns
}

// sampled returns the analysis of a simulated sweep, which has runs at N = 1.
func sampled(f *results.File) *analysis.Sample {
	s, err := analysis.NewSample(f, analysis.Options{})
	if err != nil {
		panic(err)
	}
	return s
}

func randoms(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 5)) }

// blockNoise is noise that two sweeps share, block by block.
func blockNoise(l law, r *rand.Rand, blocks int) []float64 {
	x := make([]float64, blocks)
	for i := range x {
		x[i] = l.shared * r.NormFloat64()
	}
	return x
}
