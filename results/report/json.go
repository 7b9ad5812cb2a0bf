package report

import (
	"encoding/json"
	"fmt"
	"io"

	"serialfraction/results/analysis"
)

// writeJSON writes all fields of a report. JSON has no infinite numbers and no NaN; a report
// has them only in intervals, where they become null.
func writeJSON(w io.Writer, a *analysis.Report, _ Style) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // keeps "S < 0.004" readable
	e.SetIndent("", "  ")
	if err := e.Encode(a); err != nil {
		return fmt.Errorf("analysis as JSON: %w", err)
	}
	return nil
}
