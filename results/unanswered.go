package results

import (
	"fmt"

	"serialfraction/harness"
)

// Unanswered is how many of the result rows that a sweep wrote have no answer, for one
// reason. It has the keys of the file.
type Unanswered struct {
	Question string   `json:"question"` // what there is none to: "p"
	Code     string   `json:"code"`     // of the reason
	Reason   string   `json:"reason"`   // in words
	Rows     int      `json:"rows"`
	Setting  *Setting `json:"setting,omitempty"` // by which such a row may have one
}

// A Setting is one of a workload, and a value of it.
type Setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// UnansweredOf counts the rows of a job's answer on so many workers, see [harness.Job.Unanswered].
func UnansweredOf(j *harness.Job, answer []float64, workers int) (all []Unanswered) {
	for _, u := range j.Unanswered(answer, workers) {
		one := Unanswered{Question: u.Question, Code: u.Reason.Code, Reason: u.Reason.Text, Rows: u.Rows}
		if u.Reason.Setting != "" {
			one.Setting = &Setting{u.Reason.Setting, u.Reason.Value}
		}
		all = append(all, one)
	}
	return all
}

func (u *Unanswered) check() error {
	if u.Rows < 1 {
		return fmt.Errorf("unanswered: %d rows", u.Rows)
	}
	return nil
}
