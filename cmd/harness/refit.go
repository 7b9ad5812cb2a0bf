package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results/advice"
)

// otherwise has the flags by which fit takes timings in another way, and those that it then
// leaves out.
var otherwise = map[advice.As]struct{ with, without []string }{
	advice.AsTimes:       {[]string{"--y-is", "time"}, []string{"y-is"}},
	advice.AsThroughputs: {[]string{"--y-is", "throughput"}, []string{"y-is"}},
	advice.AsWeak:        {[]string{"--weak"}, []string{"weak", "model"}},
}

// refits sets the Command of the advice to take the timings of a file, as it was named, in
// another way.
func refits(all []advice.Advice, c *cli.Context, file string) {
	for i := range all {
		if as := all[i].Need.As; as != advice.AsRead {
			all[i].Command = fitAgain(c, file, as)
		}
	}
}

// fitAgain returns the command line of a fit, changed so that it takes the timings in another
// way.
func fitAgain(c *cli.Context, file string, as advice.As) string {
	other := otherwise[as]
	words := append([]string{"harness", "fit"}, other.with...)
	for _, f := range c.Command.Flags {
		name := f.Names()[0]
		if isSet(c, name) && !slices.Contains(other.without, name) {
			words = append(words, wordsOf(c, f)...)
		}
	}
	words = append(words, file)
	for i, w := range words {
		words[i] = wording.ShellWord(w)
	}
	return strings.Join(words, " ")
}

// wordsOf returns the words of a flag that is set.
func wordsOf(c *cli.Context, f cli.Flag) []string {
	name := f.Names()[0]
	switch f.(type) {
	case *cli.BoolFlag:
		return []string{"--" + name}
	case *cli.StringSliceFlag:
		return []string{"--" + name, strings.Join(c.StringSlice(name), ",")}
	}
	return []string{"--" + name, fmt.Sprint(c.Value(name))}
}
