package main

import (
	"errors"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/wording"
)

func generateVerb() *cli.Command {
	return &cli.Command{
		Name:      "generate",
		Usage:     "write random rows with known differences between two groups",
		UsageText: "harness data generate [options] OUT",
		Description: `Writes normal noise, with an effect added to group a in some of the rows: the rows
of --data synth:rows=…,cols=… as a file. The first half of the samples, a1, a2, …,
is group a, the other half, b1, b2, …, is group b: read the file with
--group-by '^[ab]'. Equal settings make equal files on every machine.

  harness data generate rows.csv.gz --rows 1000 --cols 20
  harness data generate rows.npy --effect 1 --changed 0.1 --missing 0.01

Genotypes and linear systems are made by convert:

  harness data convert genotypes:variants=1000,samples=200 study.bed
  harness data convert spd:rows=1000,k=16 systems.npy`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "rows", Category: onData, Usage: "make `R` rows", DefaultText: "200000"},
			&cli.StringFlag{Name: "cols", Category: onData, Usage: "of `C` samples each", DefaultText: "100"},
			&cli.StringFlag{Name: "seed", Category: onData, Usage: "`SEED` of the noise", DefaultText: "1"},
			&cli.StringFlag{Name: "effect", Category: onData, Usage: "add an effect of `D` standard deviations to group a in some rows", DefaultText: "0.5"},
			&cli.StringFlag{Name: "changed", Category: onData, Usage: "the `SHARE` of rows that have the effect", DefaultText: "0.05"},
			&cli.StringFlag{Name: "missing", Category: onData, Usage: "the `SHARE` of values that are missing", DefaultText: "0"},
		}, writeFlags()...),
		Args:   true,
		Action: onOperands(generate),
	}
}

func generate(c *cli.Context, files []string) error {
	if len(files) != 1 {
		return usagef("one file is needed, %d given: type harness data generate OUT", len(files))
	}
	if err := checkOut(c, files[0]); err != nil {
		return err
	}
	if input.FormatName(files[0]) == "plink" {
		return usagef("%s: a .bed file holds genotypes, which this verb does not generate: type harness data convert genotypes:variants=1000,samples=200 %s", files[0], wording.ShellWord(files[0]))
	}
	var params []string
	for _, name := range []string{"rows", "cols", "seed", "effect", "changed", "missing"} {
		if !isSet(c, name) {
			continue
		}
		if strings.Contains(c.String(name), ",") {
			return usagef("--%s %q: a number is expected", name, c.String(name))
		}
		params = append(params, name+"="+c.String(name))
	}
	err := writeRows(c, input.Source{Data: "synth:" + strings.Join(params, ","), Once: true}, files[0], false)
	var flag *harness.FlagError
	if errors.As(err, &flag) {
		// Its message quotes the parameters of synth:, which the user did not type.
		return usagef("%s: see harness data generate --help", flag.Want)
	}
	return err
}
