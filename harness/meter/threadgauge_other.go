//go:build !linux

package meter

// A ThreadGauge measures nothing: this system has no account of threads that it could read.
type ThreadGauge struct{}

// OpenThread returns a gauge that measures nothing.
func OpenThread() ThreadGauge { return ThreadGauge{} }

// Gate does nothing.
func (g *ThreadGauge) Gate() {}

// Start does nothing.
func (g *ThreadGauge) Start() {}

// Stop returns nil.
func (g *ThreadGauge) Stop() *SchedTiming { return nil }

// Close does nothing.
func (g *ThreadGauge) Close() {}
