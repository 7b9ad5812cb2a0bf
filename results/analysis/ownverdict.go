package analysis

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// programAlone returns the sentences about the program's own S: what stays where the machine
// is another, or busy. Its ceiling is under a condition. They are empty where S is unknown.
func (s *study) programAlone(law *fit.Condition) string {
	if s.division == nil {
		return ""
	}
	own, most := s.division.program.SerialFraction, s.division.program.MaxSpeedup
	rows := "these rows"
	if n := s.file.Header.Data.Rows; n > 0 {
		rows = fmt.Sprintf("these %s rows", wording.Grouped(n))
	}
	if s.ifNothingShared() {
		rows += ", if they " + NothingShared
	}
	switch {
	case number.Vague(own) || number.Unknown(own):
		return ""
	case own.Hi <= 0:
		return fmt.Sprintf("The program's own S is not above 0 for %s: by itself it has no ceiling%s.", rows, law.End())
	case own.Lo <= 0:
		text := fmt.Sprintf("The program's own S is below %s (%s) for %s: by itself it has no ceiling below %s%s.",
			number.Upper(own.Hi), number.Level(own), rows, number.FactorAtLeast(most.Lo), law.End())
		return joined(text, s.inDoubt())
	}
	workers := "with any number of workers"
	if s.division.program.Model == fit.USL.Name {
		workers = "with the best number of workers"
	}
	text := fmt.Sprintf("The program's own S is %s for %s: by itself it becomes at most %s faster %s%s.",
		strings.TrimPrefix(number.SerialAt(own), "= "), rows, number.Ceiling(most), workers, law.End())
	return joined(text, s.startOfWorkers(), s.inDoubt())
}

// leastStart is the share of the program's S from which its start is named.
const leastStart = 0.25

// startOfWorkers returns the sentence about the part of the program's S that does not grow
// with its rows, so that S falls with them; "" where it is a small part, or S may be 0.
func (s *study) startOfWorkers() string {
	if s.division == nil {
		return ""
	}
	own, start := s.division.program.SerialFraction, s.division.start
	share := start / own.Value
	if own.Lo <= 0 || number.Vague(own) || number.Unknown(own) || !(share >= leastStart) || share > 1 {
		return ""
	}
	const spread = 1 - 1/10.0 // of the start, over ten times the rows
	own.Value, own.Lo, own.Hi = own.Value-spread*start, own.Lo-spread*start, own.Hi-spread*start
	return fmt.Sprintf("The start of the workers is %s of it and takes no longer with more rows: with 10x the rows this S would be %s if all else grows with them.",
		number.Percent(share), about(own))
}

// inDoubt returns the sentences about what may be the program's or the machine's.
func (s *study) inDoubt() string {
	sentences := map[string]string{
		byBlocking:  "Workers slept while they worked on rows (waiting for a lock, a disk, another process), %s of S: if the program itself did that, its S is at the upper end.",
		byCollector: "Garbage collection is %s of S: as far as rows allocate what it collects, the program's S is at the upper end.",
		byExecution: "Workers slow each other down more than independent copies do, by %s of S: if their rows write to what they share, the program's S is at the upper end.",
	}
	text := s.openByChunks(s.division.program)
	for _, d := range s.division.doubts {
		share := number.Significant(d.share.Value, 2)
		if d.share.Lo <= 0 {
			share = "up to " + number.Significant(d.share.Hi, 2)
		}
		text = joined(text, fmt.Sprintf(sentences[d.way], share))
	}
	return text
}

// NothingShared is what rows do where the program's own S is under a condition.
const NothingShared = "share nothing that they write"

// ifNothingShared reports whether the program's own S is under the condition of [NothingShared]: it
// has none of slower execution, which memory that rows share and write would make too. It is under
// none where that would be within its noise, or a control has shown it.
func (s *study) ifNothingShared() bool {
	if s.division == nil {
		return false
	}
	d := s.division
	slower := d.taken[byExecution]
	return slower != nil && s.charged(slower).Hi > d.program.Serial().NoiseAbove() && !slices.ContainsFunc(d.doubts, func(o doubt) bool { return o.way == byExecution })
}

// leastWay is the share of S from which a way in which the machine adds to S is named.
const leastWay = 0.05

// wayWords has the ways in words, for a sentence.
var wayWords = map[string]string{
	byExecution: "by slower execution (memory, caches, clock)",
	byWaiting:   "by other work on its CPUs",
	byBlocking:  "by blocked threads",
	byCollector: "by garbage collection",
	byDisk:      "by the disk",
	byWakeUp:    "by waking threads",
}

// otherLaws is the sentence where what the machine adds is mostly that S is read from another law.
const otherLaws = "What the machine adds cannot be told: S is read from another law than the program's own S."

// machineAdds returns the sentence about what the machine adds to S.
func (s *study) machineAdds() string {
	if s.division == nil || number.Vague(s.division.program.SerialFraction) || number.Unknown(s.fit.SerialFraction) {
		return ""
	}
	m := s.division.machine
	switch {
	case m.Hi < 0 && s.division.byLaws():
		return otherLaws
	case m.Hi < 0:
		return fmt.Sprintf("The machine takes %s off S%s.", asPrecise(-m.Value, m), s.division.hidden())
	case m.Lo <= 0:
		return "What the machine adds to S is within the noise."
	}
	var by []string
	for _, p := range s.division.parts {
		if words := wayWords[p.Name]; words != "" && p.SerialFraction >= leastWay*s.fit.SerialFraction.Value {
			by = append(by, asPrecise(p.SerialFraction, m)+" "+words)
		}
	}
	switch {
	case len(by) == 0 && s.division.byLaws():
		return otherLaws
	case len(by) == 0:
		return fmt.Sprintf("The machine adds %s.", asPrecise(m.Value, m))
	}
	return "The machine adds " + wording.And(by...) + "."
}

// hidden returns how the machine takes most of what it takes off S, for the end of a sentence.
func (d *division) hidden() string {
	var most MachinePart
	for _, p := range d.parts {
		if p.SerialFraction < most.SerialFraction {
			most = p
		}
	}
	switch words := wayWords[most.Name]; {
	case most.Name == byExecution:
		return ": with more workers each row takes less time"
	case words != "":
		return " " + words + ": there was more of it at N = 1"
	}
	return ""
}

// oneNumber returns the sentence about a whole program or a queue, whose S is that of program and
// machine.
func (s *study) oneNumber() string {
	text := map[Undivided]string{
		WholeProgram: "Of a whole program only CPU time is seen, so its own S and what the machine adds cannot be told apart.",
		Queue:        "What the coordinator waits for a CPU is not seen, so the program's own S and what the machine adds cannot be told apart.",
	}[s.undivided]
	if text == "" || math.IsInf(s.fit.SerialFraction.Lo, 0) {
		return ""
	}
	if o := s.other; o != nil && !o.Made && o.Without != nil && !number.Unknown(*o.Without) {
		text = joined(text, fmt.Sprintf("%s: without that S would be %s.", capital(o.Sentence()), about(*o.Without)))
	}
	return text
}

// busy returns the sentences about a machine so busy that S, where it is known, is no property
// of the job.
func (s *study) busy() string {
	o := s.other.madeS()
	if o == nil {
		return ""
	}
	if !s.determined() {
		return capital(o.Sentence()) + ": " + o.Cure() + "."
	}
	text := fmt.Sprintf("Cannot tell the job's ceiling: %s.", o.Sentence())
	i := s.fit.SerialFraction
	here := fmt.Sprintf("On this machine, during this sweep, S %s, from N = %s", number.SerialAt(i), s.from())
	if w := o.Without; w != nil && !number.Unknown(*w) {
		here += "; without the waits for a CPU it would be " + about(*w)
	}
	return joined(text, here+".")
}

// about writes an S that is reckoned: "about 0.0145 (0.005–0.024)".
func about(s fit.Interval) string {
	switch {
	case s.Hi <= 0:
		return "not above 0"
	case s.Lo <= 0:
		return "below " + number.Upper(s.Hi)
	}
	return "about " + strings.TrimPrefix(number.Serial(s), "= ")
}

// from names the runs of the fit.
func (s *study) from() string {
	n := s.fit.Workers
	return fmt.Sprintf("%d..%d, %s", n[0], n[len(n)-1], wording.Count(s.fit.Runs, "run"))
}

// capital returns a sentence with a capital letter.
func capital(sentence string) string { return strings.ToUpper(sentence[:1]) + sentence[1:] }

// joined joins the sentences that are not empty.
func joined(sentences ...string) string {
	var some []string
	for _, t := range sentences {
		if t != "" {
			some = append(some, t)
		}
	}
	return strings.Join(some, " ")
}
