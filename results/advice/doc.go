// Package advice defines the facts that are worth a warning, and their words for people.
//
// A fact becomes a value where it is found: package fit finds that two N are too few to
// check a law, package analysis that a CPU quota stopped the process. The value holds the
// numbers; Code names its kind for programs, Message describes it to people, and Need is
// the sweep that would settle it:
//
//	finding → Fact → Of → Advice{Code, Message, Need} → the command to type, in cmd
//
// The words of all warnings in the report of a sweep or a fit are here, one file for each
// kind of fact, in the terms of the field: "measure N = 1, 2, 4 with 5 repeats of each". No
// message names a flag of a command line, because a fact may be about timings of another
// program or about a benchmark of package testing; cmd alone turns a Need into the user's
// own command line with the needed settings in it. Two packages have words of their own:
// package doctor, whose findings are the rows of a table, each with what was measured, its
// effect on S and a Need of this package; and package compare, which describes what makes
// two sweeps hard to compare.
//
// A new fact is a type with three methods, and a line in the table of Codes.
package advice

// A Fact is one finding that is worth a warning.
type Fact interface {
	Code() Code
	Message() string // one line: what is wrong, what it does to S, and what settles it
	Need() Need      // the sweep that settles it
}

// Advice is a fact in a report. Its JSON is stable: other programs may rely on it.
type Advice struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
	Command string `json:"command,omitempty"` // to type to settle it; empty if none does, or none is known

	Fact  Fact  `json:"-"` // of which the others are; nil in a report that was read
	Need  Need  `json:"-"`
	Place Place `json:"-"`
}

// A Place is the part of a report in which a fact stands.
type Place int

// The places.
const (
	Warning Place = iota // among the warnings
	Verdict              // in the verdict, which is no warning
	Control              // beside the control
	Answer               // beside the answer to a question that it makes doubtful
)

// Of returns the advice of a fact in a place. It leaves Command empty: the caller who knows
// the command line fills it in.
func Of(f Fact, at Place) Advice {
	return Advice{Code: f.Code(), Message: f.Message(), Fact: f, Need: f.Need(), Place: at}
}

// At returns the advice that stands in a place, in order.
func At(at Place, all []Advice) []Advice {
	var there []Advice
	for _, a := range all {
		if a.Place == at {
			there = append(there, a)
		}
	}
	return there
}

// Messages returns the messages of the warnings, in order; never nil, so that JSON has [].
func Messages(all []Advice) []string {
	texts := []string{}
	for _, a := range At(Warning, all) {
		texts = append(texts, a.Message)
	}
	return texts
}
