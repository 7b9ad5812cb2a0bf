package palette

import (
	"math"
	"slices"
	"testing"
)

// themes are the two pages.
var themes = map[string]func(Colour) RGB{
	"light": func(c Colour) RGB { return c.Light },
	"dark":  func(c Colour) RGB { return c.Dark },
}

// Text and marks stand out from the page.
func TestContrast(t *testing.T) {
	for name, of := range themes {
		ground := linear(of(Page))
		type demand struct {
			Colour
			least float64 // WCAG 2.2: 4.5 for text, 3 for marks
		}
		demands := []demand{{Ink, 7}, {Muted, 4.5}, {Law, 4.5}, {Ideal, 3}, {Work, 3}}
		for _, c := range slices.Concat(CauseParts, Series) {
			demands = append(demands, demand{c, 3})
		}
		for _, c := range demands {
			if got := contrast(linear(of(c.Colour)), ground); got < c.least {
				t.Errorf("%s: %s has a contrast of %.1f, less than %v", name, c.Name, got, c.least)
			}
		}
		if got := contrast(linear(of(Warning)), linear(of(WarnPage))); got < 4.5 {
			t.Errorf("%s: warnings have a contrast of %.1f", name, got)
		}
	}
}

// Colours of causes are told apart by all readers, and so are those of series.
func TestDistances(t *testing.T) {
	for name, of := range themes {
		for _, group := range [][]Colour{CauseParts, Series} {
			for i, c := range group {
				for _, other := range group[:i] {
					for sight, m := range sights {
						if got := distance(seen(linear(of(c)), m), seen(linear(of(other)), m)); got < LeastDistance {
							t.Errorf("%s, %s: %s and %s are %.1f apart", name, sight, c.Name, other.Name, got)
						}
					}
				}
			}
		}
	}
}

// A colour is written as a style sheet has it, and is the same in a picture.
func TestRGB(t *testing.T) {
	for c, want := range map[RGB]string{0x00467F: "#00467F", 0: "#000000", 0xFFFFFF: "#FFFFFF"} {
		if got := c.String(); got != want {
			t.Errorf("%d is written %s, want %s", uint32(c), got, want)
		}
	}
	if got := RGB(0x0B5CAB).NRGBA(); got.R != 0x0B || got.G != 0x5C || got.B != 0xAB || got.A != 0xFF {
		t.Errorf("#0B5CAB is %v", got)
	}
}

// A cause has its colour and its place, one that is not known the last.
func TestOfCause(t *testing.T) {
	for i, c := range causes {
		if of, place := OfCause(c.name); of != c.of || place != i {
			t.Errorf("%s is %v at %d", c.name, of, place)
		}
	}
	if of, place := OfCause("nonsense"); of != Open || place != len(causes) {
		t.Errorf("nonsense is %v at %d", of, place)
	}
}

// sights simulate how people without one kind of cone see, in linear RGB (Machado, Oliveira & Fernandes
// 2009, severity 1).
var sights = map[string][9]float64{
	"all cones":   {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"protanopy":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deuteranopy": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritanopy":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

// linear returns a colour in linear RGB.
func linear(c RGB) (rgb [3]float64) {
	for i := range rgb {
		v := float64(c>>(16-8*i)&0xFF) / 255
		if v <= 0.04045 {
			rgb[i] = v / 12.92
		} else {
			rgb[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return rgb
}

// seen returns a colour as a sight has it.
func seen(c [3]float64, m [9]float64) (s [3]float64) {
	for i := range s {
		for j := range c {
			s[i] += m[3*i+j] * c[j]
		}
		s[i] = max(0, min(1, s[i]))
	}
	return s
}

// contrast is that of WCAG 2.2.
func contrast(a, b [3]float64) float64 {
	l := func(c [3]float64) float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }
	x, y := l(a)+0.05, l(b)+0.05
	return max(x, y) / min(x, y)
}

// distance is the Euclidean distance in CIELAB, D65.
func distance(a, b [3]float64) float64 {
	x, y := lab(a), lab(b)
	return math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2])
}

func lab(c [3]float64) [3]float64 {
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]) / 0.95047)
	y := f(0.2126729*c[0] + 0.7151522*c[1] + 0.0721750*c[2])
	z := f((0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]) / 1.08883)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}
