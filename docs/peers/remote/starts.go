package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// commands are those whose whole time is compared between two builds of harness.
var commands = []string{
	"version",
	"run --quiet --data golub --workers 2 --results rows.csv",
	"sweep --quiet --data golub --max-workers 2 --repeats 1 --force -o runs.jsonl",
}

// starts times the commands of two builds in turn.
func starts(ctx context.Context, rounds int, before, after string) error {
	builds := []struct{ name, path string }{{"before", before}, {"after", after}}
	for round := range rounds + 1 {
		for i := range builds {
			b := builds[(i+round)%len(builds)]
			for _, command := range commands {
				took, used, err := startOnce(ctx, b.path, command)
				if err != nil {
					return fmt.Errorf("%s %s: %w", b.path, command, err)
				}
				if round > 0 { // the first warms up
					fmt.Println("start", b.name, strings.Fields(command)[0], took.Seconds()*1e3, used.Seconds()*1e3)
				}
			}
		}
	}
	return nil
}

// startOnce runs a command in an empty folder and returns how long it took, and the CPU time that it used.
func startOnce(ctx context.Context, program, command string) (took, used time.Duration, failed error) {
	folder, err := os.MkdirTemp("", "starts")
	if err != nil {
		return 0, 0, err
	}
	defer func() { failed = errors.Join(failed, os.RemoveAll(folder)) }()
	c := exec.CommandContext(ctx, program, strings.Fields(command)...)
	c.Dir = folder
	start := time.Now()
	err = c.Run()
	took = time.Since(start)
	return took, c.ProcessState.UserTime() + c.ProcessState.SystemTime(), err
}
