package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"serialfraction/fit"
	"serialfraction/harness/formats"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/plaintext"
	"serialfraction/results/report/draw"
	"serialfraction/results/store"
)

// A Listing is the list of the results in a folder.
type Listing struct {
	Schema  int           `json:"schema"` // 1
	Folder  string        `json:"folder"`
	Results []store.Entry `json:"results"` // the newest first
	Of      int           `json:"-"`       // results in the folder, of which Results are those that a filter selects
}

// ListingFormats are the forms that a listing can be written in; the first is the
// default.
var ListingFormats = formats.Table[Format[*Listing]]{
	{"table", "for a terminal", writeListing},
	{"json", "everything, for other programs", writeJSON[*Listing]},
	{"csv", "one row per result", writeListingCSV},
}

func writeListingCSV(w io.Writer, l *Listing, s Style) error {
	out := plaintext.NewCSV(w, s.SafeCSV)
	out.Write([]string{"name", "path", "bytes", "time", "machine", "workload", "data", "engine", "schedule", "workers", "runs",
		"serial_fraction", "serial_fraction_lo", "serial_fraction_hi", "state", "reason", "verdict",
		"program_serial_fraction", "program_serial_fraction_lo", "program_serial_fraction_hi", "busy"})
	for _, e := range l.Results {
		row := []string{e.Name, e.Path, strconv.FormatInt(e.Bytes, 10), e.Time.UTC().Format(time.RFC3339Nano), e.Machine, e.Workload, e.Data,
			e.Engine, e.Schedule, strings.Trim(fmt.Sprint(e.Workers), "[]"), strconv.Itoa(e.Runs)}
		row = append(row, exactInterval(e.SerialFraction)...)
		row = append(row, string(e.State), e.Reason, e.Verdict)
		row = append(row, exactInterval(e.ProgramSerialFraction)...)
		out.Write(append(row, strconv.FormatBool(e.Busy)))
	}
	return out.Flush()
}

// writeListing writes a line for each result. Facts that are the same for all stand once
// above the lines, and the faults of single results below.
func writeListing(w io.Writer, l *Listing, s Style) error {
	t := newTerminal(s)
	switch {
	case len(l.Results) > 0:
		t.listing(l.Results)
	case l.Of > 0:
		t.Lines("None of " + wording.Count(l.Of, "result") + " in " + draw.Clean(l.Folder) + " is selected.")
	default:
		t.Lines("No result in " + draw.Clean(l.Folder) + ": make one with harness sweep.")
	}
	_, err := io.WriteString(w, t.String())
	return err
}

func (t *terminal) listing(all []store.Entry) {
	g := draw.Table{Inks: make([]draw.Ink, len(all))}
	for i, e := range all {
		if e.State == store.Damaged || e.State == store.Failed {
			g.Inks[i] = draw.Yellow
		}
	}
	for _, c := range listingColumns {
		cells := make([]string, len(all))
		for i := range all {
			cells[i] = draw.Clean(c.of(&all[i]))
		}
		if same, ok := sameIn(cells); c.fold && ok && len(all) > 1 {
			t.Fact(c.head, []string{same})
			continue
		}
		gap := 2
		if len(g.Columns) == 0 {
			gap = 0
		}
		g.Add(draw.Column{Head: c.head, Align: c.align, Gap: gap, Drop: c.drop, Cells: cells})
	}
	t.Gap()
	t.Lines(g.Lines(t.Width, t.Painter)...)
	t.faults(all)
	if slices.ContainsFunc(all, func(e store.Entry) bool { return e.Busy }) {
		t.Gap()
		t.Labelled("busy", draw.Yellow, "other work, or a CPU quota, had so much of the CPUs that this S is not the job's alone: harness report NAME has how much", draw.Plain)
	}
}

// stateOf writes the state of a result, and whether its machine was busy.
func stateOf(e *store.Entry) string {
	if e.Busy {
		return string(e.State) + ", busy"
	}
	return string(e.State)
}

// faults draws the reasons why results are damaged or failed.
func (t *terminal) faults(all []store.Entry) {
	first := true
	for _, e := range all {
		if e.State != store.Damaged && e.State != store.Failed {
			continue
		}
		if first {
			t.Gap()
		}
		first = false
		t.Labelled(string(e.State), draw.Yellow, draw.Clean(e.Name+": "+e.Reason), draw.Plain)
	}
}

// sameIn returns the text of all cells that are not empty, and whether it is the same.
func sameIn(cells []string) (same string, ok bool) {
	for _, s := range cells {
		switch {
		case s == "" || s == same:
		case same != "":
			return "", false
		default:
			same = s
		}
	}
	return same, same != ""
}

// A listingColumn is a column of a listing. With fold, a text that is the same in all rows
// stands above the table instead.
type listingColumn struct {
	head  string
	align draw.Align
	drop  int
	fold  bool
	of    func(e *store.Entry) string
}

var listingColumns = []listingColumn{
	{"name", draw.Left, 0, false, func(e *store.Entry) string { return e.Name }},
	{"when", draw.Left, 6, false, whenOf},
	{"machine", draw.Left, 5, true, func(e *store.Entry) string { return e.Machine }},
	{"workload", draw.Left, 0, true, func(e *store.Entry) string { return e.Workload }},
	{"data", draw.Left, 2, true, func(e *store.Entry) string { return e.Data }},
	{"engine", draw.Left, 1, true, func(e *store.Entry) string { return engineWords(e.Engine, e.Schedule) }},
	{"N", draw.Right, 3, false, func(e *store.Entry) string { return span(e.Workers) }},
	{"runs", draw.Right, 4, false, func(e *store.Entry) string { return strconv.Itoa(e.Runs) }},
	{"program", draw.Left, 0, false, programOf},
	{"S", draw.Left, 0, false, serialOf},
	{"95 %", draw.Left, 2, false, intervalOf},
	{"state", draw.Left, 0, false, stateOf},
}

// whenOf returns the time of a sweep, or of the file where its header cannot be read.
func whenOf(e *store.Entry) string {
	if e.Time.IsZero() { // a link to nowhere, or a device
		return "–"
	}
	return e.Time.Local().Format("2006-01-02 15:04")
}

// span writes the least and the greatest N.
func span(workers []int) string {
	switch len(workers) {
	case 0:
		return number.None
	case 1:
		return strconv.Itoa(workers[0])
	}
	return fmt.Sprintf("%d–%d", workers[0], workers[len(workers)-1])
}

// programOf writes the program's own S, which is what compares best with other results.
func programOf(e *store.Entry) string {
	if i := e.ProgramSerialFraction; i != nil && !number.Unknown(*i) && !number.Vague(*i) {
		return shortSerial(*i)
	}
	return number.None
}

func serialOf(e *store.Entry) string {
	switch {
	case e.ScaledSerialFraction != nil:
		return "scaled " + shortSerial(*e.ScaledSerialFraction)
	case e.SerialFraction != nil && !number.Unknown(*e.SerialFraction):
		return shortSerial(*e.SerialFraction)
	case e.State == store.Damaged:
		return number.None
	}
	return "cannot tell"
}

// intervalOf writes the interval of S, of which shortSerial has the end where S may be 0.
func intervalOf(e *store.Entry) string {
	if i := cmp.Or(e.SerialFraction, e.ScaledSerialFraction); i != nil && !number.Unknown(*i) && i.Lo > 0 {
		return number.Span(*i, number.SerialDigits(*i))
	}
	return ""
}

// shortSerial writes a serial fraction, or where it may be 0 its upper end.
func shortSerial(i fit.Interval) string {
	if i.Lo <= 0 {
		return "< " + number.Upper(max(0, i.Hi))
	}
	return number.Fixed(i.Value, number.SerialDigits(i))
}
