package webpage

import (
	"math"
	"strconv"
	"testing"
)

// Colours stand out from the page, and those of causes from each other, for all readers.
func TestColours(t *testing.T) {
	for _, theme := range []struct {
		name string
		of   func(colour) string
	}{{"light", func(c colour) string { return c.Light }}, {"dark", func(c colour) string { return c.Dark }}} {
		ground := linear(t, theme.of(paper))
		for _, c := range []struct {
			colour
			least float64 // WCAG 2.2: 4.5 for text, 3 for marks
		}{{inkColour, 7}, {muted, 4.5}, {lawColour, 4.5}, {ideal, 3}, {work, 3}} {
			if got := contrast(linear(t, theme.of(c.colour)), ground); got < c.least {
				t.Errorf("%s: %s has a contrast of %.1f, less than %v", theme.name, c.Name, got, c.least)
			}
		}
		if got := contrast(linear(t, theme.of(warnInk)), linear(t, theme.of(warnPaper))); got < 4.5 {
			t.Errorf("%s: warnings have a contrast of %.1f", theme.name, got)
		}
		for i, c := range causeColours {
			if got := contrast(linear(t, theme.of(c)), ground); got < 3 {
				t.Errorf("%s: %s has a contrast of %.1f to the page", theme.name, c.Name, got)
			}
			for _, other := range causeColours[:i] {
				for sight, m := range sights {
					if got := distance(seen(linear(t, theme.of(c)), m), seen(linear(t, theme.of(other)), m)); got < leastDistance {
						t.Errorf("%s, %s: %s and %s are %.1f apart", theme.name, sight, c.Name, other.Name, got)
					}
				}
			}
		}
	}
}

// leastDistance is the least distance in CIELAB of two colours of causes. Two are told apart side by side
// from about 2.3 on.
const leastDistance = 11

// sights simulate how people without one kind of cone see, in linear RGB (Machado, Oliveira & Fernandes
// 2009, severity 1).
var sights = map[string][9]float64{
	"all cones":   {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"protanopy":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deuteranopy": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritanopy":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

func linear(t *testing.T, hex string) [3]float64 {
	t.Helper()
	var rgb [3]float64
	for i := range rgb {
		v, err := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			rgb[i] = c / 12.92
		} else {
			rgb[i] = math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return rgb
}

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
