package process

import (
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
)

// A mark is a number by which the helper finds what this process has started. What a process starts
// inherits its mark twice: in the environment variable markName, and on Linux in a limit of the
// system, which also one has whose environment was emptied. A family is the mark of this process; that
// of one start differs from it in the lowest bits. 0 = no helper, no mark.
type mark uint64

// markName is the environment variable with a mark.
const markName = "HARNESS_GUARD"

// startBits is the number of bits that differ between the starts of a family, and lowest is the least
// mark: so long a limit in microseconds is never reached.
const (
	startBits = 22
	helper    = 1<<startBits - 1
	lowest    = 1 << 62
)

// newFamily returns a family that no other process has.
func newFamily() mark { return lowest | mark(rand.Uint64N(lowest>>startBits))<<startBits }

// nth returns the mark of the nth start of a family, from 1 on. That of the helper is the last.
func (m mark) nth(n int64) mark { return m | mark(n)%(1<<startBits) }

// family returns the family of a mark.
func (m mark) family() mark { return m >> startBits << startBits }

// variable returns the mark as it is in an environment.
func (m mark) variable() string { return markName + "=" + m.String() }

func (m mark) String() string { return strconv.FormatUint(uint64(m), 10) }

// parseMark returns the mark that stands in a text; 0 where it is none.
func parseMark(text string) mark {
	if n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 64); err == nil && n >= lowest && n < 2*lowest {
		return mark(n)
	}
	return 0
}

// in returns an environment with the mark, nil being that of this process.
func (m mark) in(env []string) []string {
	if m == 0 {
		return env
	}
	if env == nil {
		env = os.Environ()
	}
	return append(env[:len(env):len(env)], m.variable())
}
