package permtest

import (
	"strconv"

	"serialfraction/harness/machine"
	"serialfraction/workloads/adjust"
	"serialfraction/workloads/spec"
)

// arrangementsPart is the name of the arrangements that all rows share.
const arrangementsPart = "arrangements"

// usualDraws is how many arrangements are advised where all there are take too much memory. They take
// none, for each row draws its own.
const usualDraws = "10000"

// takes returns what the test has in memory beside the rows. Of arrangements that are enumerated
// there are as many as the groups allow, where their sizes are known.
func takes(args spec.Args, rows spec.Rows) spec.Memory {
	s := spec.Read(params, args)
	count := int64(s.Whole("permutations", mostPermutations))
	every := count == 0
	if ways := combinations(rows.Groups[0]+rows.Groups[1], min(rows.Groups[0], rows.Groups[1])); every && ways <= mostArrangements {
		count = int64(ways) // more are refused
	}
	arrangement := 8 * int64(wordsOf(rows.Cols))
	of := spec.Memory{Outputs: 2}
	if method := s.Choice("adjust", adjustments()...); method < len(adjust.Methods) {
		of = adjust.Methods[method].Memory(of)
		if every {
			of.Rest = append(of.Rest, machine.Part{What: arrangementsPart, Fixed: arrangement * count})
			of.Setting, of.Within = "permutations", func(int64) string { return usualDraws }
		}
		return of
	}
	of.Outputs = 3
	if count == 0 {
		return of
	}
	const row = 8 + 4 + 16 // of maxima: least, taken and order
	arrangement += 8       // and the largest t
	of.Rest = machine.Need{
		{What: arrangementsPart, Fixed: arrangement * count},
		{What: "t of each row and arrangement", Row: 8*count + row},
	}
	of.Setting = "permutations"
	of.Within = func(bytes int64) string {
		if n := (bytes - row*int64(rows.Count)) / (arrangement + 8*int64(rows.Count)); n > 0 {
			return strconv.FormatInt(n, 10)
		}
		return ""
	}
	return of
}
