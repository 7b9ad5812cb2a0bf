package number_test

import (
	"fmt"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// A serial fraction and its ceiling, as every output of the program writes them.
func Example() {
	s := fit.Interval{Value: 0.01317, Lo: 0.01182, Hi: 0.01489, Level: 0.95}
	ceiling := fit.Interval{Value: 75.9, Lo: 67.2, Hi: 84.6}
	fmt.Println("S " + number.Serial(s) + " at " + number.Level(s))
	fmt.Println("ceiling " + number.Ceiling(ceiling))
	// Output:
	// S = 0.0132 (0.0118–0.0149) at 95 %
	// ceiling 76x (67–85x)
}
