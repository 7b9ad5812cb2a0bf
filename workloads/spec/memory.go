package spec

import (
	"fmt"

	"serialfraction/harness/machine"
)

// Rows describes rows as far as the memory of a workload follows from them.
type Rows struct {
	Count  int
	Cols   int    // values of a row
	Groups [2]int // values of each group; zero where the rows have none, or a file that is not read tells
}

// Memory is what a workload has in memory beside its rows. It is declared, so that a job which has
// no room is refused before there are any.
type Memory struct {
	Outputs int  // values of the answer of a row
	Methods int  // algorithms of which each has answers of its own; 0 = one
	Packed  bool // see harness.Workload

	Rest machine.Need // arrays of its own

	// Setting is the name of the setting that decides how large Rest is, "" where none does,
	// and Within returns the largest value of it with which Rest takes that many bytes at most,
	// "" where there is none.
	Setting string
	Within  func(bytes int64) string
}

// SizeOf writes a number of bytes as [Settings.Size] reads it, in whole KiB at least, rounded down.
func SizeOf(bytes int64) string {
	name, unit := "KiB", int64(1<<10)
	for _, u := range sizeUnits {
		if each := int64(u.bytes); each > unit && bytes >= 10*each {
			name, unit = u.name, each
		}
	}
	return fmt.Sprintf("%d%s", bytes/unit, name)
}
