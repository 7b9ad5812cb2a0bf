package remote_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync/atomic"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/remotetest"
)

// Rows that a worker reads itself must be the coordinator's: in size, groups, ids and every bit. What
// is wrong is told in a line, with the host.
func TestOwnRows(t *testing.T) {
	for what, tc := range map[string]struct {
		change func(d *harness.Dataset) error
		want   string
	}{
		"another value":      {func(d *harness.Dataset) error { d.Values[7]++; return nil }, "/shared/x.csv has other values or names there than at the coordinator: their SHA-256 differs"},
		"a zero of the sign": {func(d *harness.Dataset) error { d.Values[0] = -d.Values[0]; return nil }, "their SHA-256 differs"},
		"another id":         {func(d *harness.Dataset) error { d.Rows[2] = "other"; return nil }, "their SHA-256 differs"},
		"a row less":         {func(d *harness.Dataset) error { *d = *d.Head(d.Name, 11); return nil }, "/shared/x.csv has 11 rows of 3 values there, and 12 rows of 3 values at the coordinator"},
		"other groups": {func(d *harness.Dataset) error {
			d.Groups = harness.Groups{Names: [2]string{"b", "a"}, Sizes: [2]int{1, 2}}
			return nil
		}, "/shared/x.csv has the groups b (1) and a (2) there, and no groups at the coordinator"},
		"no such file": {func(*harness.Dataset) error {
			return &fs.PathError{Op: "open", Path: "/shared/x.csv", Err: fs.ErrNotExist}
		}, "open /shared/x.csv: file does not exist"},
		"not for others": {func(*harness.Dataset) error {
			return &fs.PathError{Op: "open", Path: "/shared/x.csv", Err: fs.ErrPermission}
		}, "open /shared/x.csv: permission denied"},
	} {
		t.Run(what, func(t *testing.T) {
			dataset := func() *harness.Dataset {
				d := enginetest.Job(12, 3, 5).Data
				d.Name, d.Values[0], d.Rows = "/shared/x.csv", 0, nil
				for i := range 12 {
					d.Rows = append(d.Rows, fmt.Sprint("row", i))
				}
				return d
			}
			job := enginetest.Job(12, 3, 5)
			job.Data = dataset()
			e := remotetest.New(t, remote.Options{Ship: remote.Path, Most: 1}, remotetest.Crew{Slots: 1,
				Build: func(context.Context, json.RawMessage, *harness.Dataset) (harness.Workload, error) {
					return job.Workload, nil
				},
				Read: func(context.Context, json.RawMessage) (*harness.Dataset, error) {
					d := dataset()
					return d, tc.change(d)
				}})
			_, err := e.Run(t.Context(), make([]float64, job.ResultLen()), job, 1)
			var own *remote.RowsError
			if !errors.As(err, &own) || own.Process != 1 || !strings.HasSuffix(err.Error(), "does not have the coordinator's rows: "+own.Reason) || !strings.Contains(own.Reason, tc.want) {
				t.Errorf("got %v, want %s", err, tc.want)
			}
		})
	}
}

// A program without readers refuses the rows; what the coordinator names is read once by each process.
func TestReadOnce(t *testing.T) {
	job := enginetest.Job(12, 3, 5)
	build := func(context.Context, json.RawMessage, *harness.Dataset) (harness.Workload, error) {
		return job.Workload, nil
	}
	var reads atomic.Int32
	crew := remotetest.Crew{Slots: 2, Build: build, Read: func(_ context.Context, source json.RawMessage) (*harness.Dataset, error) {
		if string(source) != `{"Data":"x"}` {
			t.Errorf("the source is %s", source)
		}
		reads.Add(1)
		own := *job.Data
		return &own, nil
	}}
	o := remote.Options{Ship: remote.Path, Source: json.RawMessage(`{"Data":"x"}`), Most: 4}
	e := remotetest.New(t, o, crew)
	for range 2 {
		other := *job // another job of the same rows
		if _, err := e.Run(t.Context(), make([]float64, job.ResultLen()), &other, 4); err != nil {
			t.Fatal(err)
		}
	}
	if reads.Load() != 2 {
		t.Errorf("2 processes read the rows %d times", reads.Load())
	}
	crew.Read = nil
	_, err := remotetest.New(t, o, crew).Run(t.Context(), make([]float64, job.ResultLen()), job, 1)
	var own *remote.RowsError
	if !errors.As(err, &own) || !strings.Contains(own.Reason, "this program reads no files") {
		t.Errorf("got %v", err)
	}
}
