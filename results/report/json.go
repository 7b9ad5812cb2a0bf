package report

import (
	"fmt"
	"io"

	"serialfraction/results/analysis"
	"serialfraction/results/plaintext"
)

// writeJSON writes all fields of a report. JSON has no infinite numbers and no NaN; a report
// has them only in intervals, where they become null.
func writeJSON(w io.Writer, a *analysis.Report, _ Style) error {
	e := plaintext.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(a); err != nil {
		return fmt.Errorf("analysis as JSON: %w", err)
	}
	return nil
}
