package results

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Whatever Decode accepts can be written again and is then the same.
func FuzzDecode(f *testing.F) {
	sample, err := os.ReadFile("testdata/sweep.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	f.Add(sample[:len(sample)/2])
	f.Add(bytes.Replace(sample, []byte(`"workers":2`), []byte(`"workers":1`), 1))
	f.Add([]byte("{\"kind\":\"header\",\"schema\":1,\"workload\":\"w\",\"engine\":\"sim\",\"workers\":[1]}\n" +
		"{\"kind\":\"run\",\"engine\":\"sim\",\"workers\":1,\"wall_ns\":1,\"split_ns\":1}\n"))
	f.Add([]byte("{\"kind\":\"header\",\"schema\":2}\n"))
	f.Add(slices.Concat(sample, []byte("{\"kind\":\"resume\",\"repeats\":3}\n{\"kind\":\"end\",\"stopped\":\"x\"}\n")))
	sweep, err := os.ReadFile("testdata/amdahl.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sweep)
	for _, name := range []string{"1-queue-paced", "2-program", "3-resumed", "4-timeline", "5-request"} {
		vintage, err := os.ReadFile("testdata/vintage/" + name + ".jsonl")
		if err != nil {
			f.Fatal(err)
		}
		lines := bytes.SplitAfterN(vintage, []byte("\n"), 8)
		f.Add(bytes.Join(lines[:min(7, len(lines))], nil))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Decode(bytes.NewReader(b))
		if err != nil {
			return
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
		if diff := cmp.Diff(file.Runs, second.Runs); diff != "" {
			t.Errorf("runs changed (-first +second):\n%s", diff)
		}
		if diff := sameRequest(&file.Header, &second.Header); diff != "" {
			t.Errorf("the request changed (-first +second):\n%s", diff)
		}
	})
}

// encoded is the line of a resumption.
func encoded(t *testing.T, r Resume) []byte {
	b, err := encodeResume(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
