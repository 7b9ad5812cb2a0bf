package predict

import "serialfraction/results"

// A Reached is the fewest workers that bring a job within a target by the simulation; where none
// do, those with the least time.
type Reached struct {
	Prediction
	Surely bool // the whole interval is within the target
	Never  bool // and here beyond it, although no number of workers that was tried takes less, on a machine without other work
}

// mostTried is the largest number of workers that Reach simulates.
const mostTried = 1 << 16

// Reach simulates the job of a file as it is, with up to most workers, until one number of them
// is within target, in seconds. The errors are those of [Make].
func Reach(f *results.File, target float64, most int, seed uint64) (*Reached, error) {
	f = f.Sample()
	s, a, err := judged(f)
	if err != nil {
		return nil, err
	}
	r, err := newRecording(f, s, a)
	if err != nil {
		return nil, err
	}
	all, c := newModel(r.runs, r.ns, growing(r.runs), r.mean), &Changes{}
	most = min(most, mostTried)
	seconds := func(n int) float64 {
		return r.simulate(&all, &r.profiles[middle(r.profiles)], n, c, random(seed, n, 0)).whole
	}
	best, least := 1, seconds(1)
	for n := 2; n <= most && least > target; n *= 2 {
		if t := seconds(n); t < least {
			best, least = n, t
		}
	}
	if least <= target && best > 1 { // fewer than twice as many may be enough
		for lo := best / 2; best-lo > 1; {
			if n := (lo + best) / 2; seconds(n) <= target {
				best = n
			} else {
				lo = n
			}
		}
	}
	checks := r.checks(seed)
	p, _ := r.predict(&all, best, c, seed, checks)
	for n := best + 1; p.Simulation.Value <= target && p.Simulation.Hi > target && n <= min(most, 2*best); n += max(1, best/8) {
		if more, _ := r.predict(&all, n, c, seed, checks); more.Simulation.Hi <= target {
			p = more
		}
	}
	return &Reached{Prediction: p, Surely: p.Simulation.Hi <= target, Never: p.Simulation.Lo > target && a.OtherWork == nil}, nil
}
