//go:build !linux

package meter

import "time"

// A ThreadGauge measures nothing: this system has no account of threads that it could read.
type ThreadGauge struct{}

// OpenThread returns a gauge that measures nothing.
func OpenThread() ThreadGauge { return ThreadGauge{} }

// Gate does nothing.
func (g *ThreadGauge) Gate() {}

// Delay returns 0.
func (g *ThreadGauge) Delay() time.Duration { return 0 }

// Start returns 0.
func (g *ThreadGauge) Start() time.Duration { return 0 }

// End does nothing.
func (g *ThreadGauge) End() {}

// Stop returns nil.
func (g *ThreadGauge) Stop() *SchedTiming { return nil }

// Measures returns false.
func (g *ThreadGauge) Measures() bool { return false }

// Close does nothing.
func (g *ThreadGauge) Close() {}
