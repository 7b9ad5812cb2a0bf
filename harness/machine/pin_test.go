package machine

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// epycTree is what Linux shows of a server with 2 sockets, each a NUMA node, of 4 cores of 2 threads,
// numbered as on most: the second threads come after all the first.
func epycTree() map[string]string {
	files := map[string]string{
		"sys/devices/system/cpu/online":         "0-15",
		"sys/devices/system/node/online":        "0-1",
		"sys/devices/system/node/node0/cpulist": "0-3,8-11",
		"sys/devices/system/node/node1/cpulist": "4-7,12-15",
	}
	for cpu := range 16 {
		maps.Copy(files, cpuFiles(cpu, map[string]string{
			"topology/physical_package_id":  fmt.Sprint(cpu / 4 % 2),
			"topology/thread_siblings_list": fmt.Sprintf("%d,%d", cpu%8, cpu%8+8),
		}))
	}
	return files
}

// oneSocketTree is what Linux shows of a virtual machine of 2 CPUs, each a core of its own, and one
// NUMA node: the files of an AMD EPYC under KVM.
func oneSocketTree() map[string]string {
	files := map[string]string{
		"sys/devices/system/cpu/online":         "0-1",
		"sys/devices/system/cpu/smt/active":     "0",
		"sys/devices/system/node/online":        "0",
		"sys/devices/system/node/node0/cpulist": "0-1",
	}
	for cpu := range 2 {
		maps.Copy(files, cpuFiles(cpu, map[string]string{"topology/physical_package_id": "0", "topology/thread_siblings_list": fmt.Sprint(cpu)}))
	}
	return files
}

// without returns files less those of some names.
func without(files map[string]string, names ...string) map[string]string {
	for _, name := range names {
		if _, there := files[name]; !there {
			panic("no file " + name)
		}
		delete(files, name)
	}
	return files
}

// offTree is epycTree with CPU 8 off: it has no folder then, and its sibling is alone.
func offTree() map[string]string {
	files := without(epycTree(), cpuFolder(8, "topology/thread_siblings_list"), cpuFolder(8, "topology/physical_package_id"))
	files["sys/devices/system/cpu/online"] = "0-7,9-15"
	files[cpuFolder(0, "topology/thread_siblings_list")] = "0"
	return files
}

func numbers(lo, hi int) (list []int) {
	for n := lo; n <= hi; n++ {
		list = append(list, n)
	}
	return list
}

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		name                   string
		files                  map[string]string
		allowed                []int
		spread, compact, cores []int
		err                    error
	}{
		{"two sockets with SMT, second threads last", epycTree(), numbers(0, 15),
			[]int{0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15}, []int{0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15}, []int{0, 4, 1, 5, 2, 6, 3, 7}, nil},
		{"the same, of which a cgroup has some", epycTree(), []int{1, 2, 3, 9, 12, 13},
			[]int{1, 12, 2, 13, 3, 9}, []int{1, 9, 2, 3, 12, 13}, []int{1, 12, 2, 13, 3}, nil},
		{"the same, with CPU 8 off", offTree(), append(numbers(0, 7), numbers(9, 15)...),
			[]int{0, 4, 1, 5, 2, 6, 3, 7, 12, 9, 13, 10, 14, 11, 15}, []int{0, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15}, []int{0, 4, 1, 5, 2, 6, 3, 7}, nil},
		{"another server with two sockets and SMT", serverTree(), numbers(0, 7),
			[]int{0, 2, 1, 3, 4, 6, 5, 7}, []int{0, 4, 1, 5, 2, 6, 3, 7}, []int{0, 2, 1, 3}, nil},
		{"one socket without SMT", oneSocketTree(), []int{0, 1}, []int{0, 1}, []int{0, 1}, []int{0, 1}, nil},
		{"a hybrid laptop, siblings side by side", hybridTreeWhole(), numbers(0, 5), []int{0, 2, 4, 5, 1, 3}, []int{0, 1, 2, 3, 4, 5}, []int{0, 2, 4, 5}, nil},
		{"no NUMA nodes shown", without(epycTree(), "sys/devices/system/node/online"), numbers(0, 15),
			numbers(0, 15), []int{0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15}, numbers(0, 7), nil},
		{"no cores shown", without(oneSocketTree(), cpuFolder(1, "topology/thread_siblings_list")), []int{0, 1}, nil, nil, nil, ErrNoCores},
		{"nothing shown", nil, []int{0, 1}, nil, nil, nil, ErrNoCores},
		{"no CPUs listed", epycTree(), nil, nil, nil, nil, ErrNoCPUs},
	} {
		t.Run(c.name, func(t *testing.T) {
			var m Description
			m.read(treeOf(c.files), c.allowed, func(string) string { return "" })
			for pin, want := range map[Pin][]int{Spread: c.spread, Compact: c.compact, Cores: c.cores, "": nil} {
				got, err := pin.Order(&m)
				if pin != "" && !errors.Is(err, c.err) || pin == "" && err != nil {
					t.Errorf("%q: error %v, want %v", pin, err, c.err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%q:\n%s", pin, diff)
				}
			}
		})
	}
	m := Description{Affinity: "0-1", Topology: Topology{Cores: 2}}
	if _, err := Pin("x").Order(&m); err == nil {
		t.Error("an order that there is not")
	}
}

// hybridTreeWhole is hybridTree with the NUMA node that it has.
func hybridTreeWhole() map[string]string {
	files := hybridTree()
	files["sys/devices/system/node/online"], files["sys/devices/system/node/node0/cpulist"] = "0", "0-5"
	return files
}

// Whatever the lists of a machine say: each CPU that may be used is in an order once, and in that of
// cores at most once for each list of siblings.
func FuzzOrder(f *testing.F) {
	f.Add("0-7", "0,4 1,5", "0-3", "4-7")
	f.Add("0-3", "0-1 1-2 x", "0-9", "")
	f.Add("1,3,5", "", "x", "1")
	f.Fuzz(func(t *testing.T, affinity, siblings, node0, node1 string) {
		allowed, ok := ParseList(affinity)
		if !ok || len(allowed) == 0 || len(allowed) > 4096 {
			return
		}
		m := Description{Affinity: affinity, Nodes: []Node{{CPUs: node0}, {Node: 1, CPUs: node1}},
			Topology: Topology{Cores: 1, Siblings: strings.Fields(siblings)}}
		for _, p := range Pins {
			order, err := p.Pin.Order(&m)
			if err != nil {
				t.Fatal(err)
			}
			sorted := slices.Sorted(slices.Values(order))
			switch {
			case p.Pin == Cores:
				if len(order) == 0 || len(slices.Compact(slices.Clone(sorted))) != len(order) {
					t.Errorf("%s of %v is %v", p.Pin, allowed, order)
				}
			case !slices.Equal(sorted, allowed):
				t.Errorf("%s of %v is %v", p.Pin, allowed, order)
			}
		}
	})
}
