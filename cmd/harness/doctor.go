package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/probe"
	"serialfraction/results"
	"serialfraction/results/doctor"
	"serialfraction/results/prepare"
	"serialfraction/results/report"
)

// longestWatch is the most that --seconds may be.
const longestWatch = time.Hour

func doctorVerb() *cli.Command {
	return &cli.Command{
		Name:      "doctor",
		Usage:     "check whether this machine is good enough to measure on",
		UsageText: "harness doctor [options]",
		Description: `Measures the clock, the CPUs, what else runs on them, memory and disk. For each it
shows the effect on S and what to type about it; it also estimates how precisely S
can be measured here. The exit code is 0 whatever it finds.

  harness doctor
  harness doctor --quick
  taskset -c 0-3 harness doctor --seconds 60
  harness doctor --data rows.csv.gz --format md`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "quick", Category: onRuns, Usage: "take less than a second, and leave out memory and disk", DisableDefaultText: true},
			timeFlag("seconds", onRuns, "watch for other work on the CPUs for `TIME`, in seconds unless it has a unit", 5*time.Second, "5"),
			&cli.BoolFlag{Name: "force", Category: onRuns, Usage: "measure even while a sweep is running", DisableDefaultText: true},
			&cli.StringFlag{Name: "data", Category: onData, Usage: "measure the disk that holds `FILE`, a file or a folder", DefaultText: "the folder for temporary files"},
			&cli.StringFlag{Name: "format", Value: report.DoctorFormats[0].Name, Category: onOutput, Usage: "print `FORMAT`: " + report.DoctorFormats.Names()},
			&cli.BoolFlag{Name: "quiet", Category: onOutput, Usage: "print no progress", DisableDefaultText: true},
			&cli.BoolFlag{Name: "no-color", Category: onOutput, Usage: "no colours, as with NO_COLOR=1", DisableDefaultText: true},
		},
		Action: diagnose,
	}
}

// runtimeThreads is how many threads the Go runtime starts beside those that measure.
const runtimeThreads = 4

// diagnose measures the machine and prints the findings.
func diagnose(c *cli.Context) error {
	format, err := report.DoctorFormats.Lookup(c.String("format"))
	if err != nil {
		return usagef("--format %v", err)
	}
	plan, err := probePlan(c)
	if err != nil {
		return err
	}
	held, err := lockMachine(c)
	if err != nil {
		return err
	}
	defer held.lock.Release()
	here := machine.This()
	cpus := max(1, int(here.EffectiveCPUs))
	if have, needs := machine.OpenFiles(), probe.Files(cpus); needs > have.Left() {
		return &machine.FilesError{What: "the measurements", Needs: have.Open + needs, Limit: have.Limit}
	}
	if room := machine.MemoryRoom(); room.Limit == machine.AddressSpace {
		threads := machine.Need{{What: "threads", Fixed: prepare.ThreadSpace(int64(cpus + runtimeThreads))}}
		if why := threads.Check("the measurements", 0, room); why != nil {
			return why
		}
	}
	harness.PinProcs(here.EffectiveCPUs, false, cpus)
	if !c.Bool("quick") && !c.Bool("quiet") {
		fmt.Fprintf(c.App.ErrWriter, "Measuring the machine for about %.0f s.\n", plan.Watch.Seconds()+5)
	}
	measured, err := probe.Measure(c.Context, plan, probe.Real(), &here)
	if err != nil {
		return err
	}
	var text strings.Builder
	d := doctor.Diagnose(here, results.ProbeOf(measured))
	d.Command = newSweep(d.Need)
	for i, f := range d.Findings {
		d.Findings[i].Command = newSweep(f.Need)
	}
	if err := format.Write(&text, d, styleOf(c, c.App.Writer)); err != nil {
		return fmt.Errorf("doctor: %w", err)
	}
	return write(c.App.Writer, text.String())
}

// probePlan returns, from the flags, what to measure.
func probePlan(c *cli.Context) (probe.Plan, error) {
	watch := c.Duration("seconds")
	switch {
	case watch <= 0 || watch > longestWatch:
		return probe.Plan{}, &harness.FlagError{Flag: "seconds", Value: watch.String(), Want: fmt.Sprintf("type a time above 0 and up to %.0f s", longestWatch.Seconds())}
	case c.Bool("quick") && (isSet(c, "seconds") || isSet(c, "data")):
		return probe.Plan{}, usagef("--quick sets the time itself and measures no disk: leave out --quick, or leave out --seconds and --data")
	case c.Bool("quick"):
		return probe.Quick(), nil
	}
	folder := os.TempDir()
	if path := c.String("data"); path != "" {
		info, err := os.Stat(path)
		if err != nil {
			return probe.Plan{}, fmt.Errorf("--data: %w: name a file or a folder on the disk to measure", err)
		}
		if folder = path; !info.IsDir() {
			folder = filepath.Dir(path)
		}
	}
	return probe.Full(watch, folder), nil
}

// probeBefore measures the machine for some 25 ms, just before the first run of a sweep,
// and puts what it found into the header.
func probeBefore(c *cli.Context, s *prepare.Sweep) error {
	if r := s.Header.Request; r.NoProbe || prepare.EngineOf(*r).Simulated {
		return nil
	}
	here := machine.This()
	measured, err := probe.Measure(c.Context, probe.BeforeSweep(s.Header.Pace > 0), probe.Real(), &here)
	if err != nil {
		return err
	}
	s.Header.Probe = results.ProbeOf(measured)
	return nil
}
