//go:build !race

package webpage

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// Sweeps side by side are a page under the same policy, with the numbers of each.
func TestSeveral(t *testing.T) {
	sweeps, markup := fourSweeps(t), several(t)
	page := plainText(markup)
	if bad := refused.FindString(strings.ReplaceAll(markup, "http://www.w3.org/2000/svg", "")); bad != "" {
		t.Errorf("the page has %q", bad)
	}
	for i := range sweeps {
		a := sweeps[i].first()
		for _, must := range []string{sentence(a.Verdict), allSeries[i].sign + " " + pointTip(a.Points[0]), strings.Replace(strings.TrimPrefix(typeset(number.Serial(*a.SerialFraction)), "= "), " (", " <span>(", 1) + "</span></td>"} {
			if !strings.Contains(page, must) {
				t.Errorf("%s: the page lacks %q", sweeps[i].Name, must)
			}
		}
	}
	if len(page) > heaviest/2 {
		t.Errorf("%d bytes", len(page))
	}
}

// The causes of each sweep stand on the same axis, which holds the largest, and what is drawn of each adds up by it.
func TestSeveralStacks(t *testing.T) {
	var reports []*analysis.Report
	var rows []severalRow
	for i, s := range fourSweeps(t) {
		reports = append(reports, s.first())
		rows = append(rows, severalRow{Colour: fmt.Sprint(i)})
	}
	axis := regexp.MustCompile(`text-anchor="end">(−?[\d.]+)</text>`)
	want := ""
	for i, s := range severalStacks(reports, rows) {
		var numbers []string
		for _, m := range axis.FindAllStringSubmatch(string(s.Figure.SVG), -1) {
			numbers = append(numbers, m[1])
		}
		if got := strings.Join(numbers, " "); i == 0 {
			want = got
		} else if got != want || len(numbers) < 3 {
			t.Errorf("sweep %d has an axis of %s, the first of %s", i+1, got, want)
		}
	}
	if severalStacks(nil, nil) != nil {
		t.Error("no sweep has charts of causes")
	}
}
