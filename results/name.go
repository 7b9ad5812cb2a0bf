package results

import (
	"strings"

	"serialfraction/harness/input/content"
)

// extension ends the names of result files, but for that of a compression.
const extension = ".jsonl"

// Stem returns the name of a result file, or its path, without its extension and that of a
// compression; ok is false where no result file is named so.
func Stem(name string) (stem string, ok bool) {
	return strings.CutSuffix(content.Bare(name), extension)
}
