package prepare

import (
	"fmt"
	"os"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
)

// heldPart are the answers that an earlier run has left, and readingPart is what reading them takes beside.
const (
	heldPart    = "the answers of the earlier run"
	readingPart = "reading the earlier run"
)

// hasBytes is what a job takes for a row to know whether an earlier run has left its answer.
const hasBytes = 1

// A holding is what a job takes that goes on from an earlier run.
type holding struct {
	path    string // of the answers that are left; "" = there are none
	row     int64  // bytes for each row in memory
	reading int64  // bytes beside, until they are read
	taken   int64  // bytes that it has of the memory already
}

// need returns what it takes in memory.
func (h holding) need() machine.Need {
	if h.path == "" {
		return nil
	}
	return machine.Need{{What: heldPart, Row: h.row}, {What: readingPart, Fixed: h.reading}}
}

// Hold returns room for the answers that an earlier run of the job has left in the file at path, for all
// rows; it holds none yet. reading is the memory in bytes that it takes beside to read them. Where they have
// no room in memory they lie in a file without a name, as the answer then does. The error is a
// *harness.FlagError or a *[MemoryError] where nothing helps.
func (o *Once) Hold(path string, reading int64) (*harness.Held, error) {
	width, rows := int64(len(o.Job.Workload.Outputs)), o.Job.Data.NumRows()
	o.needs.held = holding{path: path, row: 8*width + hasBytes, reading: reading}
	if err := o.needs.checkJob(o.Job); err != nil {
		return nil, err
	}
	h := &harness.Held{Has: make([]bool, rows)}
	if size := input.SizeOfRows(o.Job.Data); o.needs.aside(size, o.needs.room(size)) {
		a, err := o.inFile(heldPart)
		if err != nil {
			return nil, fmt.Errorf("%w; or run without the rows of %s", err, path)
		}
		o.held, h.Answer = a, a.Values
		o.needs.held.row = hasBytes
	} else {
		h.Answer = make([]float64, o.Job.ResultLen())
		touch(h.Answer)
	}
	o.needs.held.reading, o.needs.held.taken = 0, int64(rows)*o.needs.held.row
	return h, nil
}

// touch has the system give the memory of values, so that what is free afterwards is without it.
func touch(values []float64) {
	for i := 0; i < len(values); i += os.Getpagesize() / 8 {
		values[i] = 0
	}
}
