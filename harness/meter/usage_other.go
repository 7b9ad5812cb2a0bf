//go:build !unix

package meter

// A usageGauge is not available on this system.
type usageGauge struct{}

func newUsageGauge() usageGauge { return usageGauge{} }

func (g *usageGauge) start() {}

func (g *usageGauge) stop() *Usage { return nil }

func (g *usageGauge) close() {}
