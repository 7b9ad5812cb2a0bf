package report

// An ink is how a piece of text stands out where the terminal can show it; what
// it says never depends on it.
type ink string

// The inks, as parameters of ANSI SGR (ECMA-48, 8.3.117).
const (
	plain  ink = ""
	bold   ink = "1"
	dim    ink = "2"
	yellow ink = "33"
	cyan   ink = "36"
)

// A painter applies inks, or does not.
type painter bool

func (p painter) paint(s string, i ink) string {
	if !p || i == plain || s == "" {
		return s
	}
	return "\x1b[" + string(i) + "m" + s + "\x1b[0m"
}
