package made_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails where a generator leaves a goroutine running.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
