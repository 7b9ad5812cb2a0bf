package main

import (
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
)

// A timeValue is the value of a flag that takes a TIME. The library's own wants a unit
// and takes a negative one. Its String is that of a time.Duration, which cli.Duration
// reads.
type timeValue struct{ time.Duration }

// Set reads a TIME as the user types it.
func (v *timeValue) Set(text string) error {
	d, err := harness.ParseTime(text)
	if err != nil {
		return err
	}
	v.Duration = d
	return nil
}

// Get makes it a flag.Getter.
func (v *timeValue) Get() any { return v.Duration }

// timeFlag makes a flag that takes a TIME, with its default and how a person would
// type that.
func timeFlag(name, category, usage string, byDefault time.Duration, typed string) cli.Flag {
	return &cli.GenericFlag{Name: name, Category: category, Usage: usage, Value: &timeValue{Duration: byDefault}, DefaultText: typed}
}
