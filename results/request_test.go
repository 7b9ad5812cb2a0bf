package results

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Every field of a request is written and read back.
func TestRequestIsKept(t *testing.T) {
	full := sampleRequest()
	full.Pin = "spread"
	for _, v := range []reflect.Value{reflect.ValueOf(*full), reflect.ValueOf(full.Source), reflect.ValueOf(full.Elsewhere)} {
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("the sample has no %s", v.Type().Field(i).Name)
			}
		}
	}
	for name, r := range map[string]*Request{"full": full, "least": {Workload: "wait"}, "unpaced": {Workload: "wait", Pace: new(time.Duration)}, "none": nil} {
		h := sampleHeader(1, 2)
		h.Request = r
		_, b := write(t, h, nil)
		again, err := ReadHeader(strings.NewReader(string(b)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(r, again.Request); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
	}
}

func TestRequestRefused(t *testing.T) {
	for want, spoil := range map[string]func(*Request){
		"request: 0 workers":        func(r *Request) { r.Workers = []int{1, 0} },
		"request.tile is -1":        func(r *Request) { r.Source.Tile = -1 },
		"request.chunk_rows is -1":  func(r *Request) { r.ChunkRows = -1 },
		"request.max_workers is -1": func(r *Request) { r.MaxWorkers = -1 },
		"request.warmup is -1":      func(r *Request) { r.Warmup = -1 },
		"request.repeats is -1":     func(r *Request) { r.Repeats = -1 },
		"request.precision":         func(r *Request) { r.Precision = -1 },
		"request.max_time_ns":       func(r *Request) { r.MaxTime = -1 },
		"request.elsewhere.join":    func(r *Request) { r.Elsewhere.JoinTimeout = -1 },
		"request.pace_ns":           func(r *Request) { r.Pace = new(time.Duration(-1)) },
	} {
		h := sampleHeader(1)
		h.Request = sampleRequest()
		spoil(h.Request)
		if _, err := EncodeHeader(h); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// sameRequest compares the requests of two headers. Nil and empty slices are equal.
func sameRequest(a, b *Header) string { return cmp.Diff(a.Request, b.Request, cmpopts.EquateEmpty()) }
