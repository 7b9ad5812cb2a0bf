//go:build !unix

package machine

import "math"

func addressSpace() int64 { return math.MaxInt64 }

func filesLimit() int { return math.MaxInt }
