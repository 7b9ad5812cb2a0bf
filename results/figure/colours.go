package figure

import (
	"image/color"

	"serialfraction/results/palette"
)

// The colours of what is neither a cause nor a series.
var (
	ink    = palette.RGB(0x000000).NRGBA()
	soft   = palette.RGB(0x555555).NRGBA() // laws, and what stands for comparison
	rule   = palette.RGB(0xE4E4E4).NRGBA() // lines of the grid
	region = color.NRGBA{0xBF, 0xC9, 0xD6, 0x8C}
)

// seriesColour returns the colour of a sweep among several. A sign of its own tells each from the others in grey.
func seriesColour(i int) color.NRGBA { return palette.Series[i].Light.NRGBA() }

// causeColour returns the colour of a cause.
func causeColour(name string) color.NRGBA {
	of, _ := palette.OfCause(name)
	return of.Light.NRGBA()
}

// faint returns a colour over white, of a strength from 0 to 1.
func faint(c color.NRGBA, strength float64) color.NRGBA {
	over := func(v uint8) uint8 { return uint8(255 - strength*(255-float64(v))) }
	return color.NRGBA{over(c.R), over(c.G), over(c.B), 0xFF}
}
