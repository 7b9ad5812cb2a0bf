package counters

// A kernel is what a gauge asks of the system about the calling thread. A test has one of its own,
// which returns what was recorded.
type kernel interface {
	// open begins to count an event, in the group that the file of another event leads, or with none
	// alone.
	open(e event, leader int) (file int, err error)

	// read returns how many bytes it wrote into buf: as many as the group of the file has.
	read(file int, buf []byte) (n int, err error)

	close(file int)

	// usage returns what the thread has done since its birth, without Migrations; nil where the system
	// does not tell.
	usage() *Software

	// text returns a file of /proc; "" where it cannot be read.
	text(path string) string
}

// An event is something that is counted, by the numbers of perf_event_open(2).
type event struct {
	kind   uint32 // PERF_TYPE_HARDWARE or PERF_TYPE_SOFTWARE
	config uint64
	needed bool // without it the others are not worth reading

	put func(h *Hardware, count int64) // of an event of the processor
}

// The numbers are part of the interface of Linux and never change (include/uapi/linux/perf_event.h).
const (
	hardwareKind = 0
	softwareKind = 1
)

// hardwareEvents are counted together, so that their ratios are of the same moments.
var hardwareEvents = [...]event{
	{hardwareKind, 0, true, func(h *Hardware, n int64) { h.Cycles = n }},
	{hardwareKind, 1, true, func(h *Hardware, n int64) { h.Instructions = n }},
	{hardwareKind, 9, false, func(h *Hardware, n int64) { h.Reference = &n }},
	{hardwareKind, 3, false, func(h *Hardware, n int64) { h.Misses = &n }},
}

var migrations = event{kind: softwareKind, config: 4}
