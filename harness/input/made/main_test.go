package made_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain wants every goroutine of every reader to end with it.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
