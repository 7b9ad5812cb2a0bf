package curves

import (
	"regexp"
	"strings"
)

// The advice of package fit is in the flags of a sweep. These runs were made by
// another program, so it is said without them.
var (
	workersAndRepeats = regexp.MustCompile(`--workers (\S+) --repeats (\d+)`)
	workersOnly       = regexp.MustCompile(`--workers ([0-9.,e+]+)`)
	repeatsOnly       = regexp.MustCompile(`--repeats (\d+)`)
)

// advice returns a sentence of package fit for runs of any origin.
func advice(s string) string {
	s = strings.TrimPrefix(s, "fit: ")
	s = strings.ReplaceAll(s, "to settle it: --", "to settle it, run --")
	s = workersAndRepeats.ReplaceAllString(s, "N = $1 with $2 runs of each")
	s = workersOnly.ReplaceAllString(s, "N = $1")
	return repeatsOnly.ReplaceAllString(s, "$1 runs of each N")
}
