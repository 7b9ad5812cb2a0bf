package results

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"

	"serialfraction/harness"
)

// MachineOf returns a machine as a result file describes it.
func MachineOf(m harness.Machine) Machine {
	return Machine{
		Hostname: m.Hostname, OS: m.OS, Arch: m.Arch, Kernel: m.Kernel, CPUModel: m.CPUModel,
		LogicalCPUs: m.LogicalCPUs, AffinityCPUs: m.AffinityCPUs,
		QuotaCPUs: m.QuotaCPUs, EffectiveCPUs: m.EffectiveCPUs,
		MemoryBytes: m.MemoryBytes, Hypervisor: m.Hypervisor,
		GoVersion: m.GoVersion, GOMAXPROCS: m.GOMAXPROCS,
	}
}

// DataOf returns a dataset as a result file describes it.
func DataOf(d *harness.Dataset) Data {
	return Data{Name: d.Name, Rows: d.NumRows(), Cols: d.Cols,
		Groups: d.Groups.Names, Sizes: d.Groups.Sizes, SHA256: d.Digest()}
}

// DigestOf returns the SHA-256 of an answer in hexadecimal: that of its float64
// values, little-endian, in row order.
func DigestOf(answer []float64) string {
	h := sha256.New()
	var b [8]byte
	for _, x := range answer {
		binary.LittleEndian.PutUint64(b[:], math.Float64bits(x))
		h.Write(b[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}
