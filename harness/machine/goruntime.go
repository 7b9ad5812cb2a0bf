package machine

import (
	"math"
	"runtime/metrics"
	"slices"
	"strings"
)

// A GoRuntime holds the settings of the Go runtime of this process.
type GoRuntime struct {
	GOGC       *int  `json:"gogc_percent,omitempty"`     // percent; -1 = the collector is off; nil = unknown
	GOMEMLIMIT int64 `json:"gomemlimit_bytes,omitempty"` // bytes; 0 = none
}

// readGoRuntime reads the current settings, whether from the environment or set by the
// program.
func readGoRuntime() (r GoRuntime) {
	samples := []metrics.Sample{{Name: "/gc/gogc:percent"}, {Name: "/gc/gomemlimit:bytes"}}
	metrics.Read(samples)
	if v := samples[0].Value; v.Kind() == metrics.KindUint64 {
		r.GOGC = new(-1)
		if percent := v.Uint64(); percent <= math.MaxInt32 {
			*r.GOGC = int(percent)
		}
	}
	if v := samples[1].Value; v.Kind() == metrics.KindUint64 && v.Uint64() < math.MaxInt64 {
		r.GOMEMLIMIT = int64(v.Uint64())
	}
	return r
}

// idleSpace returns the address space of the heap that holds nothing now, in bytes. It is the
// process's own already, and the heap takes it again before it asks for more.
func idleSpace() (bytes int64) {
	samples := []metrics.Sample{{Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	for _, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			bytes += int64(s.Value.Uint64())
		}
	}
	return bytes
}

// environment lists the variables that can change how long work takes, or its answer: of the
// Go runtime, of threads in OpenMP and the like, of memory, and of batch systems that assign
// CPUs. Others are not recorded, for privacy.
var environment = strings.Fields(`
	GOAMD64 GOARM64 GODEBUG GOEXPERIMENT GOGC GOMAXPROCS GOMEMLIMIT GOTRACEBACK
	OMP_DYNAMIC OMP_MAX_ACTIVE_LEVELS OMP_NUM_THREADS OMP_PLACES OMP_PROC_BIND OMP_SCHEDULE OMP_STACKSIZE
	OMP_THREAD_LIMIT OMP_WAIT_POLICY
	GOMP_CPU_AFFINITY GOMP_SPINCOUNT KMP_AFFINITY KMP_BLOCKTIME
	BLIS_NUM_THREADS GOTO_NUM_THREADS MKL_DYNAMIC MKL_NUM_THREADS NUMEXPR_MAX_THREADS NUMEXPR_NUM_THREADS
	OPENBLAS_CORETYPE OPENBLAS_NUM_THREADS VECLIB_MAXIMUM_THREADS
	JULIA_NUM_THREADS NUMBA_NUM_THREADS POLARS_MAX_THREADS RAYON_NUM_THREADS R_DATATABLE_NUM_THREADS TBB_NUM_THREADS
	GLIBC_TUNABLES LD_PRELOAD MALLOC_ARENA_MAX MALLOC_CONF PYTHONHASHSEED PYTHONMALLOC
	LANG LC_ALL LC_NUMERIC
	SLURM_CPUS_PER_TASK SLURM_CPU_BIND SLURM_NTASKS PBS_NP NSLOTS LSB_DJOB_NUMPROC`)

// Recorded reports whether a description has the value of a variable where it is set.
func Recorded(variable string) bool { return slices.Contains(environment, variable) }

// readEnvironment returns those of the variables that are set; nil = none.
func readEnvironment(getenv func(string) string) map[string]string {
	var set map[string]string
	for _, name := range environment {
		if value := getenv(name); value != "" {
			if set == nil {
				set = map[string]string{}
			}
			set[name] = value
		}
	}
	return set
}
