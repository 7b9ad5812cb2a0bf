package report

import (
	"encoding/json"
	"fmt"
	"io"

	"serialfraction/results/analysis"
)

// writeJSON writes a itself. JSON knows no number that is not finite; an
// analysis holds none outside an interval, where it becomes null.
func writeJSON(w io.Writer, a *analysis.Report, _ Style) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // "S < 0.004" is to be read
	e.SetIndent("", "  ")
	if err := e.Encode(a); err != nil {
		return fmt.Errorf("analysis as JSON: %w", err)
	}
	return nil
}
