package analysis

import (
	"testing"

	"serialfraction/results"
)

// What makes a cause less follows from the job: where a coordinator hands rows out, the workers can take them;
// where they already do, only the size of chunks is left, and of single rows none is smaller.
func TestCures(t *testing.T) {
	queue := &results.Header{Schedule: "queue"}
	dynamic := &results.Header{Schedule: "dynamic", ChunkRows: 12}
	guided := &results.Header{Schedule: "guided", ChunkRows: 12}
	single := &results.Header{Schedule: "dynamic", ChunkRows: 1}
	shipped := &results.Header{Engine: "remote", Request: &results.Request{Ship: "rows"}}
	held := &results.Header{Engine: "remote", Request: &results.Request{Ship: "object"}}
	for _, c := range []struct {
		cause, part string
		in          *results.Header
		want        Cure
	}{
		{"split", "work", queue, SelfService},
		{"split", "work", dynamic, FewerSteps},
		{"dispatch", "work", queue, SelfService},
		{"dispatch", "work", dynamic, LargerChunks},
		{"dispatch", "", shipped, LargerChunks},
		{"transfer", "", shipped, LocalRows},
		{"transfer", "", held, LargerChunks},
		{"imbalance", "quantisation", dynamic, SmallerChunks},
		{"imbalance", "quantisation", single, ""},
		{"imbalance", "uneven rows", dynamic, ShrinkingOnes},
		{"imbalance", "uneven rows", guided, LongRowsFirst},
		{"imbalance", "uneven rows", single, LongRowsFirst},
		{"imbalance", "delayed workers", dynamic, ""},
		{"inflation", "execution", dynamic, LessMemory},
		{"inflation", "pacing", dynamic, ""},
		{"idle", "", dynamic, ""},
	} {
		if got := CureOf(c.cause, c.part, c.in); got != c.want {
			t.Errorf("%s (%s) under %s: %q, want %q", c.cause, c.part, c.in.Schedule, got, c.want)
		}
	}
}
