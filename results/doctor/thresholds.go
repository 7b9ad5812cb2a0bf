package doctor

// Thresholds that hold for the runs of a sweep as for the machine before it.
const (
	InterferenceShare = 0.02  // of their time that busy threads wait for a CPU, from which it is worth a flag
	StealShare        = 0.02  // of the CPUs that a host takes, likewise
	WorthTiming       = 0.050 // seconds that a run at N = 1 should take at least
	PacedWorkers      = 16    // N that rows paced like a slower worker's are worth sweeping to, at least
)
