package plan

import (
	"fmt"
	"math"
)

// A Question is what a plan answers. Times are in seconds.
type Question struct {
	Target  float64 // of the job, above 0
	Runtime float64 // on one worker, for RowsNow rows; 0 = that of the basis

	RowsNow float64 // rows that Runtime is of; 0 = the rows of the job, and of a basis without Runtime its own
	Rows    float64 // rows of the job; 0 = those that the time on one worker is of

	MaxWorkers float64 // 0 = any number
	Faster     float64 // better code is so many times as fast; 0 = [UsualGain]
	Counts     Gain    // the better code that the decision counts with
	Price      float64 // of a worker for an hour; 0 = not known
}

// A Gain is what better code makes faster.
type Gain string

// The gains.
const (
	AsItIs Gain = "as it is"
	Kernel Gain = "kernel" // the parallel work alone
	All    Gain = "all"    // the serial part too
)

// UsualGain is how many times as fast better code is at the most, in the experience of the
// article.
const UsualGain = 10

// MostWorkers bounds N where the caller does not.
const MostWorkers = 1e9

// A BadQuestion is the error of a question without an answer. Field is the one that is wrong,
// as the JSON of a plan has it.
type BadQuestion struct{ Field, Why string }

func (e *BadQuestion) Error() string { return e.Why }

func bad(field, format string, args ...any) error {
	return &BadQuestion{field, fmt.Sprintf(format, args...)}
}

func (q Question) check() error {
	for _, n := range []struct {
		field string
		value float64
		most  float64
	}{
		{"runtime", q.Runtime, math.MaxFloat64}, {"rows_now", q.RowsNow, 1e15}, {"rows", q.Rows, 1e15},
		{"max_workers", q.MaxWorkers, MostWorkers}, {"code_gain", q.Faster, 1e6}, {"price", q.Price, 1e9},
	} {
		if math.IsNaN(n.value) || n.value < 0 || n.value > n.most {
			return bad(n.field, "%g is not from 0 to %g", n.value, n.most)
		}
	}
	switch {
	case !(q.Target > 0) || math.IsInf(q.Target, 1):
		return bad("target", "a target is a time above 0")
	case q.Faster != 0 && q.Faster < 1:
		return bad("code_gain", "better code is at least 1 times as fast")
	}
	return nil
}
