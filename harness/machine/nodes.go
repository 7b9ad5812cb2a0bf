package machine

import (
	"path"
	"strconv"
	"strings"
)

// A Node is the CPUs of a machine that reach one part of its memory fastest (NUMA).
type Node struct {
	Node        int    `json:"node"`                   // its number in Linux, from 0
	CPUs        string `json:"cpus"`                   // a list: "0-15"
	MemoryBytes int64  `json:"memory_bytes,omitempty"` // 0 = unknown
}

// readNodes reads the NUMA nodes of the machine.
func (t tree) readNodes() []Node {
	var nodes []Node
	for _, n := range t.list("sys/devices/system/node/online") {
		dir := "sys/devices/system/node/node" + strconv.Itoa(n)
		cpus, listed := ParseList(t.word(path.Join(dir, "cpulist")))
		if !listed || !t.exists(dir) {
			return nil // an incomplete list would be worse than none
		}
		meminfo, _ := t.text(path.Join(dir, "meminfo"))
		nodes = append(nodes, Node{Node: n, CPUs: formatList(cpus), MemoryBytes: parseMemory(meminfo, "MemTotal:")})
	}
	return nodes
}

// parseMemory reads an amount of memory in bytes from a text such as /proc/meminfo:
// "MemTotal: 16 kB", which follows "Node 0" in the file of a node. 0 = not found.
func parseMemory(meminfo, key string) int64 {
	for line := range strings.Lines(meminfo) {
		f := strings.Fields(line)
		if len(f) > 2 && f[0] == "Node" {
			f = f[2:]
		}
		if len(f) < 2 || f[0] != key {
			continue
		}
		if kb, err := strconv.ParseInt(f[1], 10, 64); err == nil && kb >= 0 && kb < 1<<50 {
			return kb * 1024
		}
	}
	return 0
}
