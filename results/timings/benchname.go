package timings

import (
	"slices"
	"strings"
)

// A benchName is the name of a benchmark, cut into parts at slashes. Some parts are a key
// and a value: Sort/size=1000/workers=4.
type benchName struct {
	parts []string
	sep   string // between key and value
}

func splitName(name, sep string) benchName {
	return benchName{strings.Split(name, "/"), sep}
}

// value returns the value of a key and the index of its part, -1 where there is none.
func (b benchName) value(key string) (text string, part int) {
	for i, p := range b.parts {
		if k, v, ok := strings.Cut(p, b.sep); ok && strings.EqualFold(k, key) {
			return v, i
		}
	}
	return "", -1
}

// without returns the name without a part.
func (b benchName) without(part int) string {
	return strings.Join(slices.Delete(slices.Clone(b.parts), part, part+1), "/")
}

// loadKeys returns the keys of names that count workers; of several keys, those that vary.
func loadKeys(names []benchName) []string {
	type seen struct {
		first        string
		varies, load bool
	}
	var keys []string
	values := map[string]*seen{}
	for _, n := range names {
		for _, p := range n.parts {
			k, v, ok := strings.Cut(p, n.sep)
			if _, number := positive(v); !ok || !number {
				continue
			}
			key := values[k]
			if key == nil {
				key = &seen{first: v, load: meaningOf(k).role == load}
				values[k] = key
				if key.load {
					keys = append(keys, k)
				}
			}
			key.varies = key.varies || key.first != v
		}
	}
	if len(keys) > 1 {
		if vary := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return !values[k].varies }); len(vary) > 0 {
			return vary
		}
		return keys[:1]
	}
	return keys
}

// loadKey returns the one key of names that counts workers, "" if there is none.
func loadKey(s source, names []benchName, o Options) (string, error) {
	if o.X != "" {
		return o.X, nil
	}
	keys := loadKeys(names)
	switch len(keys) {
	case 0:
		return "", nil
	case 1:
		return keys[0], nil
	}
	return "", s.unclear(ByX, "each of the keys %s could count the workers: name one", strings.Join(keys, ", "))
}
