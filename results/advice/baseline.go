package advice

import "fmt"

// OffCurve is a measured time at N = 1 that does not lie on the curve.
type OffCurve struct {
	nothing
	Off float64 // by what part of the curve's T(1) the measured one is longer; below 0 = shorter
}

// Code is that of a T(1) off the curve.
func (OffCurve) Code() Code { return OneOffCurve }

// Message warns of the two times that speed-ups are relative to.
func (o OffCurve) Message() string {
	way, off := "longer", o.Off
	if off < 0 {
		way, off = "shorter", -off
	}
	return fmt.Sprintf("the measured time at N = 1 is %.2g %% %s than that of the curve: speed-ups of the points are relative to the measured time, those of the curve, its band and the ceiling to that of the curve; if N = 1 is another program or another machine, leave it out", 100*off, way)
}
