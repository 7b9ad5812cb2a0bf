package main

import (
	"encoding/json"
	"runtime"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/formats"
	"serialfraction/harness/input"
	"serialfraction/harness/output"
	"serialfraction/results"
	"serialfraction/results/export"
	"serialfraction/results/prepare"
	"serialfraction/results/report"
	"serialfraction/results/timings"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

func versionVerb() *cli.Command {
	return &cli.Command{
		Name:      "version",
		Usage:     "print the version, with --json what this program was built from and has",
		UsageText: "harness version [--json]",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "json", Category: onOutput, Usage: "print version, revision, Go, system and features as JSON", DisableDefaultText: true},
		},
		Action: func(c *cli.Context) error {
			if !c.Bool("json") {
				return write(c.App.Writer, "harness version "+version()+"\n")
			}
			text, err := json.MarshalIndent(describeBuild(), "", "  ")
			if err != nil {
				return err
			}
			return write(c.App.Writer, string(text)+"\n")
		},
	}
}

// A buildDescription is what harness version --json prints.
type buildDescription struct {
	Schema   int      `json:"schema"` // of this object, and of result files
	Version  string   `json:"version"`
	Revision *string  `json:"revision"` // null where the build recorded none
	Modified *bool    `json:"modified"` // whether the source differed from the revision
	Go       string   `json:"go"`
	OS       string   `json:"os"`
	Arch     string   `json:"arch"`
	Features features `json:"features"`
}

// features are the names that a command line may have, by the flag or argument that takes them.
type features struct {
	Verbs     []string `json:"verbs"`
	Workloads []string `json:"workloads"`
	Engines   []string `json:"engines"`
	Schedules []string `json:"schedules"`
	Inputs    []string `json:"inputs"`  // formats of rows
	Timings   []string `json:"timings"` // formats that fit reads
	Results   []string `json:"results"` // how the names of files end that run --results writes
	Reports   []string `json:"reports"`
	Files     []string `json:"report_files"` // how the names of files end that report --to writes
	Exports   []string `json:"exports"`
}

// describeBuild describes this program.
func describeBuild() buildDescription {
	d := buildDescription{Schema: results.Schema, Version: "unknown", Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		d.Version = moduleVersion(info)
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				d.Revision = &s.Value
			case "vcs.modified":
				d.Modified = new(s.Value == "true")
			}
		}
	}
	d.Features = features{
		Verbs:     each(shownVerbs(newRoot()), func(v *cli.Command) string { return v.Name }),
		Workloads: each(workloads.All, func(w spec.Workload) string { return w.Name }),
		Engines:   each(prepare.Engines, func(e prepare.Engine) string { return e.Name }),
		Schedules: each(harness.Schedules, func(s harness.Schedule) string { return s.Name }),
		Inputs:    formatNames(input.Formats()),
		Timings:   formatNames(timings.Formats()),
		Results:   output.EachEnding(),
		Reports:   formatNames(report.Formats),
		Files:     formatNames(sweepTargets()),
		Exports:   formatNames(export.Formats()),
	}
	return d
}

// formatNames returns the names of a table of formats.
func formatNames[F formats.Format](table formats.Table[F]) []string {
	return each(table, func(f F) string { name, _ := f.Title(); return name })
}

// version returns the version and the revision of the module as recorded by the build.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := moduleVersion(info)
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 && v == unreleased {
			v += " " + s.Value[:12]
		}
	}
	return v
}

// unreleased is the version of a build of no tagged revision.
const unreleased = "(devel)"

// moduleVersion returns the version of the module as recorded by the build.
func moduleVersion(info *debug.BuildInfo) string {
	if info.Main.Version == "" {
		return unreleased
	}
	return info.Main.Version
}
