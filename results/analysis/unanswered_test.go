package analysis

import (
	"reflect"
	"testing"
	"time"

	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// Rows that were written without an answer are in the report, counted and as advice, each
// reason by itself; of a file that does not tell there is nothing.
func TestUnanswered(t *testing.T) {
	f := finished(header(1, 2), runtest.Amdahl(4, 20*time.Millisecond, 400*time.Millisecond, 1, 2))
	said := func(a *Report) (list []advice.Advice) {
		for _, one := range a.Advice {
			if one.Code == advice.NoAnswer {
				one.Fact = nil
				list = append(list, one)
			}
		}
		return list
	}
	f.Store = &results.Stored{Wall: 5 * time.Millisecond}
	if a := analyze(t, f, Options{}); a.Unanswered != nil || said(a) != nil {
		t.Errorf("where nothing is told: %v, %v", a.Unanswered, said(a))
	}
	f.Store.Unanswered = []results.Unanswered{
		{Question: "p", Code: "one-value", Reason: "one group has a single value", Rows: 12, Setting: &results.Setting{Name: "var", Value: "equal"}},
		{Question: "p", Code: "infinite", Reason: "a value is infinite", Rows: 1},
	}
	a := analyze(t, f, Options{})
	if !reflect.DeepEqual(a.Unanswered, f.Store.Unanswered) || a.Settings["var"] != "unequal" {
		t.Errorf("%+v, settings %v", a.Unanswered, a.Settings)
	}
	want := []advice.Advice{
		{Code: "no-answer", Message: "12 of 3,051 rows have no p: one group has a single value", Need: advice.Need{Setting: "var", Value: "equal", Store: true}},
		{Code: "no-answer", Message: "1 of 3,051 rows has no p: a value is infinite"},
	}
	if got := said(a); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}
