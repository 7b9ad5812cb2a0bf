package machine

import (
	"slices"
	"strconv"
	"strings"
)

// AllowedCPUs returns the numbers of the CPUs that this process may use, ascending; nil where
// the system does not list them.
func AllowedCPUs() []int {
	allowed, _ := affinity()
	return allowed
}

// maxCPU bounds the numbers of a list and its length, so that reading garbage is cheap.
const maxCPU = 1 << 16

// ParseList reads a list in the kernel's format, "0-3,8", in any order (Linux,
// Documentation/admin-guide/cputopology.rst). It returns the numbers in ascending order, each
// once, and reports whether the text is such a list. An empty text is an empty list.
func ParseList(text string) ([]int, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return nil, true
	}
	var list []int
	for span := range strings.SplitSeq(text, ",") {
		first, last, isSpan := strings.Cut(span, "-")
		lo, ok := parseCPU(first)
		hi := lo
		if ok && isSpan {
			hi, ok = parseCPU(last)
		}
		if !ok || hi < lo || len(list)+hi-lo >= maxCPU {
			return nil, false
		}
		for n := lo; n <= hi; n++ {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	return slices.Compact(list), true
}

// parseCPU reads one number of a list.
func parseCPU(text string) (int, bool) {
	n, err := strconv.ParseUint(text, 10, 64)
	return int(min(n, maxCPU)), err == nil && n < maxCPU
}

// formatList writes numbers, which are in ascending order, in the kernel's format.
func formatList(list []int) string {
	var b strings.Builder
	for i := 0; i < len(list); {
		last := i
		for last+1 < len(list) && list[last+1] == list[last]+1 {
			last++
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Itoa(list[i]))
		if last > i {
			b.WriteString("-" + strconv.Itoa(list[last]))
		}
		i = last + 1
	}
	return b.String()
}
