package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/report"
	"serialfraction/results/reproduce"
)

func reproduceVerb() *cli.Command {
	return &cli.Command{
		Name:      "reproduce",
		Usage:     "hold the article about S of 0.01 to 0.05 against this machine, claim by claim",
		UsageText: "harness reproduce [options]\nharness reproduce --from FOLDER    (judges sweeps that were made)",
		Description: `A data scientist once fitted Amdahl's law to hypothesis tests that a cluster ran on rows
off the top of a data frame, and found S between 0.01 and 0.05 where paper says 0. This
makes the sweeps that show whether that holds here, about three minutes on 2 CPUs,
and judges each statement of the article by an interval: holds, does not, or cannot
tell, as on a busy machine. Rows that a worker process gets take it ` + number.Setting(statedRowTime) + `, which
stands for R's t.test on a core of 2008; where Rscript, or python3 with scipy, is
installed, what it takes for a row replaces that.

Each sweep is an ordinary one, of harness sweep, and its command is printed. Ctrl-C keeps
the sweeps that are finished, and judges by them.

  harness reproduce --quick
  harness reproduce -o article && harness reproduce --from article --format json
  harness reproduce --from article --to map.svg
  harness report article/cluster-2.jsonl`,
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "quick", Category: onRuns, Usage: "make shorter sweeps, about 45 s in all; more claims cannot be told", DisableDefaultText: true},
			&cli.StringFlag{Name: "from", Category: onRuns, Usage: "run nothing, and judge the result files in `FOLDER`", DefaultText: "make the sweeps"},
			&cli.BoolFlag{Name: "force", Category: onRuns, Usage: "measure even while another sweep is running; with --to, replace the FILE if it exists", DisableDefaultText: true},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Category: onOutput, Usage: "keep the result files in `FOLDER`, which is made", DefaultText: "a new one below that of harness results path"},
			&cli.StringFlag{Name: "format", Value: report.ReproduceFormats[0].Name, Category: onOutput, Usage: "print `FORMAT`: " + report.ReproduceFormats.Names()},
			&cli.BoolFlag{Name: "no-color", Category: onOutput, Usage: "no colours, as with NO_COLOR=1", DisableDefaultText: true},
			&cli.BoolFlag{Name: "quiet", Category: onOutput, Usage: "print no progress", DisableDefaultText: true},
		}, withoutForce(toFlags(figureWords(articleFigures)))...),
		Action: reproduceArticle,
	}
}

// withoutForce leaves --force out, which the verb has for its sweeps.
func withoutForce(all []cli.Flag) []cli.Flag {
	return slices.DeleteFunc(all, func(f cli.Flag) bool { return f.Names()[0] == "force" })
}

// reproduceArticle makes the sweeps, or reads them, and prints what they say of the article.
func reproduceArticle(c *cli.Context) error {
	to, err := newDelivery(c, report.ReproduceFormats, contentTargets(report.ReproduceContent, report.ReproduceFormats, articleFigures))
	if err != nil {
		return err
	}
	from := c.String("from")
	if from == "" {
		return makeArticle(c, to)
	}
	for _, name := range []string{"quick", "output", "force"} {
		if isSet(c, name) && !(name == "force" && isSet(c, "to")) {
			return usagef("--%s is about sweeps that are made, and --from judges those that are: leave one of the two out", name)
		}
	}
	files, err := articleFiles(from)
	if err != nil {
		return err
	}
	return printArticle(c, to, files, nil)
}

// makeArticle makes the sweeps and judges by those that were finished, also after an interrupt or
// the failure of one.
func makeArticle(c *cli.Context, to delivery[*reproduce.Study]) error {
	folder, err := newArticleFolder(c)
	if err != nil {
		return err
	}
	held, err := lockMachine(c)
	if err != nil {
		return err
	}
	defer held.lock.Release()
	failed := map[reproduce.Name]string{}
	var first error
	m := maker{c: c, held: held, folder: folder, quick: c.Bool("quick"), rowTime: statedRowTime}
	for _, name := range reproduce.Names {
		if err := m.make(name); err != nil && c.Context.Err() == nil {
			failed[name] = wording.Brief(err.Error())
			if first == nil {
				first = fmt.Errorf("sweep %s: %w", name, err)
			}
		}
		if c.Context.Err() != nil {
			break
		}
	}
	files, err := articleFiles(folder)
	if err != nil && c.Context.Err() == nil {
		return err
	}
	if err := printArticle(c, to, files, failed); err != nil {
		return err
	}
	if !c.Bool("quiet") {
		fmt.Fprintf(c.App.ErrWriter, "The sweeps are in %[1]s: harness reproduce --from %[2]s judges them again\n", folder, wording.ShellWord(folder))
	}
	if c.Context.Err() != nil {
		return context.Cause(c.Context)
	}
	return first
}

// printArticle judges the claims by the files that there are. failed has why others are missing.
func printArticle(c *cli.Context, to delivery[*reproduce.Study], files map[reproduce.Name]*results.File, failed map[reproduce.Name]string) error {
	st := reproduce.Of(files, failed)
	for _, s := range st.Sweeps {
		scope := analysis.Pipeline
		if s.Name == reproduce.EndToEnd {
			scope = analysis.EndToEnd
		}
		if r, err := requestIn(&files[s.Name].Header); err == nil {
			s.Command = sweepCommand(r, scope, "")
			if s.Name == reproduce.EndToEnd {
				s.Command = "harness data convert golub " + wording.ShellWord(r.Source.Data) + " && " + s.Command
			}
		}
	}
	return to.give(c, st)
}
