package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A coordination is a coordinator process that waits for one worker from elsewhere.
type coordination struct {
	cmd   *exec.Cmd
	lines *bufio.Reader // what it prints on standard error
	dir   string
}

// coordinate starts a sweep with these words in a folder of its own, which has rows.csv, and returns
// when it has its rows and waits.
func coordinate(t *testing.T, words ...string) *coordination {
	t.Helper()
	c := &coordination{dir: t.TempDir()}
	put(t, filepath.Join(c.dir, "rows.csv"), []byte(ownRows))
	args := append([]string{"sweep", "--engine", "remote", "--listen", "127.0.0.1:0", "--join-file", "join.json", "--max-workers", "1",
		"--data", "rows.csv", "--repeats", "1", "--warmup", "0", "--no-doctor", "-o", "r.jsonl"}, words...)
	c.cmd = exec.CommandContext(t.Context(), "harness", args...)
	c.cmd.Dir, c.cmd.Env = c.dir, append(os.Environ(), "XDG_DATA_HOME="+c.dir, "TMPDIR="+c.dir) // it holds the lock of another machine
	errs, err := c.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for c.lines = bufio.NewReader(errs); ; {
		line, err := c.lines.ReadString('\n')
		if strings.HasPrefix(line, "Waiting for 1 worker") {
			return c
		}
		if err != nil {
			t.Fatalf("it ended: %s %v", line, c.cmd.Wait())
		}
	}
}

// work lets a worker of this program join and returns how the coordinator ended, and what it printed.
func (c *coordination) work(t *testing.T, program string, words ...string) (code int, printed string) {
	t.Helper()
	w := exec.CommandContext(t.Context(), program, append(words, "--join", filepath.Join(c.dir, "join.json"))...)
	w.Dir = t.TempDir() // the rows are found from any folder
	if out, err := w.CombinedOutput(); err != nil {
		t.Errorf("the worker: %v: %s", err, out)
	}
	text, err := io.ReadAll(c.lines)
	if err != nil {
		t.Fatal(err)
	}
	err = c.cmd.Wait()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		code = failed.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return code, string(text)
}

const ownRows = "id,a,b\ng1,1,2\ng2,3,4\ng3,5,7\n"

// A worker reads the rows of the coordinator where these are on its host too, in whatever folder it was
// started. It refuses rows that are not the coordinator's, in a line that names host, path, what differs
// and what to type.
func TestWorkerReads(t *testing.T) {
	for name, tc := range map[string]struct {
		rows string // of rows.csv when the worker comes; "" = the file is gone
		code int
		want string // after the path of the file
	}{
		"as they were":  {ownRows, 0, ""},
		"another value": {strings.Replace(ownRows, "7", "8", 1), exitFailed, " has other values or names there than at the coordinator: their SHA-256 differs; let it read the same rows there, or type --ship object"},
		"a row more":    {ownRows + "g4,1,1\n", exitFailed, " has 4 rows of 2 values there, and 3 rows of 2 values at the coordinator; let it read the same rows there, or type --ship object"},
		"gone":          {"", exitFailed, ": no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			c := coordinate(t, "--ship", "path", "--workload", "spin", "--row-cost", "1us")
			path := filepath.Join(c.dir, "rows.csv")
			if tc.rows == "" {
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			} else {
				put(t, path, []byte(tc.rows))
			}
			host, _ := os.Hostname()
			code, printed := c.work(t, "harness", "worker")
			if code != tc.code || tc.code != 0 && !strings.Contains(printed, "harness: worker 1 on host "+host+" does not have the coordinator's rows: "+path+tc.want) {
				t.Errorf("exit code %d: %s", code, printed)
			}
		})
	}
}

// The worker that is built lean does what it can, and refuses in a line what it was built without: the
// readers of files, and Arrow.
func TestLeanWorker(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a program")
	}
	program := filepath.Join(t.TempDir(), "worker")
	build := exec.CommandContext(t.Context(), "go", "build", "-tags", "lean", "-o", program, "../worker")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for name, tc := range map[string]struct {
		words []string
		code  int
		want  string
	}{
		"rows":  {nil, 0, "harness help words"},
		"path":  {[]string{"--ship", "path"}, exitFailed, " does not have the coordinator's rows: this program reads no files, which harness worker does; let it read the same rows there, or type --ship object"},
		"arrow": {[]string{"--workload", "pipe", "--frame", "arrow", "--", "score-arrow"}, exitFailed, " cannot do this work: this program was built without Arrow: use --frame csv, ndjson or f8, or the whole program as the worker, harness worker"},
	} {
		t.Run(name, func(t *testing.T) {
			words := tc.words
			if name != "arrow" {
				words = append(words, "--workload", "spin", "--row-cost", "1us")
			}
			if code, printed := coordinate(t, words...).work(t, program); code != tc.code || !strings.Contains(printed, tc.want) {
				t.Errorf("exit code %d: %s", code, printed)
			}
		})
	}
}
