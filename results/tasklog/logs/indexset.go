package logs

import "strconv"

// An indexSet is a set of (a stage or a batch, index in it), with a bit for each where indices are dense.
type indexSet map[[2]int32]*[indexPage / 64]uint64

const indexPage = 4096

// has reports whether the set has a member, and adds it.
func (s indexSet) has(m [2]int32) bool {
	key := [2]int32{m[0], m[1] / indexPage}
	page := s[key]
	if page == nil {
		page = new([indexPage / 64]uint64)
		s[key] = page
	}
	i, bit := m[1]%indexPage/64, uint64(1)<<(m[1]%64)
	had := page[i]&bit != 0
	page[i] |= bit
	return had
}

// decimals gives small whole numbers as text, the same text for the same number.
type decimals struct{ texts []string }

// mostDecimals bounds the numbers that share their text.
const mostDecimals = 1 << 20

func (d *decimals) of(n int32) string {
	if n >= mostDecimals {
		return strconv.Itoa(int(n))
	}
	for int(n) >= len(d.texts) {
		d.texts = append(d.texts, strconv.Itoa(len(d.texts)))
	}
	return d.texts[n]
}
