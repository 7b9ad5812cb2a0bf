package harness

// ParseCPUs reads a list of CPUs in the kernel's format, "0-3,8", as those of a
// Machine are. It returns them from the least up, and whether the text is such a list.
func ParseCPUs(list string) ([]int, bool) { return parseList(list) }
