//go:build !linux

package harness

// A peakMeter is not available: the high-water mark of memory cannot be set back.
type peakMeter struct{}

func newPeakMeter() peakMeter { return peakMeter{} }

func (m *peakMeter) start() {}

func (m *peakMeter) stop() int64 { return 0 }

func (m *peakMeter) close() {}
