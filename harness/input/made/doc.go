// Package made makes rows instead of reading them: it generates datasets from a few
// parameters, and repeats the rows of any dataset.
//
// It never uses randomness of the machine: every value is a function of the seed, its row
// and its column alone, with the same bits on every machine and any number of goroutines.
//
//	parameters → a Set → dataset → Tile
//
// harness/input imports it; a set is one line in [Sets].
package made
