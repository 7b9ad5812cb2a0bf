package main

import (
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
)

// A timeValue is the value of a flag that takes a TIME. The type of the library requires a
// unit and accepts a negative time. String is that of time.Duration, which cli.Duration
// parses.
type timeValue struct{ time.Duration }

// Set parses a TIME as the user types it.
func (v *timeValue) Set(text string) error {
	d, err := harness.ParseTime(text)
	if err != nil {
		return err
	}
	v.Duration = d
	return nil
}

// Get implements flag.Getter.
func (v *timeValue) Get() any { return v.Duration }

// timeFlag makes a flag that takes a TIME. typed is the default as help shows it.
func timeFlag(name, category, usage string, byDefault time.Duration, typed string) cli.Flag {
	return &cli.GenericFlag{Name: name, Category: category, Usage: usage, Value: &timeValue{Duration: byDefault}, DefaultText: typed}
}
