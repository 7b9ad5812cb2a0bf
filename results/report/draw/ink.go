package draw

// An Ink is how a piece of text stands out if the terminal can show it. The meaning of the
// text never depends on it.
type Ink string

// The inks, as parameters of ANSI SGR (ECMA-48, 8.3.117).
const (
	Plain  Ink = ""
	Bold   Ink = "1"
	Dim    Ink = "2"
	Yellow Ink = "33"
	Cyan   Ink = "36"
)

// A Painter applies inks, or does not.
type Painter bool

// Paint returns s in an ink.
func (p Painter) Paint(s string, i Ink) string {
	if !p || i == Plain || s == "" {
		return s
	}
	return "\x1b[" + string(i) + "m" + s + "\x1b[0m"
}
