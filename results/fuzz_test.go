package results

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness/runtest"
)

// Whatever Decode accepts can be written, and is the same when it is read again.
func FuzzDecode(f *testing.F) {
	runtest.Seeds(f, "testdata")
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Decode(bytes.NewReader(b))
		few, fault := sampled(b, 4, 1)
		if (err == nil) != (fault == nil) {
			t.Fatalf("error %v, of a sample %v", err, fault)
		}
		if err != nil {
			return
		}
		if len(few.Runs)+few.Left.Runs != len(file.Runs) {
			t.Errorf("a sample has %d runs and lacks %d of %d", len(few.Runs), few.Left.Runs, len(file.Runs))
		}
		d := newDecoder(&File{})
		d.sample, d.briefs = &sampler{most: 4, least: 1}, true
		if err := d.read(bytes.NewReader(b)); err != nil {
			t.Fatal(err)
		}
		at := 0
		for _, r := range d.file.Made() {
			if want := &file.Runs[at]; r.Block != want.Block || r.Order != want.Order || r.Workers != want.Workers || r.Timing.Wall != want.Timing.Wall {
				t.Fatalf("run %d is %+v where a sweep is continued, want %+v", at, r, want)
			}
			at++
		}
		if at != len(file.Runs) {
			t.Errorf("%d runs of %d where a sweep is continued", at, len(file.Runs))
		}
		again, err := EncodeHeader(file.Header)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range file.Runs {
			for _, at := range file.Resumes {
				if at.After == i {
					again = append(again, encoded(t, at)...)
				}
			}
			l, err := EncodeRun(r)
			if err != nil {
				t.Fatal(err)
			}
			again = append(again, l...)
		}
		second, err := Decode(bytes.NewReader(again))
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(file.Runs, second.Runs) { // first, for cmp takes a hundred times as long
			if diff := cmp.Diff(file.Runs, second.Runs); diff != "" {
				t.Errorf("runs changed (-first +second):\n%s", diff)
			}
		}
		if diff := sameRequest(&file.Header, &second.Header); diff != "" {
			t.Errorf("the request changed (-first +second):\n%s", diff)
		}
	})
}

// encoded returns the line of a resumption.
func encoded(t *testing.T, r Resume) []byte {
	b, err := encodeResume(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
