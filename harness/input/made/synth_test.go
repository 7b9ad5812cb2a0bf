package made_test

import (
	"context"
	"math"
	"runtime"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input"
)

// load loads a source.
func load(t testing.TB, s input.Source) *harness.Dataset {
	t.Helper()
	d, err := input.Load(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestSynthBits pins the bits: they are the same on every machine, and in every
// version of this program.
func TestSynthBits(t *testing.T) {
	for _, tt := range []struct{ data, digest string }{
		{"synth:rows=1500,cols=7,seed=3,effect=2,changed=0.25", "f4bcb4cba4f3606ab12776d3d1493021d30b72c95f7afe0ca03dd5b80ecb9b3f"},
		{"synth:rows=1500,cols=7,seed=3,effect=2,changed=0.25,missing=0.1", "a69b6b9c624275efec09d5b504482e4bc83672d89b590521ab73dd6e8d34b535"},
		{"synth:rows=2000", "00b158ae6695c0d8e8a33494bc4921422cd7f0b940abb89848b3212cb7dce0d9"},
	} {
		for _, procs := range []int{1, 3} {
			old := runtime.GOMAXPROCS(procs)
			got := load(t, input.Source{Data: tt.data}).Digest()
			runtime.GOMAXPROCS(old)
			if got != tt.digest {
				t.Errorf("%s on %d CPUs: %s, want %s", tt.data, procs, got, tt.digest)
			}
		}
	}
}

// TestSynthMoments checks the noise, the effect and the shares against their values,
// each within five standard errors.
func TestSynthMoments(t *testing.T) {
	const effect, changed, missing = 8, 0.25, 0.1
	d := load(t, input.Source{Data: "synth:rows=20000,cols=21,seed=11,effect=8,changed=0.25,missing=0.1"})
	if want := (harness.Groups{Names: [2]string{"a", "b"}, Sizes: [2]int{11, 10}}); d.Groups != want {
		t.Fatalf("groups %+v, want %+v", d.Groups, want)
	}
	if d.Samples[0] != "a1" || d.Samples[11] != "b1" || d.Rows[0] != "r1" || d.Rows[19999] != "r20000" {
		t.Errorf("names %v, rows %s to %s", d.Samples, d.Rows[0], d.Rows[19999])
	}
	var n, nan, shifted, sum, squares, cubes, fourths float64
	for i := range d.NumRows() {
		mean, present := 0.0, 0.0
		for _, v := range d.Row(i)[:11] {
			if !math.IsNaN(v) {
				mean, present = mean+v, present+1
			}
		}
		shift := 0.0
		if mean/present > effect/2 {
			shift = effect
			shifted++
		}
		for col, v := range d.Row(i) {
			if math.IsNaN(v) {
				nan++
				continue
			}
			if col < 11 {
				v -= shift
			}
			n++
			sum, squares, cubes, fourths = sum+v, squares+v*v, cubes+v*v*v, fourths+v*v*v*v
		}
	}
	rows, cells := 20000.0, 20000.0*21
	for _, tt := range []struct {
		name             string
		got, want, error float64
	}{
		{"mean", sum / n, 0, 1 / math.Sqrt(n)},
		{"second moment", squares / n, 1, math.Sqrt(2 / n)},
		{"third moment", cubes / n, 0, math.Sqrt(15 / n)},
		{"fourth moment", fourths / n, 3, math.Sqrt(96 / n)},
		{"share changed", shifted / rows, changed, math.Sqrt(changed * (1 - changed) / rows)},
		{"share missing", nan / cells, missing, math.Sqrt(missing * (1 - missing) / cells)},
	} {
		if math.Abs(tt.got-tt.want) > 5*tt.error {
			t.Errorf("%s %.4f, want %.4f within %.4f", tt.name, tt.got, tt.want, 5*tt.error)
		}
	}
}

// TestSynthNeighbours looks for correlation between values next to each other, in
// rows, columns and seeds.
func TestSynthNeighbours(t *testing.T) {
	d := load(t, input.Source{Data: "synth:rows=2000,cols=100,changed=0"})
	other := load(t, input.Source{Data: "synth:rows=2000,cols=100,changed=0,seed=2"})
	var across, down, seeds, n float64
	for i := range d.NumRows() - 1 {
		for j := range d.Cols - 1 {
			across += d.Row(i)[j] * d.Row(i)[j+1]
			down += d.Row(i)[j] * d.Row(i + 1)[j]
			seeds += d.Row(i)[j] * other.Row(i)[j]
			n++
		}
	}
	for name, sum := range map[string]float64{"columns": across, "rows": down, "seeds": seeds} {
		if math.Abs(sum/n) > 5/math.Sqrt(n) {
			t.Errorf("correlation %.5f between neighbouring %s, want 0 within %.5f", sum/n, name, 5/math.Sqrt(n))
		}
	}
}

func BenchmarkSynth(b *testing.B) {
	for b.Loop() {
		load(b, input.Source{Data: "synth"})
	}
}
