package vector

// A Set says which vector instructions inner loops may use. The zero value is the Go
// code alone, and every other computes the same, bit for bit.
type Set struct {
	AVX2   bool // AVX2 and FMA
	AVX512 bool // AVX512F and AVX512VPOPCNTDQ, which counts the bits of 512 at once
}

// Native returns what this machine has. A workload asks once, when it is made, and
// hands the Set to its kernels as a value, so that a test can run them on each path
// beside the others.
func Native() Set { return native }
