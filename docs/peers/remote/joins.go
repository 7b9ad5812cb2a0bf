package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"serialfraction/harness/remote"
	"serialfraction/harness/remote/join"
)

// many is the number of workers that join.
const many = 64

// joins measures, so many times in turn, how long it takes until workers of each program have joined: from the
// start of the first process to the answer to the last. Then each size of chunks is run on all of
// them, for the largest memory that the workers, and this process as their coordinator, ever had.
func joins(ctx context.Context, rounds int, programs [][]string) error {
	for round := range rounds {
		for _, program := range programs {
			seconds, worker, err := joinOnce(ctx, program, round == 0)
			if err != nil {
				return err
			}
			fmt.Println("joined", filepath.Base(program[0]), seconds)
			if worker > 0 {
				fmt.Println("memory", filepath.Base(program[0]), worker)
			}
		}
	}
	own, err := peak(os.Getpid())
	if err != nil {
		return err
	}
	fmt.Println("memory coordinator", own)
	return nil
}

// joinOnce returns the seconds until all have joined and, of runs, the MiB of the largest worker.
func joinOnce(ctx context.Context, program []string, runs bool) (seconds float64, worker int, failed error) {
	work, err := json.Marshal(order)
	if err != nil {
		return 0, 0, err
	}
	var pids []int
	e := remote.New(remote.Options{Work: work, Most: many, Listen: "127.0.0.1:0",
		Start: func(ctx context.Context, file join.File, workers int, ended func(error)) (io.Closer, error) {
			w := &started{}
			for range workers {
				c := exec.CommandContext(ctx, program[0], program[1:]...)
				var errs bytes.Buffer
				c.Stdin, c.Stderr = bytes.NewReader(file.Text()), &errs
				if err := c.Start(); err != nil {
					return nil, err
				}
				pids = append(pids, c.Process.Pid)
				w.group.Go(func() {
					if err := c.Wait(); err != nil {
						ended(fmt.Errorf("%s: %w: %s", program[0], err, &errs))
					}
				})
			}
			return w, nil
		}})
	defer func() {
		if err := e.Close(); err != nil && failed == nil {
			failed = err
		}
	}()
	if _, err := e.Join(); err != nil { // the server has started
		return 0, 0, err
	}
	start := time.Now()
	if _, err := e.Gather(ctx); err != nil {
		return 0, 0, err
	}
	seconds = time.Since(start).Seconds()
	if !runs {
		return seconds, 0, nil
	}
	for _, size := range sizes {
		j, err := jobOf(ctx, many*2*size.chunkRows, size.chunkRows)
		if err != nil {
			return 0, 0, err
		}
		if _, err := e.Run(ctx, make([]float64, j.ResultLen()), j, many); err != nil {
			return 0, 0, err
		}
	}
	for _, pid := range pids {
		one, err := peak(pid)
		if err != nil {
			return 0, 0, err
		}
		worker = max(worker, one)
	}
	return seconds, worker, nil
}

// started are worker processes, which end when the engine lets them go.
type started struct{ group sync.WaitGroup }

func (s *started) Close() error {
	s.group.Wait()
	return nil
}

// peak returns the most memory that a process ever had, in MiB.
func peak(pid int) (int, error) {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(text))
	i := slices.Index(fields, "VmHWM:")
	if i < 0 || i+1 == len(fields) {
		return 0, fmt.Errorf("process %d has no VmHWM", pid)
	}
	kib, err := strconv.Atoi(fields[i+1])
	return kib / 1024, err
}
