//go:build !linux

package harness

import "sync/atomic"

const canFutex = false

func futexWait(*atomic.Uint32, uint32) {}

func futexWake(*atomic.Uint32, int32) {}

func simulatedTime() bool { return false }
