// Package npy reads and writes matrices as NumPy saves them.
//
// It never reads a plain file as a whole, but for integers of 64 bits, which it counts where
// float64 does not hold them: float64 in C order becomes the dataset's Values as it lies in
// the file, anything else is decoded when it is used. The format has no
// names, so rows are numbered and samples are c1, c2, ….
//
//	mapping → header → element → dataset with a Store → Write
//
// harness/input imports it.
package npy
