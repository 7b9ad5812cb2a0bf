package kept

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"serialfraction/results"
)

// A Table is what a program sweeps, and the page that it writes of that.
type Table struct {
	Sweeps []Sweep // in the order in which they are made

	// Begin is called before the first sweep that is missing, not where the folder has all;
	// nil = nothing is to be done.
	Begin func() error

	// Found returns in words what a sweep found, for a line of progress; nil = no word of it.
	Found func(*results.File) (string, error)

	// Write judges the sweeps of the folder, which has all of them, and writes the page.
	Write func(w io.Writer, f *Folder, o Origin) error
}

// An Origin is what a page has to name beside its figures.
type Origin struct {
	Measured Program // the harness
	Judged   Program // this program
	Attempts Attempts
}

// Stamp writes when a sweep began.
func Stamp(t time.Time) string { return t.Format("2006-01-02 15:04 MST") }

// Main is the main function of a program that writes a page to standard output. It adds the
// flags of a folder to those of the program, and receives its table from a function of the
// arguments behind the harness, which is called when the flags have their values. It fills the
// folder and then writes the page. An interrupt ends the sweep that runs.
func Main(flags *flag.FlagSet, tableOf func(args []string) (Table, error)) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, flags, os.Args[1:], tableOf, os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", flags.Name(), err)
		os.Exit(1)
	}
}

func run(ctx context.Context, flags *flag.FlagSet, args []string, tableOf func([]string) (Table, error), page, progress io.Writer) error {
	keep := flags.String("keep", "", "keep the sweeps in this folder, and continue what is there")
	limit := flags.Duration("for", 0, "begin no sweep after this time, for the next call to continue (0 = make all)")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return nil
	case err != nil:
		return err
	case *keep == "":
		return fmt.Errorf("name the folder of the sweeps: type %s --keep FOLDER bin/harness", flags.Name())
	}
	t, err := tableOf(flags.Args()[min(1, flags.NArg()):])
	if err != nil {
		return err
	}
	folder, err := Open(*keep, flags.Arg(0))
	if err != nil {
		return err
	}
	defer folder.Close()
	if err := folder.fill(ctx, t, *limit, progress); err != nil {
		return err
	}
	judge, err := ThisProgram()
	if err != nil {
		return err
	}
	return t.Write(page, folder, Origin{folder.Harness, judge, folder.Attempts()})
}

// fill makes the sweeps that the folder does not have yet, and begins none after the limit; 0 =
// there is none.
func (f *Folder) fill(ctx context.Context, t Table, limit time.Duration, progress io.Writer) error {
	missing, err := f.missing(t.Sweeps)
	if err != nil || len(missing) == 0 {
		return err
	}
	if t.Begin != nil {
		if err := t.Begin(); err != nil {
			return err
		}
	}
	all, start := len(t.Sweeps), time.Now()
	for i, s := range missing {
		made := all - len(missing) + i
		if limit > 0 && time.Since(start) > limit {
			return fmt.Errorf("%d of %d sweeps are made: the same command makes the others", made, all)
		}
		found, err := f.makeAndFind(ctx, s, t.Found)
		if err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		left := time.Duration(len(missing)-i-1) * time.Since(start) / time.Duration(i+1)
		fmt.Fprintf(progress, "%d/%d  %s, %v left\n", made+1, all, strings.Join(append([]string{s.Name}, found...), ", "), left.Round(time.Second))
	}
	return nil
}

// missing returns the sweeps that the folder does not have.
func (f *Folder) missing(sweeps []Sweep) (missing []Sweep, err error) {
	for _, s := range sweeps {
		has, err := f.Has(s.Name, s.Command)
		if err != nil {
			return nil, err
		}
		if !has {
			missing = append(missing, s)
		}
	}
	return missing, nil
}

// makeAndFind makes a sweep and returns what it found, in words; none without a function that has them.
func (f *Folder) makeAndFind(ctx context.Context, s Sweep, wordsOf func(*results.File) (string, error)) (found []string, err error) {
	if err := f.Make(ctx, s); err != nil || wordsOf == nil {
		return nil, err
	}
	r, err := f.Read(s.Name, s.Command)
	if err != nil {
		return nil, err
	}
	words, err := wordsOf(r)
	return []string{words}, err
}
