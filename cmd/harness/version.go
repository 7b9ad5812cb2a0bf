package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

func versionVerb() *cli.Command {
	return &cli.Command{
		Name:      "version",
		Usage:     "print the version",
		UsageText: "harness version",
		Action:    func(c *cli.Context) error { return printVersion(c.App.Writer) },
	}
}

func printVersion(w io.Writer) error {
	_, err := fmt.Fprintf(w, "harness version %s\n", version())
	return err
}

// version returns the version and the revision of the module as recorded by the build.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 && v == "(devel)" {
			v += " " + s.Value[:12]
		}
	}
	return v
}
