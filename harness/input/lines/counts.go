package lines

import (
	"strconv"
)

// maxCount is the largest number that ParseCount accepts. A larger one is more likely
// mistyped than meant, because no machine holds so many bytes; and sums and products of
// numbers up to it do not overflow.
const maxCount = 64 << 30

// ParseCount reads a whole number from least to 64 Gi.
func ParseCount(value string, least int) (int, bool) {
	n, err := strconv.ParseInt(value, 10, 64)
	return int(n), err == nil && int64(least) <= n && n <= maxCount
}
