//go:build !unix

package meter

import "time"

// A usageGauge is not available on this system.
type usageGauge struct{}

func newUsageGauge() usageGauge { return usageGauge{} }

func (g *usageGauge) start() {}

func (g *usageGauge) stop() *Usage { return nil }

func (g *usageGauge) close() {}

func ownTime() *time.Duration { return nil }

// SelfTime is not available on this system.
func SelfTime() *time.Duration { return nil }
