//go:build !race

package curves

// seriesHeld is the number of random series whose verdicts TestVerdictsAreTrue holds against
// their points.
const seriesHeld = 1000
