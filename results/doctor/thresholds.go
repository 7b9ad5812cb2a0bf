package doctor

// Thresholds that hold for the runs of a sweep as for the machine before it.
const (
	InterferenceShare = 0.02  // share of their time that busy threads wait for a CPU, from which on a run is flagged
	StealShare        = 0.02  // share of the CPUs that the host takes, likewise
	WorthTiming       = 0.050 // least T(1) in seconds that is worth timing
	PacedWorkers      = 16    // largest N of an advised sweep of paced rows, at least
)
