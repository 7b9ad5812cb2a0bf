package timings_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"serialfraction/results/timings"
)

// criterionTree is a folder of criterion with one benchmark at several N.
func criterionTree() fstest.MapFS {
	tree := fstest.MapFS{"report/index.html": {Data: []byte("<html>")}, "sum/report/index.html": {Data: []byte("<html>")}}
	for _, n := range outputNs {
		t := 5e9 * (s + (1-s)/n)
		at := fmt.Sprintf("sum/rayon/%.0f/new/", n)
		tree[at+"benchmark.json"] = &fstest.MapFile{Data: fmt.Appendf(nil, `{"group_id":"sum","function_id":"rayon","value_str":"%.0[1]f","throughput":null,"full_id":"sum/rayon/%.0[1]f","directory_name":"sum/rayon/%.0[1]f","title":"x"}`, n)}
		tree[at+"sample.json"] = &fstest.MapFile{Data: fmt.Appendf(nil, `{"sampling_mode":"Linear","iters":[1.0,2.0],"times":[%f,%f]}`, t, 2.002*t)}
		tree[at+"estimates.json"] = &fstest.MapFile{Data: []byte(`{}`)}
		tree[strings.Replace(at, "new", "base", 1)+"sample.json"] = &fstest.MapFile{Data: []byte(`{"iters":[1.0],"times":[7.0]}`)}
	}
	return tree
}

func TestReadFolder(t *testing.T) {
	all, err := timings.ReadFolder("target/criterion", criterionTree(), timings.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].Name != "sum/rayon/N" || len(all[0].Readings) != 10 || all[0].Format != "criterion" || !all[0].Sure {
		t.Fatalf("read %+v", all)
	}
	for _, r := range all[0].Readings {
		if want := 5 * (s + (1-s)/r.Load); math.Abs(r.Seconds/want-1) > 0.01 {
			t.Errorf("N = %g: %g s, want %g s", r.Load, r.Seconds, want)
		}
	}
}

func TestReadFolderErrors(t *testing.T) {
	broken, short := criterionTree(), criterionTree()
	broken["sum/rayon/1/new/sample.json"] = &fstest.MapFile{Data: []byte(`{"iters":`)}
	short["sum/rayon/1/new/sample.json"] = &fstest.MapFile{Data: []byte(`{"iters":[1],"times":[]}`)}
	for _, c := range []struct {
		name   string
		folder fstest.MapFS
		o      timings.Options
		want   string
	}{
		{"no benchmark", fstest.MapFS{"a.csv": {Data: []byte("n,s\n1,2\n")}}, timings.Options{}, "x: this is a folder, without benchmarks of criterion (NAME/new/sample.json)"},
		{"broken", broken, timings.Options{}, "sum/rayon/1/new/sample.json: "},
		{"no samples", short, timings.Options{}, "sum/rayon/1/new: no samples of a benchmark"},
		{"another quantity", criterionTree(), timings.Options{YIs: "speedup"}, "leave it out"},
		{"another format", criterionTree(), timings.Options{From: "xls"}, "type one of"},
	} {
		all, err := timings.ReadFolder("x", c.folder, c.o)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") || all != nil {
			t.Errorf("%s: %v, %v; want %q", c.name, all, err, c.want)
		}
	}
}
