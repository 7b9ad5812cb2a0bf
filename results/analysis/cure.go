package analysis

import "serialfraction/results"

// A Cure is what makes a cause of S less, as far as its measurement and the settings of the job show; "" where
// that is not known.
type Cure string

// The cures.
const (
	SelfService   Cure = "workers take chunks" // from a counter: no coordinator copies rows and hands them out
	LargerChunks  Cure = "larger chunks"
	SmallerChunks Cure = "smaller chunks"
	ShrinkingOnes Cure = "shrinking chunks" // towards the end, or the long rows first
	LongRowsFirst Cure = "long rows first"  // where chunks shrink already, or are single rows
	LocalRows     Cure = "local rows"       // which the workers hold or read themselves
	FewerSteps    Cure = "less before"      // work of the serial first step goes into the rows
	LongerRuns    Cure = "longer runs"      // more rows for each start of the workers
	PartialMerge  Cure = "partial merge"    // each worker finishes its own rows
	LessMemory    Cure = "less memory"      // fewer workers for each memory channel, or less data for each row
	LessGarbage   Cure = "less garbage"     // a kernel that reuses its memory
	AlikeCPUs     Cure = "alike CPUs"
	FasterFiles   Cure = "faster files" // a mapped or packed format, or fewer columns
)

// CureOf returns what makes a cause of S, or a part of one, less in the job of a file; part "" is the cause as a whole.
// Both have the names of [Cause].
func CureOf(cause, part string, h *results.Header) Cure {
	coordinated := h.Coordinated() && !h.Remote() // remote workers can only be handed theirs
	switch cause {
	case "load", "store":
		return FasterFiles
	case "split":
		if coordinated {
			return SelfService
		}
		return FewerSteps
	case "spawn":
		return LongerRuns
	case "dispatch":
		if coordinated {
			return SelfService
		}
		return LargerChunks
	case "serialize", "transfer":
		if h.ShipsRows() {
			return LocalRows
		}
		return LargerChunks
	case "imbalance":
		return imbalanceCure(part, h)
	case "merge":
		return PartialMerge
	case "inflation":
		return inflationCures[part]
	}
	return ""
}

// imbalanceCure returns what makes a part of the imbalance less. Chunks of one row are as small as they get.
func imbalanceCure(part string, h *results.Header) Cure {
	single := h.ChunkRows <= 1
	switch {
	case part == "slower workers":
		return AlikeCPUs
	case part == "uneven rows" && (single || h.Shrinks()):
		return LongRowsFirst
	case part == "uneven rows":
		return ShrinkingOnes
	case (part == "" || part == "quantisation") && !single:
		return SmallerChunks
	}
	return ""
}

var inflationCures = map[string]Cure{
	"gc":        LessGarbage,
	"execution": LessMemory,
	moreCycles:  LessMemory,
}
