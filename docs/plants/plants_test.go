package main

import "testing"

// A finding is right only if the planted cause and its part received the amount and
// no other cause anything.
func TestJudge(t *testing.T) {
	p := plant{cause: "imbalance", part: "uneven rows"}
	for _, c := range []struct {
		name                  string
		imbalance, rows, wait float64
		want                  bool
	}{
		{"all of it", 0.1, 0.1, 0, true},
		{"within 5 %", 0.104, 0.096, -0.004, true},
		{"too little", 0.09, 0.09, 0, false},
		{"too much", 0.11, 0.11, 0, false},
		{"another part", 0.1, 0.01, 0, false},
		{"another cause too", 0.1, 0.1, 0.01, false},
		{"another cause against it", 0.1, 0.1, -0.01, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := &run{
				Points: []point{{Workers: 1}, {Workers: 64, Causes: map[string]float64{"spawn": c.wait, "imbalance": c.imbalance}}},
				Causes: []cause{{Name: "spawn"}, {Name: "imbalance", Parts: []cause{{Name: "uneven rows", SerialFraction: c.rows}}}},
			}
			f, err := p.judge(r, 0.1)
			if err != nil {
				t.Fatal(err)
			}
			if f.right != c.want || f.other != "spawn" || f.stray != c.wait {
				t.Errorf("found %+v, want right = %v", f, c.want)
			}
		})
	}
	if _, err := p.judge(&run{Points: []point{{}}}, 0.1); err == nil {
		t.Error("a part that is not there is found")
	}
}

// The heaviest piece of uneven rows costs what its share of them says.
func TestUnevenShare(t *testing.T) {
	if got, err := unevenShare(nil); err != nil || got < 0.01 || got > 0.2 {
		t.Errorf("%v, %v: the table needs a loss that a sweep can tell and that is not the whole", got, err)
	}
}
