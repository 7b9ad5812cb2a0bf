package permtest

import (
	"math"
	"math/bits"
)

// An arrangement is the set of columns in the first group: column i is bit i mod wordCols of
// word i / wordCols.
type arrangement []uint64

// tableBits is the number of columns that one lookup in a table adds up. It is small enough for
// the tables of a row to stay in the first-level cache. A word has whole tables only.
const (
	tableBits = 6
	wordCols  = 64 / tableBits * tableBits
)

// A chooser draws few of cols columns. All choices are equally likely.
//
// It first takes each column independently with a probability near few/cols, 60 columns at
// once. By symmetry all choices of the resulting size are equally likely. Then it adds or
// removes random columns until there are few, which keeps all choices equally likely. It is as
// fast as the shuffle of R. Durstenfeld (Commun. ACM 7 (1964) 420), which needs a random
// number for each column drawn, for 10 columns, and four times as fast for 500.
type chooser struct {
	cols, few int
	full      arrangement // all columns
	digits    []uint64    // of the probability in base 2, the last first: all ones for a 1
	dice      dice        // draw any column
}

func newChooser(cols, few int) *chooser {
	c := &chooser{full: make(arrangement, 0, wordsOf(cols)), digits: make([]uint64, 0, mostDigits)}
	c.set(cols, few)
	return c
}

// wordsOf returns the number of words of an arrangement of cols columns.
func wordsOf(cols int) int { return (cols + wordCols - 1) / wordCols }

// set makes c draw few of cols columns, no more than it was made for. It allocates
// nothing.
func (c *chooser) set(cols, few int) {
	c.cols, c.few, c.dice = cols, few, newDice(cols)
	c.full = c.full[:wordsOf(cols)]
	for i := range c.full {
		c.full[i] = 1<<min(wordCols, cols-i*wordCols) - 1
	}
	c.setDigits()
}

// mostDigits is the largest number of digits of a probability.
const mostDigits = 12

// setDigits chooses the probability. With more digits drawing needs more random words, and
// fewer columns must be added or removed.
func (c *chooser) setDigits() {
	target := float64(c.few) / float64(c.cols)
	least := math.Inf(1)
	for n := range mostDigits + 1 {
		scale := float64(int(1) << n)
		numerator := math.Round(target * scale)
		p := numerator / scale
		off := (p - target) * float64(c.cols)
		cost := float64(n*len(c.full)) + math.Sqrt(float64(off*off)+float64(float64(c.cols)*p)*(1-p))
		if cost >= least {
			continue
		}
		least = cost
		c.digits = c.digits[:0]
		for i := range n {
			c.digits = append(c.digits, -(uint64(numerator) >> i & 1))
		}
	}
}

// draw sets a to the next choice by the random words of s.
func (c *chooser) draw(a arrangement, s *stream) {
	missing := c.few
	for i, full := range c.full {
		w := uint64(0)
		for _, digit := range c.digits {
			r := s.next()
			w = w&r | digit&(w|r)
		}
		a[i] = w & full
		missing -= bits.OnesCount64(a[i])
	}
	// Where there are too many, columns are added to the complement.
	tooMany := missing >> 63
	missing = (missing ^ tooMany) - tooMany
	c.exchange(a, uint64(tooMany))
	if len(a) == 1 {
		a[0] = c.addToWord(a[0], missing, s)
	} else {
		c.add(a, missing, s)
	}
	c.exchange(a, uint64(tooMany))
}

// exchange replaces a by its complement if which is all ones, and leaves it if which is 0.
func (c *chooser) exchange(a arrangement, which uint64) {
	for i := range a {
		a[i] ^= c.full[i] & which
	}
}

// add adds missing columns to a. Dice thrown after there are enough, or for a column that is
// already in a, change nothing: that is cheaper than a branch that is hard to predict.
func (c *chooser) add(a arrangement, missing int, s *stream) {
	for missing > 0 {
		r := c.dice.throw(s)
		for range c.dice.count {
			var column uint64
			column, r = bits.Mul64(r, uint64(c.cols))
			w, bit := &a[column/wordCols], column%wordCols
			one := ^*w >> bit & (uint64(-missing) >> 63)
			*w |= one << bit
			missing -= int(one)
		}
	}
}

// addToWord is add for an arrangement of one word.
func (c *chooser) addToWord(w uint64, missing int, s *stream) uint64 {
	for missing > 0 {
		r := c.dice.throw(s)
		for range c.dice.count {
			var column uint64
			column, r = bits.Mul64(r, uint64(c.cols))
			one := ^w >> (column & 63) & (uint64(-missing) >> 63)
			w |= one << (column & 63)
			missing -= int(one)
		}
	}
	return w
}
