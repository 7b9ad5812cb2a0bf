package probe

import (
	"slices"
	"testing"
	"time"

	"serialfraction/harness/machine"
)

func TestPairs(t *testing.T) {
	for name, tc := range map[string]struct {
		affinity      string
		siblings      []string
		shared, apart [2]int
		ok            bool
	}{
		"two cores":             {"0-3", []string{"0,2", "1,3"}, [2]int{0, 2}, [2]int{0, 1}, true},
		"one of a core alone":   {"0-2", []string{"0,2", "1,3"}, [2]int{0, 2}, [2]int{0, 1}, true},
		"the first is not ours": {"1-3", []string{"0,2", "1,3"}, [2]int{1, 3}, [2]int{2, 1}, true},
		"one core":              {"0,2", []string{"0,2", "1,3"}, [2]int{}, [2]int{}, false},
		"no SMT":                {"0-3", nil, [2]int{}, [2]int{}, false},
		"none share":            {"0,1", []string{"0,2", "1,3"}, [2]int{}, [2]int{}, false},
		"unknown":               {"", []string{"0,2", "1,3"}, [2]int{}, [2]int{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			shared, apart, ok := pairs(&machine.Description{Affinity: tc.affinity, Topology: machine.Topology{Siblings: tc.siblings}})
			if ok != tc.ok || ok && (shared != tc.shared || apart != tc.apart) {
				t.Errorf("%v share, %v do not, %v", shared, apart, ok)
			}
		})
	}
}

func TestCompareSiblings(t *testing.T) {
	f := &fakeMachine{busy: func(n int) time.Duration { return time.Duration(1000 * n) }}
	m := &machine.Description{Affinity: "0-3", Topology: machine.Topology{Siblings: []string{"0,2", "1,3"}}}
	var pinned []int
	undone := 0
	s, err := CompareSiblings(t.Context(), f.threads, 3, m, func(cpu int) func() {
		pinned = append(pinned, cpu)
		return func() { undone++ }
	}, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.One[1].Ratio(s.One[0]).Value; got != 1 {
		t.Errorf("ratio %v, want 1", got)
	}
	slices.Sort(pinned)
	if want := []int{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2}; !slices.Equal(pinned, want) || undone != len(want) {
		t.Errorf("pinned to %v, %d undone", pinned, undone)
	}
	if s, err := CompareSiblings(t.Context(), f.threads, 3, &machine.Description{}, nil, nil); s != nil || err != nil {
		t.Errorf("without siblings %v, %v", s, err)
	}
}
