package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"serialfraction/fit"
)

// A run is what a sweep with a plant in it found: the JSON of harness sweep.
type run struct {
	SerialFraction *fit.Interval `json:"serial_fraction"`
	T1             *fit.Interval `json:"t1_seconds"`
	Points         []point       `json:"points"`
	Causes         []cause       `json:"causes"`
	Control        *struct {
		Points []point `json:"points"`
	} `json:"control"`
	Machine struct {
		CPU           string  `json:"cpu_model"`
		EffectiveCPUs float64 `json:"effective_cpus"`
		Kernel        string  `json:"kernel"`
	} `json:"machine"`

	folder  string        // of its own
	waited  time.Duration // of slowInput
	without *run          // the sweep without the plant, where there is one
	planted float64       // what the plant of this sweep is worth
	inPart  float64       // the same of the part
}

type point struct {
	Workers int                `json:"workers"`
	Causes  map[string]float64 `json:"causes"`
}

type cause struct {
	Name     string       `json:"name"`
	Interval fit.Interval `json:"interval"` // of its part of S
	Parts    []cause      `json:"parts"`
}

// received returns what a cause, or with a second name a part of it, received.
func (r *run) received(names ...string) (share fit.Interval, ok bool) {
	level := r.Causes
	for _, name := range names {
		at := slices.IndexFunc(level, func(c cause) bool { return c.Name == name })
		if at < 0 {
			return share, false
		}
		share, level = level[at].Interval, level[at].Parts
	}
	return share, true
}

// sweep makes one sweep of a plant, and one without it where that is wanted.
func (p plant) sweep(harness string) (*run, error) {
	r, err := made(harness, p.command, p.beside)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.command, err)
	}
	defer os.RemoveAll(r.folder)
	if p.without != "" {
		if r.without, err = made(harness, p.without, nil); err != nil {
			return nil, fmt.Errorf("%s: %w", p.without, err)
		}
		defer os.RemoveAll(r.without.folder)
	}
	if r.planted, err = p.share(r); err != nil {
		return nil, err
	}
	r.inPart = r.planted
	if p.inPart != nil {
		if r.inPart, err = p.inPart(r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// made runs a command, with the given program for harness, in a folder of its own, which is left
// to the caller.
func made(harness, command string, beside func(*run) (end func(), err error)) (*run, error) {
	folder, err := os.MkdirTemp("", "plant")
	if err != nil {
		return nil, err
	}
	r := &run{folder: folder}
	argv := strings.Fields(strings.ReplaceAll(command, "FOLDER", folder))
	argv[slices.Index(argv, "harness")] = harness
	argv = append(argv, "--quiet", "--format", "json", "--output", filepath.Join(folder, "runs.jsonl"))
	if beside != nil {
		end, err := beside(r)
		if err != nil {
			return nil, err
		}
		defer end()
	}
	var out, errs bytes.Buffer
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, errs.String())
	}
	if err := json.Unmarshal(out.Bytes(), r); err != nil {
		return nil, err
	}
	if r.SerialFraction == nil || len(r.Points) < 2 {
		return nil, fmt.Errorf("nothing was fitted: %s", out.String())
	}
	return r, nil
}
