package figure

import "serialfraction/results/chart"

// Article draws the article's figure, Amdahl's law of several serial fractions up to 256 workers with the
// region that it found, and over it what was measured in at most [MostSeries] sweeps, with S of each in the key.
func Article(all ...Series) Figure {
	var over []chart.Series
	for _, s := range all {
		of := chart.Measured(s.Name, s.Of.Points)
		if f := s.Of.SerialFraction; f != nil {
			of.Name += ": S " + spanOf(*f)
		}
		over = append(over, of)
	}
	return Of(chart.Article(over...))
}
