package machine

import (
	"os"
	"testing"
	"unsafe"
)

// Whole pages are 0 afterwards, and what shares a page with other memory is left.
func TestGiveBack(t *testing.T) {
	page := os.Getpagesize()
	memory := make([]byte, 8*page)
	edge := int(-uintptr(unsafe.Pointer(&memory[0])) & uintptr(page-1)) // the first place at the edge of a page
	for _, part := range [][2]int{{edge + 1, edge + 3*page - 1}, {edge, edge + page}, {edge + 1, edge + page}, {edge + 2, edge + 2}} {
		for i := range memory {
			memory[i] = 1
		}
		GiveBack(memory[part[0]:part[1]])
		for i, v := range memory {
			first := edge + (i-edge)/page*page // of its page, where i is behind the edge
			whole := i >= edge && first >= part[0] && first+page <= part[1]
			if (v == 0) != whole {
				t.Fatalf("bytes %v: byte %d is %d, and the edge is at %d", part, i, v, edge)
			}
		}
	}
}
