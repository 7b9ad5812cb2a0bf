//go:build !amd64

package numeral

func cutEights(numbers []uint64) { cutEightsGo(numbers) }
