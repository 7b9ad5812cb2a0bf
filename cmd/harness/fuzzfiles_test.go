package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"serialfraction/harness/raced"
	"serialfraction/harness/wording"
)

// The files of the test data of all readers are damaged in ways that follow from a seed, and every
// verb that reads such a file is tried on them. make fuzz-files tries thousands by the program that
// was built, which also bounds time and memory; a test tries a few in this process.
var (
	fuzzProgram = flag.String("fuzz-program", "", "try the damaged files with this program, not in the process of the test")
	fuzzCases   = flag.Int("fuzz-cases", 150, "number of damaged files to try")
	fuzzSeed    = flag.Uint64("fuzz-seed", 1, "seed of the damaged files")
	fuzzCase    = flag.Int("fuzz-case", -1, "try only the damaged file of this number")
)

// A family is files of the test data that the same verbs read.
type family struct {
	name  string
	share int // of the attempts, out of the sum of all shares
	files []string
	verbs []string // @ = the damaged file, % = a new file
}

// families returns all families. Their files are found by folder, so that those of a new format
// are tried by arriving.
func families(t *testing.T) []family {
	const good, golub, counts = "../../docs/sweeps/golub-queue-paced.jsonl", "../../harness/input/data/golub.groups.csv", "../../harness/input/testdata/order.csv"
	return []family{
		{"result files", 5, dataFiles(t, "../../results/testdata"), []string{
			"report @", "report --format json @", "report --format csv @", "report --format md @", "report --format benchfmt @", "report --scope end-to-end @", "report --check S<0.05 @", "results show @",
			"compare " + good + " @", "compare --format json @ " + good, "results export --to csv @", "results export --to parquet -o % @", "results export --to benchfmt @", "results export --to bencher @",
			"results export --to openmetrics @", "results export --to trace @", "fit @", "plan --from @ --target 1ms", "predict @ --workers 2,1e6"}},
		{"timings", 5, dataFiles(t, "../../results/timings/testdata"), []string{
			"fit @", "fit --format json @", "fit --format csv @", "fit --format md @", "fit --predict workers=64 --solve speedup=3 --bootstrap @", "plan --from @ --target 3"}},
		{"matrices", 6, dataFiles(t, "../../harness/input"), []string{
			"data inspect @", "data inspect --format json @", "data inspect --no-header @", "data convert @ %.csv", "data convert @ %.npy", "data convert @ %.parquet", "data convert @ %.gct", "data convert @ %.bed",
			"run --workload stream --data @ --workers 2 --results %.csv --quiet", "run --workload trend --data @ --workers 1 --results %.csv.gz --quiet"}},
		{"groups", 2, []string{golub}, []string{
			"data inspect --groups @ --format json golub", "run --workload ttest --data golub --groups @ --workers 1 --results %.csv --quiet"}},
		{"sample sheets", 1, []string{"../../harness/input/testdata/samplesheet.csv"}, []string{"data inspect --groups @ --group-field dex " + counts}},
		{"classes", 1, []string{"../../harness/input/testdata/order.cls"}, []string{"data inspect --groups @ " + counts}},
	}
}

// dataFiles returns the files of the folders named testdata below a folder, in order, but
// descriptions, programs, what tests expect, and large ones.
func dataFiles(t *testing.T, dir string) (files []string) {
	const most = 64 << 10
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.Contains(path, "testdata") || strings.Contains(path, "/fuzz/") {
			return err
		}
		info, err := e.Info()
		other := []string{"README.md", ".py", ".golden", ".raw", ".mjs", ".hex.gz", "expected.txt"}
		if err == nil && info.Size() <= most && !slices.ContainsFunc(other, func(end string) bool { return strings.HasSuffix(path, end) }) {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files in %s, error %v", len(files), dir, err)
	}
	return files
}

// A damagedRun is a command line and what came of it.
type damagedRun struct {
	args        []string
	code        int
	out, errs   string
	memory, cpu int64 // bytes and nanoseconds; 0 = not known
}

// make returns a run of the program.
func (a damagedRun) make(ctx context.Context) damagedRun {
	var out, errs bytes.Buffer
	if *fuzzProgram == "" {
		words := append([]string{"harness"}, a.args...)
		a.code = guarded(&errs, words, func() int { return run(ctx, words, &out, &errs) })
	} else {
		ctx, cancel := context.WithTimeout(ctx, time.Minute) // ten times what any takes on a busy machine
		defer cancel()
		c := exec.CommandContext(ctx, *fuzzProgram, a.args...)
		c.Stdout, c.Stderr = &out, &errs
		if err := c.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
			fmt.Fprintf(&errs, "not started: %v", err)
		}
		a.code, a.memory = c.ProcessState.ExitCode(), peakOf(c.ProcessState)
		a.cpu = int64(c.ProcessState.UserTime() + c.ProcessState.SystemTime())
	}
	a.out, a.errs = out.String(), errs.String()
	return a
}

// fault returns what is wrong with a run; "" for nothing.
func (a damagedRun) fault() string {
	const mostMemory, mostCPU = 512 << 20, int64(20 * time.Second)
	lines := strings.Split(strings.TrimSuffix(a.errs, "\n"), "\n")
	last := lines[len(lines)-1]
	steers := func(text string) bool {
		return !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && r != '\t' && wording.Steers(r) })
	}
	switch {
	case strings.Contains(a.errs, "goroutine ") || strings.Contains(a.errs, "internal error"):
		return "it panicked"
	case !slices.Contains([]int{0, exitFailed, exitUsage, exitCheck, exitKernel, exitCannotTell}, a.code):
		return fmt.Sprintf("exit code %d", a.code)
	case (a.code == exitFailed || a.code == exitUsage || a.code == exitKernel) != strings.HasPrefix(last, "harness: "):
		return fmt.Sprintf("exit code %d with the last line %q", a.code, last)
	case strings.Count("\n"+a.errs, "\nharness: ") > 1:
		return "an error of more than one line"
	case utf8.RuneCountInString(last) > 2000:
		return fmt.Sprintf("an error of %d characters", utf8.RuneCountInString(last))
	case steers(a.errs) || steers(a.out):
		return "characters that steer a terminal"
	case slices.Contains(a.args, "json") && a.code == 0 && !json.Valid([]byte(a.out)):
		return "no JSON"
	case a.memory > mostMemory:
		return fmt.Sprintf("%d MiB of memory", a.memory>>20)
	case a.cpu > mostCPU:
		return fmt.Sprintf("%v of CPU time", time.Duration(a.cpu))
	}
	return ""
}

// TestDamagedFiles tries damaged files. A fault names the number of its file: with -fuzz-case, the
// same seed and the same test data it is made again.
func TestDamagedFiles(t *testing.T) {
	var all []family
	for _, f := range families(t) {
		all = append(all, slices.Repeat([]family{f}, f.share)...)
	}
	from, to := 0, *fuzzCases
	if raced.On {
		to /= 3 // no two of them run at once; the plain run tries all
	}
	if *fuzzCase >= 0 {
		from, to = *fuzzCase, *fuzzCase+1
	}
	tried := map[string]int{}
	for i := from; i < to; i++ {
		r := rand.New(rand.NewPCG(*fuzzSeed, uint64(i)))
		f := all[r.IntN(len(all))]
		dir := t.TempDir()
		damaged, verb := damage(t, r, f, dir), f.verbs[r.IntN(len(f.verbs))]
		var args []string
		for _, word := range strings.Fields(verb) {
			args = append(args, strings.NewReplacer("@", damaged, "%", filepath.Join(dir, "out")).Replace(word))
		}
		a := damagedRun{args: args}.make(t.Context())
		tried[fmt.Sprintf("%s, exit code %d", f.name, a.code)]++
		if fault := a.fault(); fault != "" {
			t.Errorf("file %d of seed %d: %s\n%s\n%s", i, *fuzzSeed, fault, strings.Join(args, " "), wording.Brief(a.errs))
			keepDamaged(t, dir)
		}
	}
	t.Log(tried)
}

// damage writes a damaged file of a family into a folder, with the files that belong to it, and
// returns its path.
func damage(t *testing.T, r *rand.Rand, f family, dir string) string {
	read := func(path string) []byte {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	path, other := f.files[r.IntN(len(f.files))], f.files[r.IntN(len(f.files))]
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	for _, end := range []string{".bed", ".bim", ".fam"} {
		if slices.Contains(f.files, stem+end) {
			put(t, filepath.Join(dir, filepath.Base(stem)+end), read(stem+end))
		}
	}
	damaged := filepath.Join(dir, filepath.Base(path))
	put(t, damaged, mutated(r, read(path), read(other)))
	if end := filepath.Ext(path); end == ".bim" || end == ".fam" {
		damaged = strings.TrimSuffix(damaged, end) + ".bed"
	}
	return damaged
}

func put(t *testing.T, path string, b []byte) {
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// keepDamaged keeps the files of a fault that the built program has, beside that program.
func keepDamaged(t *testing.T, dir string) {
	if *fuzzProgram == "" {
		return
	}
	kept := filepath.Join(filepath.Dir(*fuzzProgram), "damaged", fmt.Sprintf("%d-%s", *fuzzSeed, filepath.Base(dir)))
	if err := os.CopyFS(kept, os.DirFS(dir)); err != nil {
		t.Log(err)
	}
	t.Logf("the files are in %s", kept)
}
