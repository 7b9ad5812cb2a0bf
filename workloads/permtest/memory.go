package permtest

import (
	"strconv"

	"serialfraction/harness/machine"
	"serialfraction/workloads/adjust"
	"serialfraction/workloads/spec"
)

// takes returns what the test has in memory beside the rows. Of arrangements that are enumerated
// there are as many as the groups allow, which are not known before there are rows.
func takes(args spec.Args, rows, cols int) spec.Memory {
	s := spec.Read(params, args)
	count := int64(s.Whole("permutations", mostPermutations))
	of := spec.Memory{Outputs: 2}
	if method := s.Choice("adjust", adjustments()...); method < len(adjust.Methods) {
		return adjust.Methods[method].Memory(of)
	}
	of.Outputs = 3
	if count == 0 {
		return of
	}
	const row = 8 + 4 + 16 // of maxima: least, taken and order
	arrangement := 8 * int64(wordsOf(cols)+1)
	of.Rest = machine.Need{
		{What: "arrangements", Fixed: arrangement * count},
		{What: "t of each row and arrangement", Row: 8*count + row},
	}
	of.Setting = "permutations"
	of.Within = func(bytes int64) string {
		if n := (bytes - row*int64(rows)) / (arrangement + 8*int64(rows)); n > 0 {
			return strconv.FormatInt(n, 10)
		}
		return ""
	}
	return of
}
