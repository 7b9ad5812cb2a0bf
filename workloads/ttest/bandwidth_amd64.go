package ttest

// sumAVX2 adds up 32·blocks values in no particular order. It is the least work that reads
// memory, and the t-test is compared with it.
//
//go:noescape
func sumAVX2(x *float64, blocks int) float64
