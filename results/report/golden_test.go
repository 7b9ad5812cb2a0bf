package report

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/harness/golden"
	"serialfraction/results/analysis"
	"serialfraction/results/report/draw"
)

// TestGolden draws every analysis in every format, the table at three widths and
// once with colour, into one file per analysis.
func TestGolden(t *testing.T) {
	for name, a := range analyses() {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			section := func(title, text string) {
				fmt.Fprintf(&got, "== %s ==\n%s\n", title, text)
			}
			for _, width := range []int{80, 120, 200} {
				section(fmt.Sprintf("table, %d columns", width), table(t, a, Style{Width: width}))
			}
			section("table, colour", strings.ReplaceAll(table(t, a, Style{Width: 80, Color: true}), "\x1b", "␛"))
			section("table, ASCII", draw.ASCII(table(t, a, Style{Width: 80})))
			for _, f := range Formats {
				if f.Name == "table" {
					continue
				}
				var b bytes.Buffer
				if err := f.Write(&b, a, Style{}); err != nil {
					fmt.Fprintf(&b, "error: %v\n", err)
				}
				section(f.Name, b.String())
			}
			golden.File(t, filepath.Join("testdata", name+".golden"), []byte(got.String()))
		})
	}
}

func table(t *testing.T, a *analysis.Report, s Style) string {
	t.Helper()
	var b bytes.Buffer
	if err := writeTerminal(&b, a, s); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
