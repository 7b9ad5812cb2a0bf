package main

import (
	"time"

	"serialfraction/results/number"
)

// A stage is a part of the work that does not know how far it is. Once it has lasted for
// firstBeat its line names it, with the time so far.
type stage struct {
	beat     *beat
	line     *progressLine
	what, of string
	began    time.Time
}

// newStage begins a stage. what describes what is being done, and of, which may be long and
// is cut off first, what it is done to.
func newStage(line *progressLine, what, of string) *stage {
	s := &stage{line: line, what: what, of: of, began: line.now()}
	s.beat = newBeat(s.tick)
	return s
}

func (s *stage) tick() {
	spent := s.line.now().Sub(s.began)
	if spent >= firstBeat/2 && s.line.due() { // a line that is not printed now is of no use later
		s.line.show(s.what + ", " + number.Estimated(spent) + " so far" + s.of)
	}
}

// next goes on to what is done next, whose first line waits for none before it.
func (s *stage) next(what, of string) {
	s.beat.do(func() {
		s.what, s.of, s.began = what, of, s.line.now()
		s.line.turn()
	})
}

// end removes the line of the stage from a terminal.
func (s *stage) end() {
	s.beat.end()
	s.line.end()
}
