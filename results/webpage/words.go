package webpage

// causeWords describes a cause of S, or a part of one, to a reader who never saw the word.
type causeWords struct {
	name  string // the word of the report and of JSON
	plain string // in plain words
	what  string // a sentence: what was measured
	lower string // a sentence: what makes it less; "" where nothing can be done about the job
	of    colour
}

// causes is the table of causes in the order in which a chart stacks them.
var causes = []causeWords{
	{"load", "reading the input", "Reading and parsing the rows, before any worker starts.", "Use a binary or mapped format, or fewer columns.", loadColour},
	{"split", "cutting the work up", "The coordinator cuts the rows into chunks and takes the job’s serial first step, while all workers wait.", "Move work from the first step into the rows, or use a schedule that copies nothing.", splitColour},
	{"spawn", "starting the workers", "From the release of the workers to a worker’s first chunk.", "Give each start more work: more rows in a run, or workers that stay alive.", spawnColour},
	{"dispatch", "getting the next chunk", "A worker is between two chunks: it claims the next, or waits for the coordinator.", "Larger chunks, or the schedule dynamic instead of queue.", dispatchColour},
	{"serialize", "packing rows and answers", "A remote worker decodes its rows and encodes its answers.", "Let workers read the rows themselves, or send fewer columns.", dispatchColour},
	{"transfer", "sending rows and answers", "A chunk or its answer is on its way, or in a queue.", "Larger chunks, or workers that read the rows themselves.", dispatchColour},
	{"imbalance", "waiting for the last one", "A worker is done while others are still busy.", "Smaller chunks towards the end (schedule guided), or rows that cost alike.", imbalanceColour},
	{"merge", "collecting the answers", "The answers are put in the order of the rows, then the job’s serial last step.", "A faster last step, or one that works on parts.", mergeColour},
	{"store", "writing the results", "The result rows are written, once for all runs.", "Fewer columns of results, or a faster disk.", loadColour},
	{"inflation", "rows got slower", "The same rows take more worker time when many work at once.", "Fewer workers per memory channel, less data per row, and no other program on the CPUs.", inflationColour},
	{"idle", "not on a CPU", "The program used less CPU time than its workers could: serial phases, waits, or others on the CPUs.", "Measure inside the program: a harness workload shows which of these it is.", spawnColour},
	{"unattributed", "not explained", "Time that no measurement explains.", "", openColour},
}

// parts are the words of parts of causes.
var parts = map[string]string{
	"quantisation": "chunks do not divide evenly", "uneven rows": "chunks take unlike times",
	"delayed workers": "a worker waited for a CPU", "slower workers": "a worker was slower than the others",
	"interference": "other work had the CPU", "gc": "garbage collection", "blocked": "blocked in the kernel",
	"execution": "slower execution: memory, caches, clock", "unsplit": "cannot be split further", "pacing": "pace makes up for it",
	"start": "the start itself", "run-queue delay": "waiting for a CPU", "waking": "until the system wakes it",
	"fsync": "until the disk has it", "user": "in the program", "system": "in the kernel",
}

func wordsOf(cause string) causeWords {
	for _, c := range causes {
		if c.name == cause {
			return c
		}
	}
	return causeWords{name: cause, plain: shown(cause), what: "A cause that this page has no words for.", of: openColour}
}

func partWords(name string) string {
	if plain, ok := parts[name]; ok {
		return plain
	}
	return shown(name)
}

// owners are the words of owners, as headings.
var owners = map[string]string{"program": "The program’s own", "machine": "The machine’s", "": "Nobody’s"}

// scopeWords say what a scope counts.
var scopeWords = map[string]string{
	"steady":     "workers that have started",
	"compute":    "plus their start",
	"pipeline":   "plus cutting up and collecting",
	"end-to-end": "plus reading and writing",
}

// A word is an entry of the list of words.
type word struct{ Name, Says string }

// glossary explains the words of the page.
var glossary = []word{
	{"N", "how many workers work at once."},
	{"T(N)", "the time of a run with N workers, in the scope that was chosen."},
	{"speed-up", "T(1)/T(N): how many times faster N workers are than one."},
	{"efficiency", "speed-up divided by N: how much of each worker is useful."},
	{"S", "the serial fraction: the share of the work that does not get faster with more workers. By Amdahl’s law no number of workers makes a job more than 1/S times faster."},
	{"the program’s own S", "S of the program by itself, on a machine that takes nothing from it."},
	{"e(N)", "the serial fraction at one N by Karp and Flatt: (N·T(N) − T(1)) / ((N − 1)·T(1)). Its causes add up to it exactly."},
	{"ceiling", "the greatest speed-up that any number of workers can reach by the law."},
	{"interval", "what repeats of the same sweep would give in 95 of 100 cases."},
	{"fitted", "used to find the law. Runs with more workers than CPUs are shown, and not used."},
	{"block", "one repeat: each N is run in a fresh order, so that what the machine does meanwhile falls on all N alike."},
}
