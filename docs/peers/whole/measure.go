package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"serialfraction/docs/runlines"
)

// A bench makes runs in a folder.
type bench struct {
	folder, runs string
	environ      []string
	kept         []line
}

// measure makes the runs that the file of runs lacks, of these contests; of all where none is named.
func measure(folder, runs, harness string, only []string) error {
	for _, name := range only {
		if !slices.ContainsFunc(contests, func(c contest) bool { return c.Name == name }) {
			return fmt.Errorf("there is no contest %q", name)
		}
	}
	b := &bench{folder: folder, runs: runs}
	if err := os.MkdirAll(filepath.Join(folder, "bin"), 0o755); err != nil {
		return err
	}
	if err := b.put(harness); err != nil {
		return err
	}
	var err error
	if b.kept, err = runlines.Read[line](runs); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(b.kept) == 0 {
		if err := runlines.Append(runs, line{On: b.on()}); err != nil {
			return err
		}
	}
	for _, c := range contests {
		if len(only) > 0 && !slices.Contains(only, c.Name) {
			continue
		}
		if err := b.contest(c); err != nil {
			return fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	return nil
}

// put makes harness the first of PATH, Python that of the system, which has what its packages install,
// and the scripts known to the commands. Libraries get one thread in each process.
func (b *bench) put(harness string) error {
	path, err := filepath.Abs(harness)
	if err != nil {
		return err
	}
	scripts, err := filepath.Abs("docs/peers/whole")
	if err != nil {
		return err
	}
	if b.folder, err = filepath.Abs(b.folder); err != nil {
		return err
	}
	bin := filepath.Join(b.folder, "bin")
	link := filepath.Join(bin, "harness")
	if err := os.Remove(link); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Symlink(path, link); err != nil {
		return err
	}
	b.environ = append(os.Environ(), "PATH="+bin+":/usr/bin:"+os.Getenv("PATH"), "PEERS="+scripts, "ENDS="+filepath.Join(b.folder, "ends"), "XDG_DATA_HOME="+b.folder,
		"OMP_NUM_THREADS=1", "OPENBLAS_NUM_THREADS=1", "MKL_NUM_THREADS=1", "PYTHONDONTWRITEBYTECODE=1", "LC_ALL=C.UTF-8")
	return nil
}

// on tells the machine and the versions.
func (b *bench) on() string {
	versions, err := b.command(`sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1
python3 -c 'import sys, numpy, scipy, pandas, joblib; print("Python %d.%d.%d" % sys.version_info[:3]); print("NumPy", numpy.__version__); print("scipy", scipy.__version__); print("pandas", pandas.__version__); print("joblib", joblib.__version__)'
Rscript -e 'cat("R ", paste(R.version$major, R.version$minor, sep = "."), "\n", sep = ""); for (p in c("data.table", "genefilter", "multtest")) cat(p, as.character(packageVersion(p)), "\n")'
plink1.9 --version | cut -d ' ' -f 1-2
parallel --version | head -1`).Output()
	if err != nil {
		return fmt.Sprint(err)
	}
	words := strings.Split(strings.TrimSpace(string(versions)), "\n")
	for i := range words {
		words[i] = strings.TrimSpace(words[i])
	}
	return fmt.Sprintf("%s, %d CPUs, %s; %s", words[0], runtime.NumCPU(), runtime.Version(), strings.Join(words[1:], ", "))
}

// command returns a command of the shell, in a session of its own.
func (b *bench) command(text string) *exec.Cmd {
	cmd := exec.Command("sh", "-c", "set -e; export HARNESS_GROUP_SIZES=20,20; "+text)
	cmd.Dir, cmd.Env, cmd.SysProcAttr = b.folder, b.environ, &syscall.SysProcAttr{Setsid: true}
	return cmd
}

// contest makes the runs of a contest that are missing, round by round, in turns: in each round another
// entry is the first.
func (b *bench) contest(c contest) error {
	for _, in := range c.Inputs {
		if _, err := os.Stat(filepath.Join(b.folder, in.File)); err == nil {
			continue
		}
		if said, err := b.command(in.Command).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", in.Command, err, said)
		}
	}
	for round := range c.Rounds + 1 {
		for i := range c.Entries {
			at := i
			if round > 0 {
				at = (i + round) % len(c.Entries)
			}
			e := c.Entries[at]
			if find(b.kept, c.Name, e.Name, round) != nil {
				continue
			}
			fmt.Fprintf(os.Stderr, "%s, round %d of %d: %s\n", c.Name, round, c.Rounds, e.Name)
			if err := b.turn(c, e, round); err != nil {
				return fmt.Errorf("%s: %w", e.Name, err)
			}
		}
	}
	return nil
}

// turn makes one run. Its answers must be right: in round 0 they are compared, and later they must be
// the same to the byte.
func (b *bench) turn(c contest, e entry, round int) error {
	l := line{Contest: c.Name, Entry: e.Name, Round: round}
	if err := os.Remove(filepath.Join(b.folder, e.Out)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	cmd := b.command(e.Command)
	var said strings.Builder
	cmd.Stderr = &said
	ends := filepath.Join(b.folder, "ends")
	if err := errors.Join(os.RemoveAll(ends), os.Mkdir(ends, 0o755)); err != nil {
		return err
	}
	busy, start := busySeconds(), time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	peak := func() float64 { return 0 }
	if round == 0 {
		peak = watch(cmd.Process.Pid)
	}
	err := cmd.Wait()
	took := time.Since(start)
	busy = busySeconds() - busy
	l.Peak = peak()
	if err != nil {
		return fmt.Errorf("%w: %s", err, said.String())
	}
	sum, err := digest(filepath.Join(b.folder, e.Out))
	if err != nil {
		return err
	}
	if round == 0 {
		l.SHA256 = sum
		if l.Compared, l.Differ, l.Draws, err = b.compare(c, e); err != nil {
			return err
		}
	} else {
		l.Seconds = took.Round(10 * time.Microsecond).Seconds()
		l.CPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Round(100 * time.Microsecond).Seconds()
		l.Others = math.Round(1000*max(0, busy-l.CPU)) / 1000
		if e.Ends {
			if l.Apart, err = apart(ends, e.Workers); err != nil {
				return err
			}
		}
		if zero := find(b.kept, c.Name, e.Name, 0); zero.SHA256 != sum {
			if _, _, _, err := b.compare(c, e); err != nil {
				return err
			}
		}
	}
	if err := runlines.Append(b.runs, l); err != nil {
		return err
	}
	b.kept = append(b.kept, l)
	return nil
}
