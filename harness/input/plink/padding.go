package plink

import (
	"fmt"

	"serialfraction/harness/wording"
)

// paddingRows is the number of rows, spread over the file, whose last byte is checked. More
// would read most pages of a large file, as these do outside [content.Mapping.Sparse].
const paddingRows = 1024

// leastSuspect is the least number of rows at which samples that are alike in all are
// suspect.
const leastSuspect = 8

// checkPadding returns what the unused bits of the last byte of a row tell against the
// number of samples. PLINK writes 0 there. Where they are not 0, samples may lie there that
// the .fam file lacks; where the last samples are 0 too in every row, which means two copies
// of allele A1, the .fam file may have lines too many. A number that is off by more shows in
// the size of the .bed file.
func checkPadding(packed []byte, rows, samples int) []string {
	stride, used := Stride(samples), 2*((samples-1)%4+1)
	step := (rows + paddingRows - 1) / paddingRows
	looked, filled := 0, 0
	seen := byte(0)
	for row := 0; row < rows; row += step {
		last := packed[(row+1)*stride-1]
		looked++
		if last>>used != 0 {
			filled++
		}
		seen |= last
	}
	if filled > 0 {
		return []string{fmt.Sprintf("genotypes lie beyond the last of %s of the .fam file in %d of the %s checked: does it lack a sample?",
			wording.Count(samples, "sample"), filled, wording.Count(looked, "variant"))}
	}
	if last := seen >> (used - 2); last == 0 && samples > 1 && looked >= leastSuspect {
		return []string{fmt.Sprintf("the last sample of the .fam file has two copies of A1 in each of the %s checked, as where no sample lies: does the file have a line too many?",
			wording.Count(looked, "variant"))}
	}
	return nil
}
