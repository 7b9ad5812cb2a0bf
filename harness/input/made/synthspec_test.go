package made

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/machine"
)

func TestParseSpec(t *testing.T) {
	for _, tt := range []struct{ params, want string }{
		{"", "rows=200000,cols=100,seed=1,effect=0.5,changed=0.05"},
		{"cols=3,rows=2", "rows=2,cols=3,seed=1,effect=0.5,changed=0.05"},
		{"missing=0.01,changed=1,effect=-2e0,seed=18446744073709551615", "rows=200000,cols=100,seed=18446744073709551615,effect=-2,changed=1,missing=0.01"},
		{"effect=-0", "rows=200000,cols=100,seed=1,effect=0,changed=0.05"},
	} {
		p, err := parseSpec(tt.params)
		if err != nil || p.params() != tt.want {
			t.Errorf("%q: %s, %v, want %s", tt.params, p.params(), err, tt.want)
		}
	}
	for _, tt := range []struct{ params, want string }{
		{"rows=0", `"rows=0": rows is a whole number, at least 1`},
		{"rows=1.5", `"rows=1.5": rows is a whole number, at least 1`},
		{"rows", `"rows": rows is a whole number, at least 1`},
		{"cols=1", `"cols=1": cols is a whole number, at least 2; the first half of the columns is group a`},
		{"seed=-1", `"seed=-1": seed is a whole number from 0 to 2^64-1`},
		{"effect=NaN", `"effect=NaN": effect is a number of standard deviations`},
		{"effect=inf", `"effect=inf": effect is a number of standard deviations`},
		{"changed=1.1", `"changed=1.1": changed is a share from 0 to 1`},
		{"missing=-0.1", `"missing=-0.1": missing is a share from 0 to 1`},
		{"row=3", `"row=3": the parameters are key=value with the keys rows, cols, seed, effect, changed, missing`},
		{"rows=3,", `"": the parameters are key=value with the keys rows, cols, seed, effect, changed, missing`},
		{"rows=3,rows=4", "rows is given twice"},
		{"rows=1,cols=8000000000", "8000000000 cols take more than 64 GiB: type at most cols=1000000000"},
		{"rows=1000000000", "1000000000 rows of 100 values take more than 64 GiB: type at most rows=82000000"},
		{"rows=60000000000,cols=60000000000", "60000000000 cols take more than 64 GiB: type at most cols=1000000000"},
		{"rows=9223372036854775807", `"rows=9223372036854775807": rows is a whole number, at least 1`},
	} {
		_, _, err := loadSynth(t.Context(), tt.params, machine.Room{})
		var flag *harness.FlagError
		if !errors.As(err, &flag) || flag.Want != tt.want || flag.Flag != "data" {
			t.Errorf("%q: %v, want %s", tt.params, err, tt.want)
		}
	}
}

func FuzzSynthSpec(f *testing.F) {
	for _, s := range []string{"", "rows=10,cols=2", "seed=7,effect=-1e-3", "changed=0.5,missing=1", "rows=1e3", "rows=-1", ",", "=", "cols=99999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, params string) {
		p, err := parseSpec(params)
		if err != nil {
			var flag *harness.FlagError
			if !errors.As(err, &flag) || strings.Contains(err.Error(), "\n") {
				t.Fatalf("not a flag error of one line: %q", err)
			}
			return
		}
		again, err := parseSpec(p.params())
		if err != nil || again != p {
			t.Fatalf("%q is %+v, written %q, read %+v, %v", params, p, p.params(), again, err)
		}
		if p.rows*p.cols > 1e4 {
			return
		}
		d, err := p.generate(context.Background())
		if err != nil || d.NumRows() != p.rows || d.Cols != p.cols {
			t.Fatalf("%+v: %v", p, err)
		}
		for _, v := range d.Values {
			if math.IsInf(v, 0) || math.IsNaN(v) && p.missing == 0 {
				t.Fatalf("%+v generates %v", p, v)
			}
		}
	})
}
