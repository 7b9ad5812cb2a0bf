package timings

import (
	"fmt"
	"strings"
)

func isPytest(s source) bool { return isJSON(s, "machine_info", "benchmarks", "stats") }

// A pytestBenchmark is one test of pytest-benchmark. Its times are in seconds.
type pytestBenchmark struct {
	Name   string
	Params map[string]any
	Extra  map[string]any `json:"extra_info"`
	Stats  struct {
		Mean float64
		Data []float64
	}
}

// readPytest reads pytest-benchmark's JSON, one series for each test. The load is a parameter
// of the test, a number in extra_info, or a number in the name.
func readPytest(s source, o Options) ([]Series, error) {
	if err := o.timesOnly("pytest-benchmark"); err != nil {
		return nil, err
	}
	var doc struct {
		Machine struct {
			CPU struct{ Count float64 }
		} `json:"machine_info"`
		Benchmarks []pytestBenchmark
	}
	if err := s.decode(&doc); err != nil {
		return nil, err
	}
	var all []timed
	for _, b := range doc.Benchmarks {
		r := timed{name: b.Name, params: map[string]string{}, seconds: b.Stats.Data, cpus: doc.Machine.CPU.Count}
		if len(r.seconds) == 0 {
			r.seconds, r.mean = []float64{b.Stats.Mean}, true
		}
		for k, v := range b.Extra {
			if _, number := v.(float64); number && meaningOf(k).role == load {
				r.params[k] = fmt.Sprint(v)
			}
		}
		for k, v := range b.Params {
			r.params[k] = fmt.Sprint(v)
		}
		if name, _, ok := strings.Cut(b.Name, "["); ok && len(b.Params) > 0 {
			r.name = name
		}
		all = append(all, r)
	}
	if len(all) == 0 {
		return nil, s.errorf("no benchmark in it has times: run pytest --benchmark-json=FILE again")
	}
	return benchmarks.curves(s, all, Series{Quantity: Time, Unit: "s"}, o)
}
