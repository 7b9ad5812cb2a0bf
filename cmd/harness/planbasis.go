package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/plan"
	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/logs"
	"serialfraction/results/tasklog/playback"
	"serialfraction/results/tasklog/study"
	"serialfraction/results/timings"
	"serialfraction/results/timings/curves"
)

// siblings returns the files of all sizes where from is one of a sweep of several and the job has
// other rows, else from itself: a job of the rows that were measured needs no other size. named
// is the file of from; "" where it is returned alone. rows are those of the job, 0 = not asked.
func siblings(c *cli.Context, from []string, rows float64) (files []string, named string, err error) {
	if len(from) != 1 || rows == 0 {
		return from, "", nil
	}
	path, err := resultPath(c, from[0])
	if err != nil {
		return nil, "", usagef("--from %s: %v", wording.ShellWord(from[0]), err)
	}
	h, err := headerAt(path)
	if err != nil || h.Sizes == nil || rows == float64(h.Sizes.Rows[h.Sizes.At]) { // timings, or one size
		return from, "", nil
	}
	for _, at := range h.Sizes.Paths(path) {
		if other, err := headerAt(at); err == nil && h.Sizes.Same(other.Sizes) {
			files = append(files, at)
		}
	}
	return files, path, nil
}

// undisturbed returns the bases of a sweep of several sizes without those whose S other work on
// the machine made, and warns of what it leaves out. Where it made S at all sizes, the one that
// was named remains.
func undisturbed(c *cli.Context, bases []plan.Basis, named string) []plan.Basis {
	made := func(b plan.Basis) bool { return b.Busy != nil && b.Busy.Made }
	quiet := slices.DeleteFunc(slices.Clone(bases), made)
	if len(quiet) == 0 {
		at := max(0, slices.IndexFunc(bases, func(b plan.Basis) bool { return b.Source == filepath.Base(named) }))
		quiet = bases[at : at+1 : at+1]
	}
	for _, b := range bases {
		if made(b) && b.Source != quiet[0].Source {
			fmt.Fprintf(c.App.ErrWriter, "warning: left out: in %s %s\n", b.Source, b.Busy.Sentence())
		}
	}
	if len(quiet) == 1 && len(bases) > 1 {
		quiet[0].LeftOut = len(bases) - 1
	}
	return quiet
}

// sizesAgain returns the command that makes a sweep of several sizes again, changed by a need.
func sizesAgain(h *results.Header, n advice.Need) string {
	command := sweepAgain(h, n, analysis.Pipeline)
	if command == "" || h.Sizes == nil {
		return command
	}
	var rows []string
	for _, r := range h.Sizes.Rows {
		rows = append(rows, strconv.Itoa(r))
	}
	return command + " --rows " + strings.Join(rows, ",")
}

// basisOf reads a result file or a file of timings. f is nil for timings.
func basisOf(c *cli.Context, name string) (b plan.Basis, f *results.File, err error) {
	path, err := resultPath(c, name)
	if err != nil {
		return b, nil, usagef("--from %s: %v", wording.ShellWord(name), err)
	}
	var noLog error
	if logs.Known(path) {
		var r *tasklog.Run
		if r, noLog = logs.Read(path, logs.Options{}); noLog == nil {
			b, err = logBasis(c, r)
			return b, nil, noFit(err, name, nil)
		}
	}
	series, err := readTimings(c, path, timings.Options{}) // output of a tool may have timings too
	// What a log leaves unclear is asked for by flags that plan lacks.
	if asks := (*logs.Unclear)(nil); err != nil && noLog != nil && !errors.As(noLog, &asks) {
		return b, nil, noLog
	}
	if unclear := (*timings.Unclear)(nil); errors.As(err, &unclear) { // plan has none of fit's choices
		return b, nil, usagef("%v, in harness fit, and type the S that it finds: --serial-fraction S", unclear)
	}
	if err != nil {
		return b, nil, err
	}
	source := filepath.Base(path)
	if series[0].Sweep != nil {
		if f, err = results.ReadSample(path); err != nil {
			return b, nil, err
		}
		if err := strong(f, name); err != nil {
			return b, nil, err
		}
		a, err := analysis.Of(f, analysis.Options{})
		if err == nil {
			b, err = plan.OfSweep(source, a)
		}
		if s := f.Header.Sizes; s != nil { // of a program, too, whose rows are in no other place
			b.Rows = float64(s.Rows[s.At])
		}
		return b, f, noFit(settled(err, f, path, analysis.Pipeline), name, f)
	}
	if len(series) > 1 {
		return b, nil, usagef("--from %s: it has %d curves, such as %q: keep the rows of one", wording.ShellWord(name), len(series), series[0].Name)
	}
	a, err := curves.Analyze(seriesOf(path, series[0]), curves.Options{Method: fit.Default, Weak: series[0].Weak, CPUs: series[0].CPUs})
	if err != nil {
		return b, nil, err
	}
	b, err = plan.OfTimings(source, a)
	return b, nil, noFit(err, name, nil)
}

// logBasis returns the basis of the log of a run.
func logBasis(c *cli.Context, r *tasklog.Run) (plan.Basis, error) {
	s, err := study.Make([]*tasklog.Run{r}, study.Question{Slots: []int{c.Int("slots")}})
	if err != nil {
		return plan.Basis{}, err
	}
	return plan.OfLog(filepath.Base(r.Source), s, playback.Of(r, s.Slots))
}

// noFit words the error of a file that gives no S: what to type instead.
func noFit(err error, name string, f *results.File) error {
	if err == nil {
		return nil
	}
	none := (*plan.NoFit)(nil)
	if !errors.As(err, &none) {
		return err
	}
	cure := "type --serial-fraction S to assume it"
	if none.SlotsUnknown {
		cure = "type --slots N, as many as there were, or --serial-fraction S to assume it"
	}
	switch {
	case none.Need.As != advice.AsRead:
		cure = "name the column seconds, throughput or speedup in a first line, or " + cure
	case f != nil:
		if again := sweepAgain(&f.Header, none.Need, analysis.Pipeline); again != "" {
			cure = "type " + again + ", or --serial-fraction S to assume it"
		}
	}
	return usagef("--from %s gives no S: %s; %s", wording.ShellWord(name), strings.TrimPrefix(none.Why, "Cannot tell S: "), cure)
}
