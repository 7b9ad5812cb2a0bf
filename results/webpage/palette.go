package webpage

import (
	"fmt"
	"strings"
)

// A colour has a value on a light and on a dark page, #RRGGBB. An SVG has the light one as an attribute,
// which any rule of a style beats: so a page without its style is readable, and the dark page needs no
// other SVG.
type colour struct{ Name, Light, Dark string }

// The colours of text and lines.
var (
	paper     = colour{"paper", "#FFFFFF", "#14171C"}
	tile      = colour{"tile", "#F6F7F9", "#1C2027"}
	inkColour = colour{"ink", "#1B1F24", "#E8EAED"}
	muted     = colour{"muted", "#5A626D", "#A7AFBA"}
	rule      = colour{"rule", "#E1E4E8", "#2C323A"}
	lawColour = colour{"law", "#0B5CAB", "#6CB2F0"}
	ideal     = colour{"ideal", "#6B7280", "#949BA6"}
	tint      = colour{"tint", "#F0F1F4", "#1E2229"}
	work      = colour{"work", "#7D8793", "#8B95A3"}
	paced     = colour{"paced", "#C3CAD3", "#4B535F"}
	hatching  = colour{"hatching", "#000000", "#000000"}
	warnInk   = colour{"warn", "#8A4B00", "#FFCF8A"}
	warnPaper = colour{"warnpaper", "#FFF5E6", "#33270F"}
)

// The colours of causes. Grey is work, colour is loss. Their lightness is spread, so that they stay
// apart for people who see fewer hues (TestColours).
var (
	loadColour      = colour{"load", "#5A10B0", "#924CE9"}
	splitColour     = colour{"split", "#00467F", "#46729D"}
	spawnColour     = colour{"spawn", "#7391BA", "#B1CEFF"}
	dispatchColour  = colour{"dispatch", "#0A9E68", "#0EB85E"}
	imbalanceColour = colour{"imbalance", "#9B3DBB", "#E6C8E2"}
	mergeColour     = colour{"merge", "#6B3000", "#FDB407"}
	inflationColour = colour{"inflation", "#D65F12", "#D8481A"}
	openColour      = colour{"open", "#5A5760", "#737E70"}
)

var (
	pageColours  = []colour{paper, tile, inkColour, muted, rule, lawColour, ideal, tint, work, paced, hatching, warnInk, warnPaper}
	causeColours = []colour{loadColour, splitColour, spawnColour, dispatchColour, imbalanceColour, mergeColour, inflationColour, openColour}
)

// An ink is how a mark of a chart is drawn: colours, by which the style sheet has a rule of its class, and
// further attributes.
type ink struct {
	Class        string
	Fill, Stroke *colour // nil = none
	More         string  // further attributes
}

func filled(class string, c *colour, more string) ink { return ink{class, c, nil, more} }
func stroked(class string, c *colour, more string) ink {
	return ink{class, nil, c, more}
}

// The inks of the charts.
var (
	inkText    = filled("t", &muted, `font-size="12.5"`)
	inkStrong  = filled("tb", &inkColour, `font-size="12.5"`)
	inkLawText = filled("tl", &lawColour, `font-size="12.5"`)
	inkGrid    = stroked("g", &rule, `stroke-width="1"`)
	inkAxis    = stroked("ax", &muted, `stroke-width="1"`)
	inkZero    = stroked("z", &inkColour, `stroke-width="1.2"`)
	inkIdeal   = stroked("id", &ideal, `stroke-width="1.3" stroke-dasharray="6 4"`)
	inkLaw     = stroked("la", &lawColour, `stroke-width="2.2" stroke-linejoin="round"`)
	inkBeyond  = stroked("lb", &lawColour, `stroke-width="2.2" stroke-dasharray="2 4" stroke-linecap="round"`)
	inkCeiling = stroked("ce", &lawColour, `stroke-width="1.2" stroke-dasharray="1 3"`)
	inkBand    = filled("ba", &lawColour, `fill-opacity="0.17"`)
	inkFar     = filled("bf", &lawColour, `fill-opacity="0.09"`)
	inkTint    = filled("ti", &tint, "")
	inkDot     = ink{"dot", &inkColour, &inkColour, `stroke-width="1.3"`}
	inkHollow  = ink{"hol", &paper, &inkColour, `stroke-width="1.6"`}
	inkBar     = stroked("wh", &inkColour, `stroke-width="1.5"`)
	inkSpeck   = stroked("sp", &inkColour, `stroke-width="3.6" stroke-linecap="round"`)
	inkSum     = stroked("sum", &inkColour, `stroke-width="2.6"`)
	inkWork    = filled("wo", &work, "")
	inkPaced   = filled("pa", &paced, "")
	inkHatch   = stroked("ha", &hatching, `stroke-width="1.6" stroke-opacity="0.34" pointer-events="none"`)
	inkHit     = ink{"hit", nil, nil, `pointer-events="all"`}
)

var pageInks = []ink{inkText, inkStrong, inkLawText, inkGrid, inkAxis, inkZero, inkIdeal, inkLaw, inkBeyond, inkCeiling,
	inkBand, inkFar, inkTint, inkDot, inkHollow, inkBar, inkSpeck, inkSum, inkHatch, inkWork, inkPaced}

// causeInk fills with the colour of a cause; classes of causes begin with c-.
func causeInk(c colour) ink { return filled("c-"+c.Name, &c, "") }

// attributes are those of a group that is drawn with the ink.
func (i ink) attributes() string {
	value := func(c *colour) string {
		if c == nil {
			return "none"
		}
		return c.Light
	}
	text := fmt.Sprintf(`class="%s" fill="%s"`, i.Class, value(i.Fill))
	if i.Stroke != nil {
		text += fmt.Sprintf(` stroke="%s"`, i.Stroke.Light)
	}
	if i.More != "" {
		text += " " + i.More
	}
	return text
}

// colourStyle returns the colours as custom properties, light ones, dark ones and again light ones for
// print, and a rule for each ink.
func colourStyle() string {
	var b strings.Builder
	all := append(append([]colour{}, pageColours...), causeColours...)
	block := func(of func(colour) string) {
		for _, c := range all {
			fmt.Fprintf(&b, "--%s:%s;", c.Name, of(c))
		}
	}
	light, dark := func(c colour) string { return c.Light }, func(c colour) string { return c.Dark }
	b.WriteString(":root{color-scheme:light dark;")
	block(light)
	b.WriteString("}\n@media screen and (prefers-color-scheme:dark){:root{")
	block(dark)
	b.WriteString("}}\n")
	inks := append([]ink{}, pageInks...)
	for _, c := range causeColours {
		inks = append(inks, causeInk(c))
	}
	for _, i := range inks {
		fmt.Fprintf(&b, ".%s{", i.Class)
		if i.Fill != nil {
			fmt.Fprintf(&b, "fill:var(--%s);", i.Fill.Name)
		}
		if i.Stroke != nil {
			fmt.Fprintf(&b, "stroke:var(--%s);", i.Stroke.Name)
		}
		b.WriteString("}\n")
	}
	for _, c := range causeColours {
		fmt.Fprintf(&b, ".k-%s{background:var(--%[1]s)}\n", c.Name)
	}
	return b.String()
}
