package machine

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// A Cache describes the caches of a machine that are alike.
type Cache struct {
	Level    int    `json:"level"`
	Type     string `json:"type"`      // "Data", "Instruction", "Unified"
	Bytes    int64  `json:"bytes"`     // of one of them
	SharedBy int    `json:"shared_by"` // CPUs that share one
	Count    int    `json:"count"`     // number of them in the machine
}

// maxCaches is more than any CPU has.
const maxCaches = 16

// readCaches reads the caches of all CPUs.
func (t tree) readCaches(cpus []int) []Cache {
	counts := map[Cache]int{}
	seen := map[string]bool{}
	for _, cpu := range cpus {
		for index := range maxCaches {
			dir := cpuFolder(cpu, "cache/index"+strconv.Itoa(index))
			shared, ok := t.text(path.Join(dir, "shared_cpu_list"))
			if !ok {
				break
			}
			instance := strconv.Itoa(index) + " " + shared
			if seen[instance] { // was read for another CPU that shares it
				continue
			}
			seen[instance] = true
			if c, ok := t.readCache(dir, shared); ok {
				counts[c]++
			}
		}
	}
	caches := slices.Collect(maps.Keys(counts))
	for i := range caches {
		caches[i].Count = counts[caches[i]]
	}
	slices.SortFunc(caches, func(a, b Cache) int {
		return cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(a.Type, b.Type), cmp.Compare(b.Bytes, a.Bytes), cmp.Compare(a.SharedBy, b.SharedBy))
	})
	return caches
}

func (t tree) readCache(dir, shared string) (c Cache, ok bool) {
	cpus, listed := ParseList(shared)
	level, known := t.number(path.Join(dir, "level"))
	c = Cache{Level: int(level), Type: t.word(path.Join(dir, "type")), SharedBy: len(cpus)}
	c.Bytes, ok = parseSize(t.word(path.Join(dir, "size")))
	return c, ok && listed && known && level > 0 && level < maxCaches && c.Type != ""
}

// parseSize reads the size of a cache in bytes: "48K", "36864K", "2M".
func parseSize(text string) (int64, bool) {
	unit := int64(1)
	if digits, ok := strings.CutSuffix(text, "K"); ok {
		text, unit = digits, 1<<10
	} else if digits, ok := strings.CutSuffix(text, "M"); ok {
		text, unit = digits, 1<<20
	}
	n, err := strconv.ParseInt(text, 10, 32)
	return n * unit, err == nil && n > 0
}
