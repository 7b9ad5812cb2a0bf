package ttest

// sumAVX2 adds up 32·blocks values, in no order that is promised: the least that
// can be done with memory, against which the t-test is measured.
//
//go:noescape
func sumAVX2(x *float64, blocks int) float64
