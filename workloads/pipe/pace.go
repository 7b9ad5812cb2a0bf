package pipe

import "time"

// A pace is how fast a process answers the rows that it has, and so how long its answers may be left
// where they are. A program that does not buffer writes a row's answer in several parts, as Python's
// print does, and who waits for each of them is woken for each: on a machine whose CPUs all work,
// that takes as long as the answer itself. So half of the time that the rest of the rows takes is
// slept through, then half of what is left, and only the last row is waited for: the end of a chunk
// is seen when it comes. The zero pace is that of a process that has answered nothing yet.
type pace struct {
	row   time.Duration // that a row took in the chunk before; 0 = there was none
	begun time.Time     // when the process got its rows
	full  bool          // what was read last nearly filled its buffer: the program is faster than its reader
}

// The least and the longest time of a rest. The least is more than a thread takes to wake; in the
// longest, a program that writes 30 MB/s does not fill the pipe.
const (
	leastRest   = 50 * time.Microsecond
	longestRest = time.Millisecond
)

// begin begins a chunk now.
func (p *pace) begin(now time.Time) { p.begun = now }

// end ends a chunk whose rows are all answered.
func (p *pace) end(now time.Time, rows int) { p.row = now.Sub(p.begun) / time.Duration(max(1, rows)) }

// rest returns how long the answers may be left alone, where so many of the rows are answered; 0 where they
// are to be read as they come.
func (p *pace) rest(now time.Time, answered, rows int) time.Duration {
	left := rows - answered
	if left < 2 || p.full {
		return 0
	}
	row := p.row
	if answered > 0 {
		row = now.Sub(p.begun) / time.Duration(answered)
	}
	d := min(longestRest, row*time.Duration(left)/2)
	if d < leastRest {
		return 0
	}
	return d
}
