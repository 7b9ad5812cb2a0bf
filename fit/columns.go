package fit

import "gonum.org/v1/gonum/stat"

// ColumnsDiffer returns the probability by which columns of readings that do not differ have means as far
// apart as those of rows, or further: by F of the columns in a two-way analysis of variance without
// interaction (Fisher 1925), so that what rows differ by, and that they may add up to the same, is in
// neither mean square. All rows have a reading of each column. It is 1 for fewer than two of either.
func ColumnsDiffer(rows [][]float64) float64 {
	if len(rows) < 2 || len(rows[0]) < 2 {
		return 1
	}
	n, k := float64(len(rows)), float64(len(rows[0]))
	columns := make([]float64, len(rows[0]))
	for _, row := range rows {
		for i, v := range row {
			columns[i] += v / n
		}
	}
	mean, apart := stat.MeanVariance(columns, nil)
	scatter := 0.0
	for _, row := range rows {
		own := stat.Mean(row, nil)
		for i, v := range row {
			d := v - own - columns[i] + mean
			scatter += d * d
		}
	}
	between, within := n*apart, scatter/((k-1)*(n-1))
	switch {
	case between == 0:
		return 1
	case within == 0:
		return 0
	}
	return fTail(between/within, k-1, (k-1)*(n-1))
}
