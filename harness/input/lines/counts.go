package lines

import (
	"strconv"
)

// maxCount is the largest number that ParseCount reads: beyond it a slip of the
// keyboard is likelier than the machine that holds so many bytes, and sums and products
// of what is read stay in check.
const maxCount = 64 << 30

// ParseCount reads a whole number from least to 64 Gi.
func ParseCount(value string, least int) (int, bool) {
	n, err := strconv.ParseInt(value, 10, 64)
	return int(n), err == nil && int64(least) <= n && n <= maxCount
}
