package figure

import "image/color"

// The colours of series, by Okabe and Ito (2008), which colour-blind readers tell apart; a sign of its own tells each
// from the others in grey.
var seriesColours = []color.NRGBA{hex(0x0072B2), hex(0xD55E00), hex(0x000000), hex(0x009E73)}

// The colours of what is no series.
var (
	ink    = hex(0x000000)
	soft   = hex(0x555555) // laws, and what stands for comparison
	rule   = hex(0xE4E4E4) // lines of the grid
	region = color.NRGBA{0xBF, 0xC9, 0xD6, 0x8C}
)

// A shade is how a cause is drawn.
type shade struct {
	name string
	fill color.NRGBA
}

// shades are the colours of causes, bottom up in a stack. Any two are at least 19 apart in CIELAB, to
// normal sight and to each kind of colour blindness, and three times as dark as the page or more.
var shades = []shade{
	{"load", hex(0x5A10B0)},
	{"split", hex(0x00467F)},
	{"spawn", hex(0x7391BA)},
	{"dispatch", hex(0x0A9E68)},
	{"serialize", hex(0x8A8F00)},
	{"transfer", hex(0xC2185B)},
	{"imbalance", hex(0x9B3DBB)},
	{"merge", hex(0x6B3000)},
	{"store", hex(0x5A10B0)},
	{"inflation", hex(0xD65F12)},
}

// other is the colour of a cause without a shade of its own.
var other = hex(0x5A5760)

// shadeOf returns the colour of a cause and its place in a stack.
func shadeOf(cause string) (of color.NRGBA, place int) {
	for i, s := range shades {
		if s.name == cause {
			return s.fill, i
		}
	}
	return other, len(shades)
}

func hex(rgb uint32) color.NRGBA {
	return color.NRGBA{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 0xFF}
}

// faint returns a colour over white, of a strength from 0 to 1.
func faint(c color.NRGBA, strength float64) color.NRGBA {
	over := func(v uint8) uint8 { return uint8(255 - strength*(255-float64(v))) }
	return color.NRGBA{over(c.R), over(c.G), over(c.B), 0xFF}
}
