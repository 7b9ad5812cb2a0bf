//go:build race

package curves

// seriesHeld is smaller under the race detector: ten of each law start the same goroutines as
// a hundred. A single false verdict fails the test in both.
const seriesHeld = 100
