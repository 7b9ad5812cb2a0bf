// Command plink measures the workload trend beside PLINK 1.9: see bench.sh.
package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/workloads"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "plink:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 4 {
		return fmt.Errorf("usage: plink DIR VARIANTS SAMPLES ROUNDS, with harness in DIR")
	}
	b := bench{dir: args[0], samples: args[2]}
	var err [2]error
	b.variants, err[0] = strconv.Atoi(args[1])
	b.rounds, err[1] = strconv.Atoi(args[3])
	if err[0] != nil || err[1] != nil {
		return fmt.Errorf("VARIANTS and ROUNDS are numbers: %q", args)
	}
	return b.run()
}

// A bench is one comparison.
type bench struct {
	dir, samples     string
	variants, rounds int
	contestants      []contestant
}

// A contestant is a command and its times.
type contestant struct {
	title     string
	argv      []string
	wall, cpu []time.Duration
}

// few is the number of variants whose time is start-up and little else.
const few = 10

func (b *bench) run() error {
	for _, set := range []struct {
		name     string
		variants int
	}{{"big", b.variants}, {"few", few}} {
		if err := b.command(&contestant{argv: []string{"plink1.9", "--dummy", b.samples, strconv.Itoa(set.variants), "0.01",
			"--seed", "7", "--make-bed", "--out", set.name}}); err != nil {
			return err
		}
	}
	for _, set := range []string{"big", "few"} {
		plink := []string{"plink1.9", "--bfile", set, "--allow-no-sex", "--keep-allele-order", "--threads", "1", "--out", set}
		ours := []string{"./harness", "run", "--data", set + ".bed", "--workload", "trend", "--workers", "1", "--quiet"}
		b.contestants = append(b.contestants,
			contestant{title: "harness run, both tests", argv: append(slices.Clone(ours), "--results", set+".csv")},
			contestant{title: "harness run --test trend", argv: append(slices.Clone(ours), "--test", "trend", "--results", set+".trend.csv")},
			contestant{title: "plink1.9 --assoc", argv: append(slices.Clone(plink), "--assoc")},
			contestant{title: "plink1.9 --model", argv: append(slices.Clone(plink), "--model", "--cell", "0")},
		)
	}
	var kernel []time.Duration
	for round := range b.rounds {
		fmt.Fprintf(os.Stderr, "round %d of %d\n", round+1, b.rounds)
		for i := range b.contestants {
			if err := b.command(&b.contestants[i]); err != nil {
				return err
			}
		}
		times, err := b.kernel()
		if err != nil {
			return err
		}
		kernel = append(kernel, times)
	}
	fmt.Printf(preface, b.rounds, few)
	b.report(median(kernel))
	return b.agree(os.Stdout)
}

const preface = `One file of genotypes by plink1.9 --dummy, 1 %% of them missing; one CPU for every
program; medians of %d interleaved rounds. A whole process starts, maps the .bed file,
reads .bim and .fam, tests every variant and writes a table: harness run with all
digits of every number, both tests in one pass and n, PLINK with four digits, the
allelic test by --assoc and the trend, with four other tests, by --model. The time
with %d variants is what of that is start-up; it is shown, and taken off only where it
says so. PLINK also counts allele frequencies in a pass of their own.

`

// command runs a contestant once on one CPU's worth of threads.
func (b *bench) command(c *contestant) error {
	cmd := exec.Command(c.argv[0], c.argv[1:]...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "XDG_DATA_HOME="+b.dir)
	start := time.Now()
	said, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w: %s", strings.Join(c.argv, " "), err, said)
	}
	c.wall = append(c.wall, time.Since(start))
	c.cpu = append(c.cpu, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	return nil
}

// kernel times the workload alone, on one thread, on rows that lie in memory.
func (b *bench) kernel() (time.Duration, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	ds, err := input.Load(context.Background(), input.Source{Data: filepath.Join(b.dir, "big.bed")})
	if err != nil {
		return 0, err
	}
	defer ds.Close()
	spec, err := workloads.Lookup("trend")
	if err != nil {
		return 0, err
	}
	w, err := spec.New(ds, nil)
	if err != nil {
		return 0, err
	}
	best := time.Duration(math.MaxInt64)
	for range 3 { // the first time the rows are not in memory yet
		ref, err := harness.NewReference(context.Background(), &harness.Job{Data: ds, Workload: w, ChunkRows: 1000})
		if err != nil {
			return 0, err
		}
		best = min(best, ref.Kernel)
	}
	return best, nil
}

// report prints the table.
func (b *bench) report(kernel time.Duration) {
	fmt.Printf("| %d variants × %s samples | wall, ms | of it, with %d variants | CPU, ms | variants/s, wall | variants/s less that time |\n|---|---:|---:|---:|---:|---:|\n",
		b.variants, b.samples, few)
	rate := func(d time.Duration) float64 { return float64(b.variants) / d.Seconds() }
	half := len(b.contestants) / 2
	for i, c := range b.contestants[:half] {
		wall, fixed := median(c.wall), median(b.contestants[half+i].wall)
		fmt.Printf("| `%s` | %s | %s | %s | %.0f | %.0f |\n", c.title, ms(wall), ms(fixed), ms(median(c.cpu)), rate(wall), rate(wall-fixed))
	}
	fmt.Printf("| the kernel of trend alone, both tests | %s | | | %.0f | |\n\n", ms(kernel), rate(kernel))
	fmt.Println("| times as fast | `--assoc` | `--model` | one after the other |\n|---|---:|---:|---:|")
	ratios := func(title string, ours, start time.Duration, fixed bool) {
		fmt.Printf("| %s |", title)
		sum := 0.0
		for i := 2; i < half; i++ {
			theirs := median(b.contestants[i].wall)
			if fixed {
				theirs -= median(b.contestants[half+i].wall)
			}
			sum += theirs.Seconds()
			fmt.Printf(" %.1f |", theirs.Seconds()/(ours-start).Seconds())
		}
		fmt.Printf(" %.1f |\n", sum/(ours-start).Seconds())
	}
	both, start := median(b.contestants[0].wall), median(b.contestants[half].wall)
	trend, startTrend := median(b.contestants[1].wall), median(b.contestants[half+1].wall)
	ratios("whole process, both tests", both, 0, false)
	ratios("whole process, `--test trend`", trend, 0, false)
	ratios(fmt.Sprintf("less the time with %d variants, both tests", few), both, start, true)
	ratios(fmt.Sprintf("less the time with %d variants, `--test trend`", few), trend, startTrend, true)
	ratios(fmt.Sprintf("the kernel, against plink less the time with %d variants", few), kernel, 0, true)
	fmt.Println()
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f", d.Seconds()*1e3) }

func median(d []time.Duration) time.Duration {
	d = slices.Sorted(slices.Values(d))
	return d[len(d)/2]
}
