package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/gate"
	"serialfraction/workloads"
)

// resume goes on with the sweep of a file: the command line that the file was begun
// with says what is done, and this one when it ends and what is shown.
func resume(c *cli.Context) (failed error) {
	path, err := resultPath(c, c.String("resume"))
	if err != nil {
		return err
	}
	w, err := results.Reopen(path)
	if err != nil {
		return err
	}
	defer w.Close()
	f := w.File()
	old, err := begun(c, f.Header.Command)
	if err != nil {
		return fmt.Errorf("result file %s: %w", path, err)
	}
	if err := cmp.Or(agree(c, old, path), pin(old, &f.Header), renew(c, old, f, path)); err != nil {
		return err
	}
	show, err := newShow(old)
	if err != nil {
		return err
	}
	if given, err := gatesOf(c, gate.ParseValue); err != nil {
		return err
	} else if len(given.asked) > 0 { // else those that the sweep began with
		show.gates = given
	}
	if err := show.gates.fit(f.Header.Workers, show.scope); err != nil {
		return err
	}
	if err := cmp.Or(checkNumbers(old), checkPaths(old), checkProfiles(old)); err != nil {
		return err
	}
	if why := results.Finished(f, stopOf(old)); why != "" && f.End != nil && !f.End.Interrupted && f.End.Failed == "" {
		if !old.Bool("quiet") {
			fmt.Fprintf(c.App.ErrWriter, "Nothing is left to do in %s: %s. It goes on with a larger --repeats or --max-time, or a smaller --precision.\n", path, why)
		}
		show.path = path
		return show.file(old, f)
	}
	lock, forced, err := lockMachine(old)
	if err != nil {
		return err
	}
	defer lock.Release()
	p, err := planSweep(old, &f.Header)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w; go on from the folder where the sweep began", err)
	}
	if err != nil {
		return err
	}
	defer func() { failed = errors.Join(failed, closeEngine(p.trials[0].Engine)) }()
	if err := p.goOn(old, w, forced); err != nil {
		return err
	}
	return p.carryOut(old, w, show)
}

// begun reads the command line that a file was begun with.
func begun(c *cli.Context, args []string) (*cli.Context, error) {
	if len(args) < 2 || args[1] != "sweep" {
		return nil, errors.New("it was not made by harness sweep, and only that knows how to go on: begin a new sweep")
	}
	var old *cli.Context
	verb := sweepVerb()
	verb.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return err }
	verb.HideHelp = true
	verb.Action = func(c *cli.Context) error { old = c; return nil }
	app := &cli.App{Name: c.App.Name, Commands: []*cli.Command{verb}, Metadata: c.App.Metadata,
		Writer: c.App.Writer, ErrWriter: c.App.ErrWriter, HideHelp: true, ExitErrHandler: c.App.ExitErrHandler}
	if err := app.RunContext(c.Context, args); err != nil {
		return nil, fmt.Errorf("cannot go on as its command line %q says: %v; use the version of harness that made it, or begin a new sweep", strings.Join(args, " "), err)
	}
	return old, nil
}

// pin sets what the command line left to the machine as the header has it.
func pin(old *cli.Context, h *results.Header) error {
	err := old.Set("workers", strings.ReplaceAll(strings.Trim(fmt.Sprint(h.Workers), "[]"), " ", ","))
	if spec, lookup := workloads.Lookup(h.Workload); lookup == nil && spec.Program == nil {
		err = cmp.Or(err, old.Set("chunk", fmt.Sprint(h.ChunkRows)))
	}
	return err
}

// outward are the flags that are this command line's alone, renewed those that it may
// give anew. All others are as the file has them.
var (
	gating  = []string{"check", "fail-if", "strict"}
	outward = []string{"format", "scope", "no-color", "quiet", "force"}
	renewed = []string{"results", "cpuprofile", "trace", "repeats", "precision", "max-time"}
)

// agree refuses flags that say otherwise than the file.
func agree(c, old *cli.Context, path string) error {
	for _, name := range c.LocalFlagNames() {
		if name == "resume" || name == "no-doctor" || slices.Contains(gating, name) || slices.Contains(outward, name) || slices.Contains(renewed, name) {
			continue
		}
		had := fmt.Sprint(old.Value(name))
		if name == "output" || name == "o" {
			had = path
		}
		if now := fmt.Sprint(c.Value(name)); now != had {
			return usagef("--%s %s: %s goes on with its own settings, and has %s: leave it out, or begin a new sweep without --resume", name, now, path, orNone(had))
		}
	}
	if c.NArg() > 0 && !slices.Equal(c.Args().Slice(), old.Args().Slice()) {
		return usagef("%q: %s goes on with its own program, %q: leave it out", strings.Join(c.Args().Slice(), " "), path, strings.Join(old.Args().Slice(), " "))
	}
	return nil
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// renew sets what may be new: how the sweep is shown, and its limits, which are else
// those that were in force last.
func renew(c, old *cli.Context, f *results.File, path string) error {
	repeats, precision, most := f.Header.Repeats, f.Header.Precision, f.Header.MaxTime
	if n := len(f.Resumes); n > 0 {
		repeats, precision, most = f.Resumes[n-1].Repeats, f.Resumes[n-1].Precision, f.Resumes[n-1].MaxTime
	}
	if !c.IsSet("repeats") && (c.IsSet("precision") || c.IsSet("max-time")) {
		repeats = 0
	}
	set := func(name string, value any) error { return old.Set(name, fmt.Sprint(value)) }
	err := set("repeats", repeats)
	if repeats == 0 && (precision > 0 || most > 0) {
		err = cmp.Or(err, set("precision", precision), set("max-time", most))
	}
	for _, name := range outward {
		err = cmp.Or(err, set(name, c.Value(name)))
	}
	for _, name := range renewed {
		if c.IsSet(name) {
			err = cmp.Or(err, set(name, c.Value(name)))
		}
	}
	return cmp.Or(err, set("output", path))
}

// goOn holds the sweep that was made ready to what the file has, and lets the file
// say that it goes on.
func (p *plan) goOn(c *cli.Context, w *results.Writer, forced []string) error {
	f := w.File()
	changes := results.ChangesOf(&f.Header, &p.header)
	if len(changes.Work) > 0 {
		return fmt.Errorf("result file %s is of another sweep than its command line makes now: %s: begin a new one with harness sweep", w.Path(), strings.Join(changes.Work, ", "))
	}
	if len(changes.Machine) > 0 {
		if !c.Bool("force") {
			return fmt.Errorf("result file %s is of another machine: %s: begin a new sweep here and compare the two, or type --force to have both in one", w.Path(), strings.Join(changes.Machine, ", "))
		}
		forced = append(forced, "another machine: "+strings.Join(changes.Machine, ", "))
	}
	if err := p.inOrder(f); err != nil {
		return fmt.Errorf("result file %s: %w", w.Path(), err)
	}
	if !c.Bool("quiet") {
		for _, change := range changes.Noted {
			fmt.Fprintf(c.App.ErrWriter, "warning: changed since %s began: %s\n", w.Path(), change)
		}
		fmt.Fprintf(c.App.ErrWriter, "Going on with %s after %d timed runs.\n", w.Path(), p.sweep.Skip)
	}
	return w.Resume(results.Resume{
		Version: p.header.Version, Time: time.Now(), Command: commandLine(c), Machine: p.header.Machine,
		Repeats: p.stop.Blocks, Precision: p.stop.Precision, MaxTime: p.stop.MaxTime, Forced: forced,
	})
}

// inOrder counts the timed runs of a file, and wants each where the sweep would make
// it.
func (p *plan) inOrder(f *results.File) error {
	timed := slices.DeleteFunc(slices.Clone(f.Runs), func(r harness.Run) bool { return r.Warmup })
	if p.sweep.Skip = len(timed); len(timed) == 0 {
		return nil
	}
	endless := p.sweep
	endless.Blocks = 0
	at := 0
	for want := range endless.Plan(p.trials...) {
		got := timed[at]
		if got.Engine != want.Engine || got.Block != want.Block || got.Order != want.Order || got.Workers != want.Workers {
			return fmt.Errorf("its timed run %d is run %d of block %d, %s at N = %d, and seed %d has run %d of block %d, %s at N = %d, there: it was edited, or made by another version; begin a new sweep",
				at+1, got.Order, got.Block, got.Engine, got.Workers, p.sweep.Seed, want.Order, want.Block, want.Engine, want.Workers)
		}
		if at++; at == len(timed) {
			break
		}
	}
	return nil
}
