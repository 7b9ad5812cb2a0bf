package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"serialfraction/fit"
)

// A program is the harness that is measured with.
type program struct {
	path   string
	named  string // what harness version prints
	digest string // of the file
}

// programAt returns the program of a path.
func programAt(path string) (program, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return program{}, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return program{}, err
	}
	named, err := exec.Command(path, "version").Output()
	if err != nil {
		return program{}, fmt.Errorf("%s version: %w", path, err)
	}
	sum := sha256.Sum256(text)
	return program{path, strings.TrimSpace(string(named)), hex.EncodeToString(sum[:6])}, nil
}

// A record is a sweep as it is kept in the folder.
type record struct {
	Harness string          `json:"harness"` // the digest of its program
	Command string          `json:"command"`
	Started time.Time       `json:"started"`
	Report  json.RawMessage `json:"report"` // what harness printed

	found finding // read from Report
}

// A finding is what a sweep found.
type finding struct {
	Whole   *fit.Interval `json:"serial_fraction"`         // of program and machine; nil = cannot tell
	Program *fit.Interval `json:"program_serial_fraction"` // nil = cannot be told apart
	Machine struct {
		CPU           string  `json:"cpu_model"`
		EffectiveCPUs float64 `json:"effective_cpus"`
		Kernel        string  `json:"kernel"`
		OS            string  `json:"os"`
	} `json:"machine"`
	Points []point `json:"points"`
}

// A point is what a sweep has of one N.
type point struct {
	Runs int `json:"runs"`
}

// read reads the finding of a record. It is an error if the harness knows no S of the program.
func (r *record) read() error {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(r.Report, &keys); err != nil {
		return err
	}
	if _, ok := keys["program_serial_fraction"]; !ok {
		return errors.New("this harness prints no program_serial_fraction: build it from this folder")
	}
	return json.Unmarshal(r.Report, &r.found)
}

func (f finding) String() string {
	return fmt.Sprintf("S %s, of the program %s", short(f.Whole), short(f.Program))
}

// path returns where the record of a slot is kept.
func (p plan) path(s slot) string {
	return filepath.Join(p.folder, fmt.Sprintf("%s-%s-%02d.json", s.job.name, s.load.name, s.round))
}

// kept returns the record of a slot; the error is [os.ErrNotExist] if there is none. One that was made by
// another harness or in another way is an error.
func (p plan) kept(s slot) (*record, error) {
	text, err := os.ReadFile(p.path(s))
	if err != nil {
		return nil, err
	}
	r := &record{}
	if err := json.Unmarshal(text, r); err != nil {
		return nil, fmt.Errorf("%s: %w", p.path(s), err)
	}
	if r.Harness != p.program.digest || r.Command != p.command(s.job) {
		return nil, fmt.Errorf("%s is of %q by the harness %s, and not of %q by %s: name an empty folder", p.path(s), r.Command, r.Harness, p.command(s.job), p.program.digest)
	}
	if err := r.read(); err != nil {
		return nil, fmt.Errorf("%s: %w", p.path(s), err)
	}
	return r, nil
}

// keep writes the record of a slot, whole or not at all.
func (p plan) keep(s slot, r *record) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	part := p.path(s) + ".part"
	if err := os.WriteFile(part, append(text, '\n'), 0o644); err != nil {
		return err
	}
	return os.Rename(part, p.path(s))
}

// sweep makes the sweep of a slot beside its loops, which have ended when it returns.
func (p plan) sweep(ctx context.Context, s slot) (*record, error) {
	folder, err := os.MkdirTemp("", "load")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	beside, err := startLoops(ctx, s.load.loops, p.cpus)
	if err != nil {
		return nil, err
	}
	defer beside.end()
	r := &record{Harness: p.program.digest, Command: p.command(s.job), Started: time.Now().UTC().Truncate(time.Second)}
	argv := append(strings.Fields(r.Command)[1:], "--quiet", "--format", "json", "--output", filepath.Join(folder, "runs.jsonl"))
	cmd := exec.CommandContext(ctx, p.program.path, argv...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 5 * time.Second // then it is killed
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	switch err := cmd.Run(); {
	case ctx.Err() != nil:
		return nil, errors.New("interrupted; the same command makes this sweep and the others")
	case err != nil:
		return nil, fmt.Errorf("%s: %w: %s", r.Command, err, strings.TrimSpace(errs.String()))
	}
	r.Report = bytes.Clone(out.Bytes())
	return r, r.read()
}
