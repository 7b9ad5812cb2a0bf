package timings

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/pattern"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// headerKind matches the kind of the header of a result file, with any spacing of its JSON.
var headerKind = pattern.Of(`"kind"\s*:\s*"header"`)

// isResults reports whether a text has the header of a result file. Other programs may have
// written its JSON anew: with its keys in another order, after blanks, on several lines, or with
// all records in a list. It may be cut short.
func isResults(s source) bool {
	const most = headBytes // in which a header on several lines has its kind
	text := strings.TrimLeft(s.text, " \t\r\n")
	if !strings.HasPrefix(strings.TrimLeft(text, "[ \t\r\n"), "{") {
		return false
	}
	first, _, _ := strings.Cut(text, "\n")
	return headerKind.MatchString(text[:max(len(first), min(most, len(text)))])
}

// headBytes is how much of a file is looked at before it is read as a result file.
const headBytes = 64 << 10

// beginResults reports whether a file, once unpacked, begins as a result file. It is read line by
// line, for it may be much larger than what is kept of it.
func beginResults(br *bufio.Reader) bool {
	head, _ := br.Peek(headBytes) // whoever reads on gets the error
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	return bytes.ContainsAny(head, "\r\n") && isResults(source{text: string(head)})
}

// readResults reads a result file that is held in memory.
func readResults(s source, o Options) ([]Series, error) {
	return readResultLines(s, strings.NewReader(s.text), o)
}

// readResultLines reads a result file of harness: the wall times of all runs but the warm-up,
// one series for each engine. It does not decide which of the workers ran at once: the
// analysis of a sweep does, and a fit uses that.
func readResultLines(s source, r io.Reader, o Options) ([]Series, error) {
	if err := o.timesOnly("harness sweep"); err != nil {
		return nil, err
	}
	if o.X != "" {
		return nil, &harness.FlagError{Flag: "x", Value: o.X, Want: "a file of harness sweep records its workers: leave it out"}
	}
	f, err := results.DecodeSample(r)
	if err != nil {
		return nil, s.errorf("%w", err)
	}
	timed, err := analysis.SeriesOf(f)
	if err != nil {
		return nil, s.errorf("%w", err)
	}
	if len(timed) == 0 {
		if f.End != nil && f.End.Failed != "" {
			return nil, s.errorf("no run in it has finished, because the sweep failed: %s", f.End.Failed)
		}
		return nil, s.errorf("no run in it has finished: run harness sweep again")
	}
	var all []Series
	for i, t := range timed {
		all = append(all, Series{Format: resultFormat, Sure: true, Name: t.Name, Quantity: Time, Unit: "ns", Weak: t.Weak,
			Readings: fit.Readings(t.Runs), Sweep: &timed[i], Warnings: slices.Clone(f.Warnings)})
	}
	return all, nil
}
