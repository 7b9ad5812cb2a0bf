package gate

import (
	"strings"
	"testing"

	"serialfraction/results/analysis"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		text     string
		change   bool
		name, op string
		bound    float64
		relative bool
	}{
		{"S<0.05", false, "S", "<", 0.05, false},
		{" S <= 5 % ", false, "S", "<=", 0.05, false},
		{"S>-.01", false, "S", ">", -0.01, false},
		{"T1<20ms", false, "T1", "<", 0.02, false},
		{"T1 >= 1m 2s", false, "T1", ">=", 62, false},
		{"T@8<250us", false, "T@8", "<", 250e-6, false},
		{"speedup@8>6", false, "speedup@8", ">", 6, false},
		{"speedup@8>6.5x", false, "speedup@8", ">", 6.5, false},
		{"max-speedup>1e2", false, "max-speedup", ">", 100, false},
		{"efficiency@ 16>75%", false, "efficiency@16", ">", 0.75, false},
		{"karp-flatt@2<0.1", false, "karp-flatt@2", "<", 0.1, false},
		{"split<0.01", false, "split", "<", 0.01, false},
		{"inflation@4<0.1", false, "inflation@4", "<", 0.1, false},
		{"machine<3e-2", false, "machine", "<", 0.03, false},
		{"S>+0.01", true, "S", ">", 0.01, false},
		{"S>0", true, "S", ">", 0, false},
		{"speedup@8<-5%", true, "speedup@8", "<", -0.05, true},
		{"efficiency@8<-5%", true, "efficiency@8", "<", -0.05, true},
		{"efficiency@8<-0.05", true, "efficiency@8", "<", -0.05, false},
		{"T1>+20ms", true, "T1", ">", 0.02, false},
		{"T@4>+5 %", true, "T@4", ">", 0.05, true},
		{"merge>+0.002", true, "merge", ">", 0.002, false},
	} {
		t.Run(tt.text, func(t *testing.T) {
			c, err := parse(tt.text, tt.change)
			if err != nil {
				t.Fatal(err)
			}
			if c.name() != tt.name || c.op != tt.op || c.bound != tt.bound || c.relative != tt.relative || c.change != tt.change {
				t.Errorf("%+v", c)
			}
			if again, err := parse(c.String(), tt.change); err != nil || again.bound != c.bound || again.name() != c.name() {
				t.Errorf("%q, written back, is %+v, %v", c, again, err)
			}
		})
	}
}

// Each error names the place of the fault and what is right.
func TestParseFaults(t *testing.T) {
	for _, tt := range []struct {
		text   string
		change bool
		want   string
	}{
		{"", false, "at the end: expected one of S, T1, max-speedup, T@N, speedup@N"},
		{"Q<1", false, `at "Q<1": expected one of S`},
		{"S", false, `at the end after "S": expected <, <=, > or >=`},
		{"S<", false, `at the end after "S<": expected a number, such as 0.01`},
		{"S<<1", false, `at "<1" after "S<": expected a number`},
		{"S=1", false, `at "=1" after "S": runs cannot prove that a quantity is exactly one number`},
		{"S!=1", false, "exactly one number"},
		{"S@2<1", false, `at "@2<1" after "S": S is one number for all N`},
		{"speedup>3", false, `at ">3" after "speedup": speedup needs a number of workers: speedup@8`},
		{"speedup@<3", false, `at "<3" after "speedup@": expected a number of workers`},
		{"karp-flatt@1<3", false, "karp-flatt needs N = 2 or more"},
		{"T@99999999999999999999<3s", false, "expected a number of workers"},
		{"S<1q", false, `at "q" after "S<1": unexpected "q" after the number`},
		{"S<1 2", false, `at "2" after "S<1 "`},
		{"S<--1", false, "one sign is enough"},
		{"S<1e999", false, "1e999 is outside the range of numbers"},
		{"S<NaN", false, "expected a number"},
		{"S<inf", false, "expected a number"},
		{"S<0x1p-4", false, `"x1p-4" after the number`},
		{"T1<20", false, `at the end after "T1<20": a time needs a unit`},
		{"T1<20parsecs", false, "a time needs a unit"},
		{"T1<0q", false, `"q" is not a unit of time`},
		{"T1<20%", false, "T1 is not a share"},
		{"speedup@2>-3", false, "speedup@2 is never below 0"},
		{"T1>-3s", false, "T1 is never below 0"},
		{"S<+1", false, "is a change, and needs two sweeps: harness compare"},
		{"S>0.01", true, `at "0.01" after "S>": a change needs a sign, such as +0.01`},
		{"T1>20ms", true, "a change needs a sign, such as +20ms"},
		{"speedup@2<5%", true, "a change needs a sign, such as -5%"},
		{"S>+5%", true, "S may be 0, so its change cannot be a percentage"},
		{"split>+5%", true, "split may be 0"},
		{"karp-flatt@2>+0.1", true, "the change of karp-flatt@2 cannot be judged"},
		{"split@2>+0.1", true, "the change of split@2 cannot be judged"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			_, err := parse(tt.text, tt.change)
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%v, want one line with %q", err, tt.want)
			}
		})
	}
}

func TestFits(t *testing.T) {
	for _, tt := range []struct {
		text  string
		scope analysis.Scope
		want  string // "" = it does
	}{
		{"speedup@4>3", "", ""},
		{"speedup@3>3", "", "this sweep has no run at N = 3: it has N = 1, 2, 4"},
		{"split<1", "", ""},
		{"load<1", analysis.EndToEnd, ""},
		{"load<1", "", "load is not a cause in scope pipeline, which has split, spawn, "},
		{"split<1", analysis.Steady, "it is one in scope end-to-end"},
		{"program<1", analysis.Steady, ""},
	} {
		t.Run(tt.text+" "+string(tt.scope), func(t *testing.T) {
			err := parsed(t, ParseValue, tt.text).Fits([]int{1, 2, 4}, tt.scope)
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

// Every quantity that Quantities lists can be parsed.
func TestQuantitiesAreUnderstood(t *testing.T) {
	for name := range strings.SplitSeq(Quantities(), ", ") {
		bound := "<1"
		if q, _ := lookup(strings.TrimRight(name, "[@N]")); q.unit == seconds {
			bound = "<1s"
		}
		for _, n := range []string{"", "@4"} {
			text := strings.TrimSuffix(strings.TrimSuffix(name, "[@N]"), "@N") + n + bound
			_, err := ParseValue(text)
			fine := n == "" && !strings.HasSuffix(name, "@N") || n != "" && strings.Contains(name, "@N")
			if fine != (err == nil) {
				t.Errorf("%s as %s: %v", name, text, err)
			}
		}
	}
}

// Any condition that is parsed can be written and parsed again, and an error is one line.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"S<0.05", "T1 >= 1m2s", "speedup@8<-5%", "efficiency@16>75%", "split@4<=1e-3", "S>+0.01", "T@1<0", "max-speedup>2x", "S<", "@", "T1<.ms", "S<5 %", "T1<\u00a01ms"} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, text string, change bool) {
		c, err := parse(text, change)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r") {
				t.Fatalf("%q: the error has several lines: %v", text, err)
			}
			return
		}
		again, err := parse(c.String(), change)
		if err != nil || again.String() != c.String() || again.bound != c.bound || again.name() != c.name() || again.op != c.op || again.relative != c.relative {
			t.Fatalf("%q is %+v, and written and read again %+v, %v", text, c, again, err)
		}
	})
}
