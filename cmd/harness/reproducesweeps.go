package main

import (
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/input"
	"serialfraction/results"
	"serialfraction/results/number"
	"serialfraction/results/prepare"
	"serialfraction/results/reproduce"
)

// statedRowTime is what R's t.test of a row is taken to take on a core of 2008: four times the 61 µs
// that it takes on the machine of docs/cluster.md.
const statedRowTime = 235 * time.Microsecond

// An articleSweep is how a sweep of the article is made: the flags of harness sweep, and for how long.
// ROW stands for the time of a row, FOLDER for the folder of the result files.
type articleSweep struct {
	about string // for people
	flags string
	time  time.Duration // of the runs; --quick makes it a third, without a warm-up
}

// articleSweeps is the table of the sweeps. All have a fixed seed, that of harness sweep.
var articleSweeps = map[reproduce.Name]articleSweep{
	reproduce.Interpreter:  {"rows handed to R or Python", "--workload pipe --data golub --workers 1", 9 * time.Second},
	reproduce.PlantThreads: {"a planted S of 0.05, on goroutines", "--workload wait --plant 0.05 --data synth:rows=512,cols=2 --max-workers 64", 9 * time.Second},
	reproduce.PlantRemote:  {"a planted S of 0.05, on worker processes", "--workload wait --plant 0.05 --data synth:rows=512,cols=2 --engine remote --chunk 8 --max-workers 8 --no-timeline", 12 * time.Second},
	reproduce.TTest:        {"t-tests on goroutines", "--data golub --tile 100", 12 * time.Second},
	reproduce.PermTest:     {"permutation tests on goroutines", "--workload permtest --data golub", 15 * time.Second},
	reproduce.Cluster1:     {"1 row at a time to worker processes", "--data golub --engine remote --chunk 1 --pace ROW --workers 2,4 --no-timeline", 12 * time.Second},
	reproduce.Cluster2:     {"2 rows at a time to worker processes", "--data golub --engine remote --chunk 2 --pace ROW --workers 2,4,8,16 --no-timeline", 15 * time.Second},
	reproduce.Cluster5:     {"5 rows at a time to worker processes", "--data golub --engine remote --chunk 5 --pace ROW --workers 2,4 --no-timeline", 9 * time.Second},
	reproduce.ClusterLarge: {"50 rows at a time to worker processes", "--data golub --engine remote --chunk 50 --pace ROW --workers 2,4,8 --no-timeline", 9 * time.Second},
	reproduce.ClusterHeld:  {"2 rows at a time, which the worker processes hold", "--data golub --engine remote --ship object --chunk 2 --pace ROW --workers 2,4 --no-timeline", 12 * time.Second},
	reproduce.EndToEnd:     {"reading, t-tests at the speed of R, writing", "--data FOLDER/golub.csv --group-by ^[A-Z]+ --contrast ALL,AML --pace ROW --max-workers 8 --results FOLDER/tests.csv --no-timeline", 12 * time.Second},
	reproduce.Cheaper:      {"the full inverse of a matrix, and its diagonal alone", "--workload invert --no-timeline", 15 * time.Second},
}

// A maker makes the sweeps of the article.
type maker struct {
	c       *cli.Context
	held    hold
	folder  string
	quick   bool
	rowTime time.Duration // of the rows of a cluster
}

// make makes one sweep, where what it needs is there. R or Python, where it is, sets the time of a row.
func (m *maker) make(name reproduce.Name) error {
	of := articleSweeps[name]
	var program []string
	if name == reproduce.Interpreter {
		if program = interpreter(m.c.Context); program == nil {
			m.say("Neither Rscript nor python3 with scipy is here: a row is taken to take " + number.Setting(statedRowTime))
			return nil
		}
	}
	r, err := m.request(of, program)
	if err != nil {
		return err
	}
	m.say(fmt.Sprintf("Sweep %d of %d: %s, %s", slices.Index(reproduce.Names, name)+1, len(reproduce.Names), of.about, number.Setting(r.MaxTime)))
	if name == reproduce.EndToEnd {
		if err := m.writeRows(r.Source.Data); err != nil {
			return err
		}
	}
	path := articleFile(m.folder, name)
	if err := m.sweep(r, path); err != nil || name != reproduce.Interpreter {
		return err
	}
	f, err := results.ReadSample(path)
	if err != nil {
		return err
	}
	if took := reproduce.RowTime(f); took > 0 {
		m.rowTime = took
	}
	return nil
}

// request returns that of a sweep of the table. program is handed the rows; nil = none is.
func (m *maker) request(of articleSweep, program []string) (results.Request, error) {
	words := []string{"harness", "sweep", "--precision", "0"}
	limit := of.time
	if m.quick {
		limit /= 3
		words = append(words, "--warmup", "0")
	}
	words = append(words, "--max-time", limit.String())
	for word := range strings.FieldsSeq(of.flags) {
		words = append(words, strings.ReplaceAll(strings.ReplaceAll(word, "ROW", m.rowTime.String()), "FOLDER", m.folder))
	}
	if program != nil {
		words = append(append(words, "--"), program...)
	}
	return askedBy(words)
}

// sweep makes the sweep of a request into a file.
func (m *maker) sweep(r results.Request, path string) error {
	if err := checkPaths(r, path, false); err != nil {
		return err
	}
	return sweepInto(m.c, r, m.held, func(*prepare.Sweep) (string, error) { return path, nil })
}

// writeRows writes the rows of golub to a file, for a sweep that reads it.
func (m *maker) writeRows(path string) error {
	d, err := input.Load(m.c.Context, input.Source{Data: "golub"})
	if err != nil {
		return err
	}
	defer d.Close()
	return input.WriteFile(m.c.Context, path, d, func(float64) {})
}

// say prints what is going on.
func (m *maker) say(text string) {
	if !m.c.Bool("quiet") {
		fmt.Fprintln(m.c.App.ErrWriter, text+".")
	}
}

// interpreter returns the program that tests rows in R or Python, R first; nil where neither is installed.
func interpreter(ctx context.Context) []string {
	if path, err := exec.LookPath("Rscript"); err == nil {
		return []string{path, "-e", welchInR}
	}
	if path, err := exec.LookPath("python3"); err == nil && exec.CommandContext(ctx, path, "-c", "import scipy.stats").Run() == nil {
		return []string{path, "-c", welchInPython}
	}
	return nil
}

// The programs answer each row with Welch's t and p. docs/scripts.md has the protocol.
const (
	welchInR = `n <- as.integer(strsplit(Sys.getenv("HARNESS_GROUP_SIZES"), ",")[[1]])
rows <- file("stdin", "r")
invisible(readLines(rows, n = 1))
cat("t,p\n")
while (length(line <- readLines(rows, n = 1)) > 0) {
  x <- as.numeric(strsplit(line, ",", fixed = TRUE)[[1]][-1])
  test <- t.test(head(x, n[1]), tail(x, n[2]))
  cat(sprintf("%.17g,%.17g\n", test$statistic, test$p.value))
}`
	welchInPython = `import os, sys
from scipy.stats import ttest_ind
n = int(os.environ["HARNESS_GROUP_SIZES"].split(",")[0])
print("t,p")
next(sys.stdin)
for line in sys.stdin:
    x = [float(v) for v in line.split(",")[1:]]
    test = ttest_ind(x[:n], x[n:], equal_var=False)
    print(float(test.statistic), float(test.pvalue), sep=",", flush=True)`
)
