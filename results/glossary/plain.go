package glossary

// Plain returns what a picture says instead of the name of a cause of S or of a part of one, and whether it has that.
func Plain(name string) (words string, ok bool) {
	words, ok = plain[name]
	return words, ok
}

// plain are the causes and their parts in words that need no explanation.
var plain = map[string]string{
	"load": "reading the input", "split": "cutting the work up", "spawn": "starting the workers", "dispatch": "getting the next chunk",
	"serialize": "packing rows and answers", "transfer": "sending rows and answers", "imbalance": "waiting for the last one",
	"merge": "collecting the answers", "store": "writing the results", "inflation": "rows got slower", "idle": "not on a CPU",
	"unattributed": "not explained",

	"quantisation": "chunks do not divide evenly", "uneven rows": "chunks take unlike times", "delayed workers": "a worker waited for a CPU",
	"slower workers": "a worker was slower than the others", "interference": "other work had the CPU", "gc": "garbage collection",
	"blocked": "its thread slept", "execution": "slower execution: memory, caches, clock", "unsplit": "cannot be split further",
	"more instructions": "more instructions for the same rows", "more cycles each": "memory, caches, a shared core",
	"lower clock": "a slower clock of the CPUs", "rest of execution": "what the counters do not explain",
	"pacing": "pace makes up for it", "start": "the start itself", "run-queue delay": "waiting for a CPU", "waking": "until the system wakes it",
	"sync to disk": "until the disk has it", "user": "in the program", "system": "in the system",
}
