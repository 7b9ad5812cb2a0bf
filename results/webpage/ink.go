package webpage

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/results/palette"
)

// An ink is how a mark of a chart is drawn: colours, by which the style sheet has a rule of its class, and
// further attributes.
type ink struct {
	Class        string
	Fill, Stroke *palette.Colour // nil = none
	More         string          // further attributes
}

func filled(class string, c *palette.Colour, more string) ink { return ink{class, c, nil, more} }
func stroked(class string, c *palette.Colour, more string) ink {
	return ink{class, nil, c, more}
}

// The inks of the charts.
var (
	inkText    = filled("t", &palette.Muted, `font-size="12.5"`)
	inkStrong  = filled("tb", &palette.Ink, `font-size="12.5"`)
	inkLawText = filled("tl", &palette.Law, `font-size="12.5"`)
	inkGrid    = stroked("g", &palette.Rule, `stroke-width="1"`)
	inkAxis    = stroked("ax", &palette.Muted, `stroke-width="1"`)
	inkZero    = stroked("z", &palette.Ink, `stroke-width="1.2"`)
	inkIdeal   = stroked("id", &palette.Ideal, `stroke-width="1.3" stroke-dasharray="6 4"`)
	inkLaw     = stroked("la", &palette.Law, `stroke-width="2.2" stroke-linejoin="round"`)
	inkBeyond  = stroked("lb", &palette.Law, `stroke-width="2.2" stroke-dasharray="2 4" stroke-linecap="round"`)
	inkCeiling = stroked("ce", &palette.Law, `stroke-width="1.2" stroke-dasharray="1 3"`)
	inkBand    = filled("ba", &palette.Law, `fill-opacity="0.17"`)
	inkFar     = filled("bf", &palette.Law, `fill-opacity="0.09"`)
	inkTint    = filled("ti", &palette.Tint, "")
	inkDot     = ink{"dot", &palette.Ink, &palette.Ink, `stroke-width="1.3"`}
	inkHollow  = ink{"hol", &palette.Page, &palette.Ink, `stroke-width="1.6"`}
	inkBar     = stroked("wh", &palette.Ink, `stroke-width="1.5"`)
	inkSpeck   = stroked("sp", &palette.Ink, `stroke-width="3.6" stroke-linecap="round"`)
	inkTouched = stroked("to", &palette.Tint, `stroke-width="3"`)
	inkSum     = stroked("sum", &palette.Ink, `stroke-width="2.6"`)
	inkWork    = filled("wo", &palette.Work, "")
	inkPaced   = filled("pa", &palette.Paced, "")
	inkHatch   = stroked("ha", &palette.Hatching, `stroke-width="1.6" stroke-opacity="0.34" pointer-events="none"`)
	inkHit     = ink{"hit", nil, nil, `pointer-events="all"`}
)

var pageInks = []ink{inkText, inkStrong, inkLawText, inkGrid, inkAxis, inkZero, inkIdeal, inkLaw, inkBeyond, inkCeiling,
	inkBand, inkFar, inkTint, inkDot, inkHollow, inkBar, inkSpeck, inkTouched, inkSum, inkHatch, inkWork, inkPaced}

// causeInk fills with the colour of a cause; classes of causes begin with c-.
func causeInk(c palette.Colour) ink { return filled("c-"+c.Name, &c, "") }

// attributes are those of a group that is drawn with the ink.
func (i ink) attributes() string {
	value := func(c *palette.Colour) string {
		if c == nil {
			return "none"
		}
		return c.Light.String()
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
	all := slices.Concat(palette.PageParts, palette.CauseParts, palette.Series)
	block := func(of func(palette.Colour) palette.RGB) {
		for _, c := range all {
			fmt.Fprintf(&b, "--%s:%s;", c.Name, of(c))
		}
	}
	light, dark := func(c palette.Colour) palette.RGB { return c.Light }, func(c palette.Colour) palette.RGB { return c.Dark }
	b.WriteString(":root{color-scheme:light dark;")
	block(light)
	b.WriteString("}\n@media screen and (prefers-color-scheme:dark){:root{")
	block(dark)
	b.WriteString("}}\n")
	inks := slices.Clone(pageInks)
	for _, c := range palette.CauseParts {
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
	for _, c := range palette.CauseParts {
		fmt.Fprintf(&b, ".k-%s{background:var(--%[1]s)}.n-%[1]s,.s-%[1]s{stroke:var(--%[1]s)}\n", c.Name)
	}
	return b.String()
}
