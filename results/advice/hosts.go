package advice

import (
	"fmt"
	"strings"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// Dispatcher is the fact that a coordinator that hands chunks to remote workers lets them wait from some
// N on.
type Dispatcher struct {
	Rows   int     // of a chunk
	Chunk  float64 // seconds for which a chunk keeps the coordinator busy
	Worker float64 // seconds for which it keeps one worker busy
	Knee   float64 // N* = Worker/Chunk, from which on the workers wait

	Larger []Larger // what larger chunks would do, ascending; none where too few chunks would be left
	AtMost bool     // their Knee is the most that it can be
}

// Larger is what chunks of Times the rows would do.
type Larger struct {
	Times int
	Knee  float64
}

// Code returns Busy.
func (Dispatcher) Code() Code { return Busy }

// Message gives N*, and that of larger chunks.
func (d Dispatcher) Message() string {
	text := fmt.Sprintf("the dispatcher is the limit from N = %.0f on, whatever the curve predicts: a chunk of %s keeps it busy for D = %s and one worker for %s",
		d.Knee, wording.Count(d.Rows, "row"), number.Duration(d.Chunk), number.Duration(d.Worker))
	if len(d.Larger) == 0 {
		return text + "; more work for each row moves that limit up"
	}
	var times, knees []string
	for _, l := range d.Larger {
		times, knees = append(times, fmt.Sprint(l.Times)), append(knees, fmt.Sprintf("%.0f", l.Knee))
	}
	most := ""
	if d.AtMost {
		most = " at most, because they bring more rows"
	}
	return fmt.Sprintf("%s; chunks of %s times the rows make it N = %s%s", text, wording.And(times...), wording.And(knees...), most)
}

// Need returns the largest of these chunks.
func (d Dispatcher) Need() Need {
	if len(d.Larger) == 0 {
		return Need{}
	}
	return Need{ChunkRows: d.Rows * d.Larger[len(d.Larger)-1].Times}
}

// SlowHost is the fact that workers on one host take longer for a chunk than those on the others.
type SlowHost struct {
	nothing
	Host          string
	Ratio, Lo, Hi float64 // how many times as long, with its interval
}

// Code returns Straggling.
func (SlowHost) Code() Code { return Straggling }

// Message names the host, and what helps.
func (h SlowHost) Message() string {
	return fmt.Sprintf("the workers on host %s take %s times as long for a chunk as those on the others (%s to %s), which is in the cause inflation as its part, and makes the others wait at the end of a run: stop what else runs there, offer fewer workers there than it has CPUs, or leave it out; smaller chunks make the wait shorter",
		strings.TrimSpace(h.Host), number.Significant(h.Ratio, 3), number.Significant(h.Lo, 3), number.Significant(h.Hi, 3))
}
