package report

import (
	"fmt"
	"io"

	"serialfraction/results/plaintext"
)

// writeJSON writes all fields of an analysis, a comparison or the like. JSON has no infinite numbers
// and no NaN; these are only in intervals, where they become null.
func writeJSON[A any](w io.Writer, a A, _ Style) error {
	e := plaintext.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(a); err != nil {
		return fmt.Errorf("report as JSON: %w", err)
	}
	return nil
}
