package timings

import (
	"strings"
	"sync"
)

// The words that names are made of, in lower case.
var (
	isWorkers = oneOf(`workers worker threads thread procs proc processors processor processes process
		cores core cpus cpu ncpu ncpus vcpu vcpus nodes node n p np j concurrency load users nusers clients client
		nclients connections conns jobs njobs parallelism gomaxprocs nproc nprocs nthread nthreads nworkers ncores
		nnodes rank ranks nranks tasks ntasks goroutines vus replicas instances agents executors slots dop hosts
		machines gpu gpus ngpu ngpus gcd gcds pe pes npes tpu tpus socket sockets chip chips mpiprocs pods
		kerne prozesse knoten`)
	isFiller = oneOf(`num number of no nr nb count parallel concurrent parameter param omp mpi max available worker
		db client server logical physical active total hw hardware virtual anzahl`)
	isModel = oneOf("mpi omp openmp") // of parallel programming: alone they count its workers

	// What a rate or a cost may be of one of: "GFLOPS/core", "node-hours". Tasks, jobs and
	// users are work too, and "ms/task" is a time.
	isUnitOfWorkers = oneOf(`core cores cpu cpus thread threads process processes proc procs processor node nodes rank
		ranks gpu gpus gcd gcds socket sockets pe pes vcpu vcpus worker workers goroutine goroutines chip host`)

	isSpeedupWord = oneOf("speedup speedups scaling scaleup")
	isEfficiency  = oneOf("efficiency efficiencies eff effizienz")
	isRate        = oneOf(`throughput thruput tput goodput rate rates bandwidth speed
		` + rateUnits)
	isRateUnit = oneOf(rateUnits)
	isTimeWord = oneOf(`time times wall elapsed real duration durations runtime walltime wallclock makespan
		zeit laufzeit rechenzeit temps tiempo`)
	isBareTime = oneOf("time times zeit temps tiempo") // of a run or of the day
	isExtreme  = oneOf("min max minimum maximum best worst fastest slowest")

	isStatistic = oneOf("max maximum mean avg average median best worst")

	isRepeat = oneOf(`rep reps repeat repeats repetition repetitions run runs trial trials iteration iterations iter
		iters round rounds sample samples replicate attempt seed order block index idx id i epoch epochs step try pass
		measurement`)

	// Scatter and bounds of any quantity.
	spread = oneOf(`std stddev stdev sd se sem stderr err error errors var variance cv ci rsd mad lo hi low high lower
		upper q quantile percentile iqr range width p_value`)
)

// rateUnits are units of rates, and names that stand for one: SYPD is simulated years per
// day, TEPS traversed edges, LUPS lattice updates, GUPS giga-updates per second.
const rateUnits = `ops kops mops gops rps krps mrps qps kqps tps ktps iops kiops fps hz mips eps pps kpps mpps
	flops mflops gflops tflops pflops bps kbps mbps gbps
	teps mteps gteps gups lups mlups glups sypd`

// isSizeWord reports whether a word stands for the size of a message or a problem.
var isSizeWord = oneOf("size sizes bytes nbytes msgsize msgsizes")

// isLatency reports whether a word stands for the time of a request or a message.
var isLatency = oneOf("latency latencies lat")

// isAside reports whether t is a word for scatter, bounds or percentiles.
func isAside(t string) bool { return spread(t) || isPercentile(t) }

// isNeverTime reports whether a word belongs to a time that is not the time of a run: CPU
// time, the time of a request, the time of day.
var isNeverTime = oneOf(`user sys system cpu kernel idle latency response wait start started begin began end ended
	stop finish finished date stamp timestamp datetime overhead efficiency lat rtt delay queue queued`)

// units of time. Minutes are spelled out, because min is the least of several.
var units = unitTable(map[string]scale{
	"s sec secs second seconds": {1, 1},
	"ms msec msecs milli millis millisec millisecs millisecond milliseconds": {1, 1e3},
	"us usec usecs micro micros microsec microsecs microsecond microseconds": {1, 1e6},
	"ns nsec nsecs nano nanos nanosec nanosecs nanosecond nanoseconds":       {1, 1e9},
	"ps picosecond picoseconds": {1, 1e12},
	"mins minute minutes":       {60, 1},
	"h hr hrs hour hours":       {3600, 1},
})

// longUnits are units of time that name a date or a time of day too: they count in a
// quotient (ns/day, simulated years per day) and beside a word for time.
var longUnits = unitTable(map[string]scale{
	"day days":      {86400, 1},
	"yr year years": {31557600, 1},
})

func unitTable(byNames map[string]scale) map[string]scale {
	table := map[string]scale{}
	for names, sc := range byNames {
		for _, name := range strings.Fields(names) {
			table[name] = sc
		}
	}
	return table
}

func oneOf(words string) func(string) bool {
	set := sync.OnceValue(func() map[string]bool { // not before main
		set := map[string]bool{}
		for _, w := range strings.Fields(words) {
			set[w] = true
		}
		return set
	})
	return func(w string) bool { return set()[w] }
}
