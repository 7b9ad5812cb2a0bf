package analysis

import "serialfraction/fit"

// betweenEnds returns the seconds of every run that lie between the ends of the imbalance.
func (l *ledger) betweenEnds() []float64 {
	if l.even == nil {
		return make([]float64, len(l.runs))
	}
	return l.apart(l.even.least.all, l.even.most.all)
}

// apart returns by how many seconds more is above less in every run. Both are by N.
func (l *ledger) apart(less, more map[int]float64) []float64 {
	apart := make([]float64, len(l.runs))
	for i, e := range l.runs {
		apart[i] = more[e.Workers] - less[e.Workers]
	}
	return apart
}

// mostlyBetweenEnds reports whether more than half of the interval of own's S lies between the ends of
// the imbalance.
func (s *study) mostlyBetweenEnds(own *fit.OwnSerial) bool {
	return own.Charge(s.fitted.betweenEnds()) > (own.SerialFraction.Hi-own.SerialFraction.Lo)/2
}

// atAnEnd is the share of what lies between two ends up to which a value is at one of them.
const atAnEnd = 0.25

// openByChunks returns the sentence about what leaves most of the interval of own's S open between the
// ends of the imbalance; "" where most of it is noise.
func (s *study) openByChunks(own *fit.OwnSerial) string {
	even := s.fitted.even
	switch {
	case !s.mostlyBetweenEnds(own):
		return ""
	case even.cut:
		return "At N = 1 the worker waited for a CPU, and how long in each chunk is not known: that leaves the program's S open between its ends."
	}
	switch rows := own.Charge(s.fitted.apart(even.least.all, even.varying)) / own.Charge(s.fitted.betweenEnds()); {
	case rows > 1-atAnEnd:
		return "What a chunk takes varies from run to run: if the rows do that, the program's S is at the upper end, and if the machine does, at the lower."
	case rows < atAnEnd:
		return "What a chunk takes varies from run to run: if the rows do that, the program's S is at the lower end, and if the machine does, at the upper."
	}
	return "What a chunk takes varies from run to run: whether the rows or the machine do that is not known, and leaves the program's S open between its ends."
}
