package vector

// A Set lists which vector instructions inner loops may use. With the zero value they use Go
// code alone. Every other Set gives the same results, bit for bit.
type Set struct {
	AVX2   bool // AVX2 and FMA
	AVX512 bool // AVX512F and AVX512VPOPCNTDQ, which counts the bits of 512 at once
}

// Native returns the instructions of this machine. A workload calls it once, when it is made,
// and passes the Set to its kernels as a value, so that a test can run them on every path.
func Native() Set { return native }
