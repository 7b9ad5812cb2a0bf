package main

import "serialfraction/results/number"

// A stage is a part of the work that does not know how far it is. Once it has lasted for
// firstBeat its line names it, with the time so far.
type stage struct {
	beat *beat
	line *progressLine
}

// newStage begins a stage. what describes what is being done, and of, which may be long and
// is cut off first, what it is done to.
func newStage(line *progressLine, what, of string) *stage {
	began := line.now()
	return &stage{line: line, beat: newBeat(func() {
		if line.due() { // a line that is not printed now is of no use later
			line.show(what + ", " + number.Estimated(line.now().Sub(began)) + " so far" + of)
		}
	})}
}

// end removes the line of the stage from a terminal.
func (s *stage) end() {
	s.beat.end()
	s.line.end()
}
