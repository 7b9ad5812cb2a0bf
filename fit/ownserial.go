package fit

// A SplitRun is one timed run whose seconds are split by owner: those that the program
// spends beside its work, and, at N = 1, the work itself. What the machine adds is in
// neither.
type SplitRun struct {
	Workers  int
	Overhead float64 // seconds: serial phases, start of workers, hand-over, waiting for the last one
	Work     float64 // seconds in the kernel; of a run at N = 1 only
}

// An OwnSerial is the serial fraction that a program has by itself, on a machine that takes
// nothing from it. It is read-only.
type OwnSerial struct {
	Model          string   // the law that S is read from: "amdahl" or "usl"
	SerialFraction Interval // S, or the sigma of the USL: signed and unclipped, the ends too
	Least, Most    float64  // between which S lies but for noise: what the law leaves open of it
	MaxSpeedup     Interval // of the program alone; +Inf = unbounded
	T1             float64  // seconds at N = 1, less what the machine added
	LackOfFit      *LackOfFit
	Widened        bool         // the interval is made from the lack of fit
	Blocks         *BlockSpread // what the interval allows for; nil = S does not differ between blocks

	charge  *Fit
	beside  float64 // how far the interval reaches below noise, for overhead that is too small to be seen
	above   float64 // how far the interval reaches above noise, because of the law
	scatter float64 // half of the width of the interval that the scatter of the runs, or of the blocks, explains
}

// OwnSerialOf estimates the serial fraction of a program from its own seconds alone. With N
// workers a machine that takes nothing from them needs
//
//	y(N) = P(N) + X/N
//
// P being the overhead at N, and X the work, which is that at N = 1. The law is fitted to
// y in log time like to any times, so that S is that of the runs where the machine adds
// nothing. X cancels in
//
//	S = (N·P(N) − P(1)) / ((N−1)·(P(1) + X))                     (Karp & Flatt 1990)
//
// but as its unit.
//
// The noise of y is not relative: at N = 1 it is that of the work, at a large N that of the
// overhead, which may be ten times as much. So every N has its own scatter, X that of its
// runs, and the degrees of freedom are Satterthwaite's ([Spread.Estimate]). Lack of fit is
// tested with the same variances ([OwnSerial.LackOfFit]).
//
// S is sigma of the USL where N spans eightfold, four N were measured and the overhead of
// the USL is above 0 by more than its noise; where that is by hardly more, the interval
// reaches to the upper end of Amdahl's law. Elsewhere it reaches down to where overhead that is
// too small to be seen leaves S ([ownLaw.lowestBeside]).
//
// shared is a part of the overhead of the runs that they have alike, nil where there is none.
// blocks is parallel to runs; nil is no blocks. It is an error where the runs do not
// determine S, or where a run at N = 1 is missing.
func OwnSerialOf(runs []SplitRun, shared SharedPart, blocks []int, level float64) (*OwnSerial, error) {
	obs, err := ownTimes(runs, level)
	if err != nil {
		return nil, err
	}
	amdahl, err := newOwnLaw(AmdahlLaw, obs, runs, shared, level)
	if err != nil {
		return nil, err
	}
	o := &OwnSerial{Model: AmdahlLaw.Name, T1: amdahl.curve.T1(), LackOfFit: amdahl.lack, Widened: amdahl.widened(), charge: newFit(amdahl.curve, "Amdahl")}
	o.SerialFraction, o.scatter = amdahl.interval(amdahl.ratio(1)), amdahl.scatter()
	noise := o.SerialFraction // what the noise of the law explains, and of the blocks
	least := o.SerialFraction // the time at the best N, as a share of T1
	if usl, err := newOwnLaw(USL, obs, runs, shared, level); err == nil {
		kappa := usl.ratio(2)
		sigma, peak := usl.interval(usl.ratio(1)), usl.interval(usl.leastTime())
		switch {
		case usl.shows() && usl.interval(kappa).Lo > 0:
			other := o.SerialFraction
			o.Model, o.T1, o.LackOfFit, o.Widened, o.charge = USL.Name, usl.curve.T1(), usl.lack, usl.widened(), newFit(usl.curve, "USL")
			o.scatter, noise = usl.scatter(), sigma
			if o.SerialFraction = sigma; kappa.P(0) > clearly {
				o.SerialFraction.Hi = max(sigma.Hi, other.Hi)
				peak = peak.Hull(least)
			}
			least = peak
		default:
			lo := usl.lowestBeside(amdahl)
			o.SerialFraction.Lo = min(o.SerialFraction.Lo, lo)
			if least.Lo = min(least.Lo, lo); kappa.Value > 0 {
				least.Hi = max(least.Hi, peak.Hi)
			}
		}
	}
	if o.Blocks = o.charge.curve.InBlocks(blocks); o.Blocks != nil {
		by := o.Blocks.SerialFraction
		o.scatter = max(o.scatter, (by.Hi-by.Lo)/2)
		least.Lo, least.Hi = least.Lo-max(0, o.SerialFraction.Lo-by.Lo), least.Hi+max(0, by.Hi-o.SerialFraction.Hi)
		o.SerialFraction, noise = o.SerialFraction.Hull(by), noise.Hull(by)
	}
	o.beside, o.above = beyondNoise(noise.Lo-o.SerialFraction.Lo), beyondNoise(o.SerialFraction.Hi-noise.Hi)
	o.Least, o.Most = o.SerialFraction.Value, o.SerialFraction.Value+o.above
	o.MaxSpeedup = ceiling(least)
	o.MaxSpeedup.Lo = max(1, o.MaxSpeedup.Lo)
	o.MaxSpeedup.Value, o.MaxSpeedup.Hi = max(o.MaxSpeedup.Lo, o.MaxSpeedup.Value), max(o.MaxSpeedup.Lo, o.MaxSpeedup.Hi)
	return o, nil
}

// clearly is the probability by chance below which overhead that grows with N is beyond
// doubt: about that of ten units of information.
const clearly = 0.001

// OpenLaw reports whether the upper end of the interval allows for another law than that which S is
// read from. What the lower end allows for overhead narrows with more repeats.
func (o *OwnSerial) OpenLaw() bool { return o.above > 0 }

// Beside returns how far the interval reaches below the noise, that of blocks too, for overhead that
// is too small to be seen.
func (o *OwnSerial) Beside() float64 { return o.beside }

// Charge returns the part of S that belongs to one cause of the program, as [Fit.Charge]
// does. values is parallel to the runs.
func (o *OwnSerial) Charge(values []float64) float64 { return o.charge.Charge(values) }

// ownTimes returns y of every run. That of a run at N = 1 has its own work.
func ownTimes(runs []SplitRun, level float64) ([]Observation, error) {
	obs := make([]Observation, len(runs))
	var ones []Observation
	var work []float64
	for i, r := range runs {
		obs[i] = Observation{r.Workers, r.Overhead + r.Work}
		if r.Workers == 1 {
			ones, work = append(ones, obs[i]), append(work, r.Work)
		}
	}
	one, err := Points(ones, TrimmedMean, level)
	if err != nil {
		return nil, err
	}
	x := one[0].Of(work)
	for i, r := range runs {
		if r.Workers > 1 {
			obs[i].Seconds = r.Overhead + x/float64(r.Workers)
		}
	}
	return obs, checkObservations(obs, level)
}

// T1 returns the estimated seconds at N = 1.
func (c *Curve) T1() float64 { return c.Params[0].Estimate.Value }
