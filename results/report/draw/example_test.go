package draw_test

import (
	"fmt"

	"serialfraction/results/report/draw"
)

// From columns of cells to a page.
func Example() {
	page := draw.Page{Width: 60}
	page.Fact("job", []string{"ttest on genes.csv", "pool/dynamic"})
	page.Gap()
	var t draw.Table
	t.Add(draw.Column{Head: "N", Align: draw.Right, Cells: []string{"1", "16"}})
	t.Add(draw.Column{Head: "time, ms", Align: draw.Decimal, Gap: 2, Cells: []string{"812.5", "61.25"}})
	t.Add(draw.Column{Gap: 2, Cells: draw.Bars([]float64{812.5, 61.25}, 20)})
	page.Lines(t.Lines(page.Width, page.Painter)...)
	fmt.Print(page.String())
	// Output:
	// job      ttest on genes.csv, pool/dynamic
	//
	//  N  time, ms
	//  1    812.5   │███████████████████
	// 16     61.25  │█▍
}
