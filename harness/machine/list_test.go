package machine

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A list that is read is written as the kernel does, and read again is the same.
func FuzzParseList(f *testing.F) {
	for _, seed := range []string{"", "0", "0-3,8", "8,0-3", "0-3,2-5", "3-0", "0-", "-1", ",", "0-65535", "0-65536", "99999999999999999999", " 1\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, ok := ParseList(text)
		if !ok {
			return
		}
		for i, n := range list {
			if n < 0 || n >= maxCPU || i > 0 && n <= list[i-1] {
				t.Fatalf("%q is read as %v", text, list)
			}
		}
		again, ok := ParseList(formatList(list))
		if diff := cmp.Diff(list, again); !ok || diff != "" {
			t.Errorf("%q, written as %q, changed:\n%s", text, formatList(list), diff)
		}
	})
}
