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
)

// A run is what a sweep with a plant in it found: the JSON of harness sweep.
type run struct {
	SerialFraction *interval `json:"serial_fraction"`
	T1             *interval `json:"t1_seconds"`
	Points         []point   `json:"points"`
	Causes         []cause   `json:"causes"`
	Control        *struct {
		SerialFraction *interval `json:"serial_fraction"`
	} `json:"control"`
	Machine struct {
		CPU           string  `json:"cpu_model"`
		EffectiveCPUs float64 `json:"effective_cpus"`
		Kernel        string  `json:"kernel"`
	} `json:"machine"`

	folder string        // of its own
	waited time.Duration // of slowInput
}

type interval struct {
	Value  float64
	Lo, Hi *float64 // nil = no end
}

type point struct {
	Workers int                `json:"workers"`
	Causes  map[string]float64 `json:"causes"`
}

type cause struct {
	Name           string  `json:"name"`
	SerialFraction float64 `json:"serial_fraction"`
	Parts          []cause `json:"parts"`
}

// sweep runs the command of a plant, with the given program for harness, in a folder
// of its own.
func (p plant) sweep(harness, folder string) (*run, error) {
	r := &run{folder: folder}
	argv := strings.Fields(strings.ReplaceAll(p.command, "FOLDER", folder))
	argv[slices.Index(argv, "harness")] = harness
	argv = append(argv, "--quiet", "--format", "json", "--output", filepath.Join(folder, "runs.jsonl"))
	if p.beside != nil {
		end, err := p.beside(r)
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

// last is the point of the largest N.
func (r *run) last() point { return r.Points[len(r.Points)-1] }

// part returns what a fit of two N, which goes through both, gives a part of a cause.
func (r *run) part(ofCause, name string) (share float64, ok bool) {
	for _, c := range r.Causes {
		for _, p := range c.Parts {
			if c.Name == ofCause && p.Name == name {
				return p.SerialFraction, true
			}
		}
	}
	return 0, false
}

// A finding is a plant and what became of it.
type finding struct {
	plant
	run     *run
	planted float64 // what was planted
	charged float64 // what its cause received
	inPart  float64 // what its part received
	other   string  // the other cause with the most, either way
	stray   float64 // what that one received
	right   bool
}

// find makes the sweep of a plant and judges it.
func (p plant) find(harness string) (*finding, error) {
	folder, err := os.MkdirTemp("", "plant")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	r, err := p.sweep(harness, folder)
	if err != nil {
		return nil, err
	}
	planted, err := p.share(r)
	if err != nil {
		return nil, err
	}
	return p.judge(r, planted)
}

// judge holds what every cause received against what was planted: the planted cause,
// and its part, the amount to within the tolerance, and every other cause nothing, to
// within the narrow one.
func (p plant) judge(r *run, planted float64) (*finding, error) {
	f := &finding{plant: p, run: r, planted: planted, charged: r.last().Causes[p.cause]}
	narrow := max(toleranceLeast, toleranceShare*planted)
	wide := max(narrow, p.tolerance*planted)
	f.right = within(f.charged, planted, wide)
	if p.part != "" {
		var ok bool
		if f.inPart, ok = r.part(p.cause, p.part); !ok {
			return nil, fmt.Errorf("%s has no part %q", p.cause, p.part)
		}
		f.right = f.right && within(f.inPart, planted, wide)
	}
	for _, c := range r.Causes {
		got := r.last().Causes[c.Name]
		if c.Name == p.cause {
			continue
		}
		f.right = f.right && within(got, 0, narrow)
		if f.other == "" || abs(got) > abs(f.stray) {
			f.other, f.stray = c.Name, got
		}
	}
	return f, nil
}

func within(got, want, tolerance float64) bool { return abs(got-want) <= tolerance }

func abs(x float64) float64 { return max(x, -x) }
