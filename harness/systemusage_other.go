//go:build !unix

package harness

// A usageMeter is not available on this system.
type usageMeter struct{}

func newUsageMeter() usageMeter { return usageMeter{} }

func (m *usageMeter) start() {}

func (m *usageMeter) stop() *Usage { return nil }

func (m *usageMeter) close() {}
