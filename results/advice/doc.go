// Package advice holds what is worth a warning, and words it for people.
//
// A fact becomes a value where it is known: package fit knows that two N are too few to
// check a law, package analysis that a CPU quota stopped the process. The value says what
// was seen, in numbers; Code names its kind for programs, Message says it to people, and
// Need says which sweep would settle it:
//
//	seen → Fact → Of → Advice{Code, Message, Need} → the command to type, in cmd
//
// All words of what a report of a sweep or a fit warns of are here, one file for each kind
// of fact, in the terms of the field: "measure N = 1, 2, 4 with 5 repeats of each". No flag
// of a command line is named, for a fact may be of timings of another program or of a
// benchmark of package testing; cmd alone turns a Need into the user's own command line
// with the needed settings in it. Two others word what they find themselves: package
// doctor, whose findings are the rows of a table, each with what was measured, what that
// does to S and a Need of this package, and package compare, which says what makes two
// sweeps hard to compare.
//
// A new fact is a type with three methods, and a line in the table of Codes.
package advice

// A Fact is one thing that was seen and is worth a warning.
type Fact interface {
	Code() Code
	Message() string // one line: what is wrong, what it does to S, and what settles it
	Need() Need
}

// Advice is a fact as a report has it: the JSON that other programs may rely on.
type Advice struct {
	Code    Code   `json:"code"`
	Message string `json:"message"`
	Command string `json:"command,omitempty"` // that settles it; empty where none does, or none is known

	Need  Need  `json:"-"`
	Place Place `json:"-"`
}

// A Place is where a report says a fact.
type Place int

// The places.
const (
	Warning Place = iota // among the warnings
	Verdict              // in the verdict, which is no warning
	Control              // beside the control
	Answer               // beside the answer to a question that it makes doubtful
)

// Of words a fact that is said in a place. Its command is for those to add who know the
// command line.
func Of(f Fact, at Place) Advice {
	return Advice{Code: f.Code(), Message: f.Message(), Need: f.Need(), Place: at}
}

// At lists those that are said in a place, in their order.
func At(at Place, all []Advice) []Advice {
	var there []Advice
	for _, a := range all {
		if a.Place == at {
			there = append(there, a)
		}
	}
	return there
}

// Messages are the words of the warnings, in their order.
func Messages(all []Advice) []string {
	texts := []string{}
	for _, a := range At(Warning, all) {
		texts = append(texts, a.Message)
	}
	return texts
}
