package vcf

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails where a reader leaves a goroutine running.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
