// Package palette has the colours of all pictures of sweeps: those of a page for a browser, light and dark, and those
// of figures for a paper, which have the light ones.
//
// Grey is work and a colour is lost time. Marks stand out from the page by a contrast of 3 or more and text by 4.5 or
// more (WCAG 2.2), and any two colours of causes are [LeastDistance] apart in CIELAB or more, as people with all cones
// see them and as those without one kind do. The tests of the package hold both. Nothing is told by a colour alone: a
// picture has a word, a sign or a hatching beside it.
package palette

import (
	"fmt"
	"image/color"
)

// An RGB is a colour of sRGB as 0xRRGGBB.
type RGB uint32

// String writes the colour as a style sheet has it: "#0B5CAB".
func (c RGB) String() string { return fmt.Sprintf("#%06X", uint32(c)) }

// NRGBA returns the colour, not transparent.
func (c RGB) NRGBA() color.NRGBA {
	return color.NRGBA{R: uint8(c >> 16), G: uint8(c >> 8), B: uint8(c), A: 0xFF}
}

// A Colour has a value on a light page or on paper, and one on a dark page.
type Colour struct {
	Name        string // of a letter and letters, as a class of a style sheet has it
	Light, Dark RGB
}

// The colours of text and of what is no cause.
var (
	Page      = Colour{"paper", 0xFFFFFF, 0x14171C}
	Tile      = Colour{"tile", 0xF6F7F9, 0x1C2027}
	Ink       = Colour{"ink", 0x1B1F24, 0xE8EAED}
	Muted     = Colour{"muted", 0x5A626D, 0xA7AFBA} // text that is read second
	Rule      = Colour{"rule", 0xE1E4E8, 0x2C323A}  // lines of a grid
	Law       = Colour{"law", 0x0B5CAB, 0x6CB2F0}
	Ideal     = Colour{"ideal", 0x6B7280, 0x949BA6}
	Tint      = Colour{"tint", 0xF0F1F4, 0x1E2229} // behind N that are not fitted
	Work      = Colour{"work", 0x7D8793, 0x8B95A3}
	Paced     = Colour{"paced", 0xC3CAD3, 0x4B535F} // work that waits for its pace
	Hatching  = Colour{"hatching", 0x000000, 0x000000}
	Warning   = Colour{"warn", 0x8A4B00, 0xFFCF8A} // text on WarnPage
	WarnPage  = Colour{"warnpaper", 0xFFF5E6, 0x33270F}
	PageParts = []Colour{Page, Tile, Ink, Muted, Rule, Law, Ideal, Tint, Work, Paced, Hatching, Warning, WarnPage}
)

// The colours of causes of S. Their lightness is spread, so that they stay apart for people who see fewer hues.
var (
	Load       = Colour{"load", 0x5A10B0, 0x924CE9} // and store
	Split      = Colour{"split", 0x00467F, 0x46729D}
	Spawn      = Colour{"spawn", 0x7391BA, 0xB1CEFF} // and idle
	Dispatch   = Colour{"dispatch", 0x0A9E68, 0x0EB85E}
	Serialize  = Colour{"serialize", 0x99954A, 0xE6FDBF}
	Transfer   = Colour{"transfer", 0x1E8FFD, 0x8D8DF5}
	Imbalance  = Colour{"imbalance", 0x9B3DBB, 0xE6C8E2}
	Merge      = Colour{"merge", 0x6B3000, 0xFDB407}
	Inflation  = Colour{"inflation", 0xD65F12, 0xD8481A}
	Open       = Colour{"open", 0x5A5760, 0x737E70} // what no measurement explains
	CauseParts = []Colour{Load, Split, Spawn, Dispatch, Serialize, Transfer, Imbalance, Merge, Inflation, Open}
)

// LeastDistance is how far apart in CIELAB any two colours of causes are, at least, to any sight. Two are told apart
// side by side from about 2.3 on.
const LeastDistance = 13

// A cause and its colour, bottom up in a stack.
var causes = []struct {
	name string
	of   Colour
}{
	{"load", Load}, {"split", Split}, {"spawn", Spawn}, {"dispatch", Dispatch}, {"serialize", Serialize}, {"transfer", Transfer},
	{"imbalance", Imbalance}, {"merge", Merge}, {"store", Load}, {"inflation", Inflation}, {"idle", Spawn}, {"unattributed", Open},
}

// OfCause returns the colour of a cause of S by its name in a report, and its place in a stack from the bottom up. A
// name that is not known has the colour of what is not explained, and the last place.
func OfCause(name string) (of Colour, place int) {
	for i, c := range causes {
		if c.name == name {
			return c.of, i
		}
	}
	return Open, len(causes)
}

// Series are the colours of sweeps in one chart, after Okabe and Ito (2008). Each has a sign of its own beside it.
var Series = []Colour{
	{"one", 0x0072B2, 0x6CB2F0}, {"two", 0xD55E00, 0xFF9A5C}, {"three", 0x1B1F24, 0xE8EAED}, {"four", 0x009E73, 0x3DDBA6},
}
