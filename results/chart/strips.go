package chart

// Strips are several quantities of the same things, each in a strip of its own, one below the other on one axis, so
// that a reader sees what of one goes with what of another. All numbers are finite and on their axes.
type Strips struct {
	Name    string // of the kind of figure: "load"
	Says    string // what it shows, in a sentence
	Caption string // what the marks are, what is left out, and what was not measured

	X  Axis
	Of []Strip
}

// A Strip is one quantity.
type Strip struct {
	Name    string // what it is, with its unit
	Y       Axis
	Points  []XY   // ascending by X
	Falls   bool   // the least values are those to look for, and else the greatest
	Touched []Mark // those to look at, which have a line through all strips; their intervals are not drawn
}

// Empty reports whether there is nothing to show.
func (s Strips) Empty() bool { return len(s.Of) == 0 }
