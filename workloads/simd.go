package workloads

// vectors says which vector instructions the inner loops may use. The zero value is
// the Go code alone, and every other computes the same, bit for bit.
//
// What this machine has is decided once, in native. It travels with the kernels as a
// value, so that a test can run them on each path beside the others.
type vectors struct {
	avx2   bool // AVX2 and FMA
	avx512 bool // AVX512F and AVX512VPOPCNTDQ, which counts the bits of 512 at once
}
