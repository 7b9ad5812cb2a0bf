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

// Moment returns the time and no run delay.
func (g *ThreadGauge) Moment(w Stopwatch) Moment { return Moment{At: w.Now()} }

// Last returns the time and no run delay.
func (g *ThreadGauge) Last(w Stopwatch) Moment { return Moment{At: w.Now()} }

// Start returns the time and no run delay.
func (g *ThreadGauge) Start(w Stopwatch) Moment { return Moment{At: w.Now()} }

// End does nothing.
func (g *ThreadGauge) End() {}

// Ended returns 0.
func (g *ThreadGauge) Ended() time.Duration { return 0 }

// Stop returns nil.
func (g *ThreadGauge) Stop() *SchedTiming { return nil }

// Measures returns false.
func (g *ThreadGauge) Measures() bool { return false }

// Close does nothing.
func (g *ThreadGauge) Close() {}
