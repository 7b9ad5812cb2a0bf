package timings

import (
	"fmt"
	"strconv"
	"strings"
)

// endings tell whether the number at the end of a benchmark's name is GOMAXPROCS, which go
// test omits where it is 1, or belongs to the name, as in shards-4.
type endings struct {
	names map[string]bool // that stand before numbers which belong to the name: shards
}

// cutNumber cuts a number above 0 off the end of a name.
func cutNumber(name string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(name, '-')
	if i <= 0 {
		return name, 1, false
	}
	n, err := strconv.Atoi(name[i+1:])
	if err != nil || n <= 0 {
		return name, 1, false
	}
	return name[:i], n, true
}

// endingsOf compares the names of all results. shards-1 is a name, for go test writes no
// GOMAXPROCS of 1; so is shards-4 beside shards-4-8; and so are shards-4 and shards-8
// beside a benchmark that is there without a number alone, for -cpu is one list for all
// benchmarks. That last one is an assumption about where the file is from, and the warning
// is of it.
func endingsOf(names []string) (e endings, warnings []string) {
	e.names = map[string]bool{}
	plain, before := map[string]bool{}, map[string]bool{}
	seen := map[string]bool{}
	for _, name := range names {
		seen[name] = true
	}
	for _, name := range names {
		b, n, ok := cutNumber(name)
		if !ok {
			plain[name] = true
			continue
		}
		before[b] = true
		if n == 1 {
			e.names[b] = true
		}
		if shorter, _, ok := cutNumber(b); ok && seen[b] {
			e.names[shorter] = true
		}
	}
	alone := false // a benchmark has no number anywhere
	for name := range plain {
		alone = alone || !before[name]
	}
	var taken []string
	for _, name := range names {
		b, _, ok := cutNumber(name)
		if ok && alone && !plain[b] && !e.names[b] {
			e.names[b] = true
			taken = append(taken, name)
		}
	}
	if taken != nil {
		warnings = []string{fmt.Sprintf("the numbers at the ends of names such as %s are taken as parts of the names, because other benchmarks have none: write the two in files of their own if they are GOMAXPROCS", taken[0])}
	}
	if len(plain) == 0 && len(before) == 1 {
		for b := range before {
			if e.names[b] || !strings.Contains(b, "/") || len(seen) < 2 {
				continue
			}
			warnings = append(warnings, fmt.Sprintf("the numbers at the ends of the names %s-… are taken for GOMAXPROCS, and nothing in the file shows that they are no parts of the names: write them as a key, /n=4, if they are", b))
		}
	}
	return e, warnings
}

// cut cuts GOMAXPROCS off the end of a name and returns it, 1 where there is none.
func (e endings) cut(name string) (string, float64) {
	if before, n, ok := cutNumber(name); ok && !e.names[before] {
		return before, float64(n)
	}
	return name, 1
}
