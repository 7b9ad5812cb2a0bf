package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"serialfraction/docs/kept"
)

// Facts, in seconds.
const (
	waitedFact  = "waited_seconds"  // of slowInput
	writtenFact = "written_seconds" // of writtenOutput
)

// slowInput gives 3200 rows through a pipe after half a second, and times it.
func slowInput(_ context.Context, own string) (kept.End, error) {
	text := "row,a,b\n"
	for i := range 3200 {
		text += fmt.Sprintf("r%d,1,2\n", i)
	}
	p := &slowPipe{path: filepath.Join(own, "rows.csv"), text: text, after: 500 * time.Millisecond}
	end, err := p.start()
	if err != nil {
		return nil, err
	}
	return func() (map[string]float64, error) {
		err := end()
		return map[string]float64{waitedFact: p.waited.Seconds()}, err
	}, nil
}

// A slowPipe is a pipe with a name that gives its text some time after a reader has opened it. The
// text is shorter than what a pipe holds (64 KiB), so that it is given also where nobody reads on.
type slowPipe struct {
	path  string
	text  string
	after time.Duration

	waited time.Duration // from then until the text was taken; valid after end
	err    error
}

func (p *slowPipe) start() (end func() error, err error) {
	if err := makePipe(p.path); err != nil {
		return nil, err
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		p.err = p.give(ended)
	}()
	return func() error {
		close(ended)
		// A writer whose reader never came sits in open(2): a reader releases it, and stays until it is done.
		reader, err := releaseWriter(p.path)
		if err != nil {
			return err
		}
		<-done
		return errors.Join(p.err, reader.Close())
	}, nil
}

// give waits for a reader and gives it the text, unless the sweep has ended before.
func (p *slowPipe) give(ended <-chan struct{}) error {
	f, err := os.OpenFile(p.path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	start := time.Now()
	select {
	case <-time.After(p.after):
	case <-ended:
		return errors.Join(errors.New("the sweep ended before it had read its input"), f.Close())
	}
	_, err = f.WriteString(p.text)
	err = errors.Join(err, f.Close())
	p.waited = time.Since(start)
	return err
}

// writtenOutput asks the file system how long the result rows took, from the birth of the file
// until it had its name.
func writtenOutput(_ context.Context, own string) (kept.End, error) {
	return func() (map[string]float64, error) {
		out, err := exec.Command("stat", "--format", "%.9W %.9Z", filepath.Join(own, "rows.csv")).Output()
		if err != nil {
			return nil, fmt.Errorf("stat: %w", err)
		}
		born, named, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
		from, err1 := strconv.ParseFloat(born, 64)
		to, err2 := strconv.ParseFloat(named, 64)
		if err1 != nil || err2 != nil || from == 0 {
			return nil, fmt.Errorf("this file system does not keep when a file was made: %s", out)
		}
		return map[string]float64{writtenFact: to - from}, nil
	}, nil
}

// first is the priority of a program that always comes first, and leastCPU is the share of a
// CPU that it must have had, for the plant to be what it is called.
const (
	first    = -20
	leastCPU = 0.9
)

// hogCPU keeps CPU 1 busy with a loop that no other program can push aside. The loop ends with
// this program at the latest.
func hogCPU(context.Context, string) (kept.End, error) {
	cmd := exec.Command("taskset", "-c", "1", "sh", "-c", "while kill -0 $PPID; do :; done")
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	start := time.Now()
	end := func() (map[string]float64, error) {
		wall := time.Since(start)
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
		if used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(); used.Seconds() < leastCPU*wall.Seconds() {
			return nil, fmt.Errorf("the program that comes first had a CPU for %.1f of %.1f s: it did not come first", used.Seconds(), wall.Seconds())
		}
		return nil, nil
	}
	if err := setPriority(cmd.Process.Pid, first); err != nil {
		_, _ = end()
		return nil, fmt.Errorf("a program that comes before all others needs the right to priority %d (run this as root): %w", first, err)
	}
	return end, nil
}
