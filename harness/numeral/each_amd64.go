package numeral

import "golang.org/x/sys/cpu"

var vectors = cpu.X86.HasAVX2

// eightsAVX2 is cutEightsGo for 4·groups numbers.
//
//go:noescape
func eightsAVX2(numbers *uint64, groups int)

func cutEights(numbers []uint64) {
	n := 0
	if groups := len(numbers) / 4; vectors && groups > 0 {
		n = 4 * groups
		eightsAVX2(&numbers[0], groups)
	}
	cutEightsGo(numbers[n:])
}
