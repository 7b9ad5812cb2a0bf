package harness

import "fmt"

// A FlagError reports a setting that cannot be used, or one that is missing: by itself, with
// the others, or with the files that they name. It is found before any work is done, and
// another command line mends it. The command line answers it with exit code 2.
type FlagError struct {
	Flag  string // without dashes: "data", "var"
	Value string // "" = the setting is missing
	Want  string // what would have been right, and what to type
}

func (e *FlagError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("--%s: %s", e.Flag, e.Want)
	}
	return fmt.Sprintf("--%s %q: %s", e.Flag, e.Value, e.Want)
}

// A LostError reports that a run lost a worker every time that it was made.
type LostError struct {
	Workers int // N
	Runs    int // in a row
}

func (e *LostError) Error() string {
	return fmt.Sprintf("N = %d: a worker was lost in each of %d runs", e.Workers, e.Runs)
}
