package logs

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"serialfraction/harness/pattern"
	"serialfraction/results/clock"
	"serialfraction/results/tasklog"
)

var (
	snakemakeStats     = pattern.Of(`^\s*\{\s*"total_runtime"\s*:`)
	snakemakeBenchmark = []byte("s\th:m:s\tmax_rss")
)

func isSnakemake(head []byte) bool {
	return snakemakeStats.Match(head) || bytes.HasPrefix(head, snakemakeBenchmark)
}

// A snakemakeFile is an entry of the files of snakemake --stats: an output, and when its job was.
type snakemakeFile struct {
	Start     string      `json:"start-time"`
	Duration  json.Number `json:"duration"`
	Resources struct {
		Cores json.Number `json:"_cores"`
	} `json:"resources"`
}

// readSnakemake reads what snakemake --stats wrote up to version 7: for each output file when its
// job began, in whole seconds, and how long it took. Of a file of the directive benchmark it says
// what that lacks.
func readSnakemake(s *source, _ Options) (*tasklog.Run, error) {
	if bytes.HasPrefix(s.head(), snakemakeBenchmark) {
		return nil, s.benchmark()
	}
	g := newGathering(quantum(0))
	total := int64(0)
	d := json.NewDecoder(s)
	err := members(d, func(key string) error {
		switch key {
		case "total_runtime":
			var n json.Number
			err := d.Decode(&n)
			total, _, _ = decimalTime([]byte(n), seconds)
			return err
		case "files":
			return readSnakemakeFiles(d, g)
		}
		var skipped json.RawMessage
		return d.Decode(&skipped)
	})
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		g.remark(tasklog.Cut, 0, 0, fmt.Sprintf("byte %d", d.InputOffset()))
	case err != nil:
		g.unreadable("byte", int(d.InputOffset()), err.Error())
	}
	slices.SortFunc(g.run.Tasks, func(a, b tasklog.Task) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), strings.Compare(a.Key, b.Key))
	})
	g.remark(tasklog.Rounded, 0, 0, "start-time")
	run := g.finish()
	if len(run.Tasks) > 0 && total > 0 {
		run.From = run.Tasks[0].Start
		run.To = run.From + total
	}
	return run, nil
}

// readSnakemakeFiles makes a task of each job. Outputs of one job have its times.
func readSnakemakeFiles(d *json.Decoder, g *gathering) error {
	seen := map[snakemakeFile]bool{}
	stage := g.stage(nil)
	number := 0
	return members(d, func(name string) error {
		var f snakemakeFile
		number++
		err := d.Decode(&f)
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) {
			g.unreadable("file", number, wrongKind(kind))
			return nil
		}
		if err != nil || seen[f] {
			return err
		}
		seen[f] = true
		at, ok := clock.ParseMoment([]byte(f.Start))
		took, _, timed := decimalTime([]byte(f.Duration), seconds)
		if !ok || !timed || took < 0 {
			g.unreadable("file", number, "its start-time or its duration is none")
			return nil
		}
		g.local = g.local || !at.Zoned
		g.add(tasklog.Task{
			Start: at.Nanoseconds, End: at.Nanoseconds + took, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Slot: tasklog.Unknown,
			Stage: stage, Weight: weightOf([]byte(f.Resources.Cores)), Key: name,
		}, "file", number)
		return nil
	})
}

// members reads an object of JSON: each is called before the value of each of its members, which it
// reads.
func members(d *json.Decoder, each func(name string) error) error {
	if t, err := d.Token(); err != nil {
		return err
	} else if t != json.Delim('{') {
		return fmt.Errorf("found %v where an object is expected", t)
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return err
		}
		name, _ := t.(string)
		if err := each(name); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// benchmark returns the error of a file of the directive benchmark: a row for each repeat of one job.
func (s *source) benchmark() error {
	g := newGathering(1)
	r, err := s.rows(g)
	if err != nil {
		return err
	}
	e := &NoStarts{Source: s.name, Format: "snakemake", Cure: "give the file that snakemake --stats writes, up to version 7, or the trace of a run"}
	lengths := times{unit: seconds, told: true}
	for r.next() {
		if took, ok := lengths.length(r.fields[0]); ok && took >= 0 {
			e.add(took)
		}
	}
	if r.err != nil {
		return r.err
	}
	if e.Tasks == 0 {
		return s.errorf("read as snakemake, it has no job: %s", e.Cure)
	}
	return e
}
