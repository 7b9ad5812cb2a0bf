package blocks

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails where Run leaves a goroutine running.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
