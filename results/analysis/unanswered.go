package analysis

import (
	"serialfraction/results"
	"serialfraction/results/advice"
)

// Unanswered is the fact that some of so many result rows have no answer.
func Unanswered(u results.Unanswered, rows int) advice.Unanswered {
	fact := advice.Unanswered{Rows: u.Rows, Of: rows, Question: u.Question, Reason: u.Reason}
	if u.Setting != nil {
		fact.Setting, fact.Value = u.Setting.Name, u.Setting.Value
	}
	return fact
}
