package harness

import "fmt"

// A FlagError reports a setting that is wrong in itself, whatever the data. The command
// line answers it with exit code 2.
type FlagError struct {
	Flag  string // without dashes: "data", "var"
	Value string
	Want  string // what would have been right, and what to type
}

func (e *FlagError) Error() string {
	return fmt.Sprintf("--%s %q: %s", e.Flag, e.Value, e.Want)
}
