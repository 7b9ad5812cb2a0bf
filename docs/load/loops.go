package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"time"

	"serialfraction/docs/kept"
)

// loopWord is the argument by which this program is a busy loop of its own making, on the CPU of
// the next argument, or on any.
const (
	loopWord = "busy-loop"
	anyCPU   = "any"
)

// leastBusy is the share of a CPU that a loop must have had while it ran. Beside a sweep on the
// same CPU it has about half.
const leastBusy = 1.0 / 3

// loops are busy loops that run, as processes of their own. Each also ends by itself as soon as
// this program does, however it ends.
type loops []*exec.Cmd

// beside returns what starts the loops of a load, on the CPUs that the plan has by then. It is nil
// for none.
func (p *plan) beside(l load) kept.Beside {
	if l.loops == 0 {
		return nil
	}
	return func(ctx context.Context, _ string) (kept.End, error) {
		start := time.Now()
		ls, err := startLoops(ctx, l.loops, p.cpus)
		if err != nil {
			return nil, err
		}
		return func() (map[string]float64, error) {
			wall := time.Since(start)
			ls.end()
			return nil, ls.ran(wall)
		}, nil
	}
}

// ran returns an error if a loop that has ended was not busy for its share of the time: another
// process ended it early, or the system gave the CPU to others.
func (ls loops) ran(wall time.Duration) error {
	for i, cmd := range ls {
		if busy := cmd.ProcessState.UserTime(); busy.Seconds() < leastBusy*wall.Seconds() {
			return fmt.Errorf("busy loop %d had a CPU for %.1f of %.1f s, less than a third: the sweep was not beside it", i+1, busy.Seconds(), wall.Seconds())
		}
	}
	return nil
}

// startLoops starts n loops, each pinned to one of the CPUs, and returns when they run. The
// caller ends them.
func startLoops(ctx context.Context, n int, cpus []int) (loops, error) {
	var ls loops
	for i := range n {
		at := anyCPU
		if cpus != nil {
			at = strconv.Itoa(cpus[i])
		}
		cmd, err := startLoop(ctx, at)
		if err != nil {
			ls.end()
			return nil, fmt.Errorf("busy loop on CPU %s: %w", at, err)
		}
		ls = append(ls, cmd)
	}
	return ls, nil
}

// end kills the loops and waits until they are gone.
func (ls loops) end() {
	for _, cmd := range ls {
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
	}
}

// startLoop starts one loop and waits until it is on its CPU.
func startLoop(ctx context.Context, at string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, loopWord, at)
	cmd.Stderr = os.Stderr
	if _, err := cmd.StdinPipe(); err != nil { // open as long as this program lives
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	if _, err := io.ReadFull(out, make([]byte, 1)); err != nil {
		loops{cmd}.end()
		return nil, fmt.Errorf("it did not start: %w", err)
	}
	return cmd, nil
}

// loop keeps a CPU busy until standard input ends.
func loop(at string) {
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	runtime.LockOSThread()
	if at != anyCPU {
		cpu, err := strconv.Atoi(at)
		if err == nil {
			err = pin(cpu)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "load: busy loop:", err)
			os.Exit(1)
		}
	}
	if _, err := os.Stdout.Write([]byte{'.'}); err != nil {
		os.Exit(1)
	}
	for x := uint64(1); x != 0; { // xorshift never comes to 0
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
}
