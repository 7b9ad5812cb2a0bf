package fit

// A Method describes how readings become a curve.
type Method struct {
	Estimator Estimator
	Loss      Loss
	Level     float64 // nominal coverage of all intervals: 0.95
}

// Default is the method for timings: the trimmed mean of the repeats, in log time, with
// intervals of 95 %.
var Default = Method{TrimmedMean, LogTime, 0.95}

// Fit fits one model. The readings need at least as many different N as the model has
// parameters, and must be positive and finite. An [Undetermined] error describes readings
// that do not determine the curve.
//
// The estimates are signed. The curve itself is the best one with no parameter below 0.
// Fit finds it by trying every set of parameters held at 0; with two or three parameters
// no cleverer search is needed.
func (m Method) Fit(model Model, rs []Reading) (*Curve, error) {
	if err := checkReadings(rs, m.Level); err != nil {
		return nil, err
	}
	return m.fit(model, groupByLoad(rs), len(rs))
}

func (m Method) fit(model Model, groups []group, runs int) (*Curve, error) {
	if model.Weak {
		groups = perUnit(groups)
	}
	scale := 1.0
	if m.Loss.oneKnown {
		if groups[0].load != 1 {
			return nil, noOne(loadsOf(groups), "loss %s divides by T(1) and no run is at N = 1, which loss %s does not need", m.Loss.Name, LogTime.Name)
		}
		scale = m.Estimator.location(groups[0].seconds)
		groups = scaled(groups, scale)
	}
	params := model.free()
	if m.Loss.oneKnown {
		params--
	}
	if len(groups) < max(params, 2) {
		return nil, tooFew(model, groups, max(params, 2))
	}
	if model.freeBend() && len(groups) > manyLoads {
		return nil, undetermined(ManyLoads, Need{}, "more than %d different N are too many to search for a bend: round N, or give the number of CPUs", manyLoads)
	}
	s := newSystem(groups, m.Estimator, m.Loss)
	signed, err := s.best(model, nil)
	if err != nil {
		return nil, err
	}
	if signed.coef[0] <= 0 {
		return nil, noOne(loadsOf(groups), "T1 of the %s model cannot be estimated: extrapolated from N = %g it is 0 or below", model.Name, groups[0].load)
	}
	bounded, held, err := s.bounded(signed)
	if err != nil {
		return nil, err
	}
	c := &Curve{
		Model: model.Name, Formula: model.Formula,
		Method: m.Loss.Name + ", " + m.Estimator.Title,
		Loads:  s.load, Runs: runs, Held: held,
		system: s, groups: groups, estimator: m.Estimator, signed: signed, state: bounded, scale: scale, level: m.Level,
	}
	c.weigh(params)
	c.parameters()
	c.warn(m)
	return c, nil
}

// perUnit divides the time of every run by its N: weak scaling does N units of work.
func perUnit(groups []group) []group {
	out := make([]group, len(groups))
	for i, g := range groups {
		out[i] = group{g.load, g.index, g.transformed(func(t float64) float64 { return t / g.load })}
	}
	return out
}

func scaled(groups []group, by float64) []group {
	out := make([]group, len(groups))
	for i, g := range groups {
		out[i] = group{g.load, g.index, g.transformed(func(t float64) float64 { return t / by })}
	}
	return out
}

// bounded returns the best state with all parameters 0 or above, and the names of those
// held at 0.
func (s *system) bounded(signed state) (state, []string, error) {
	ratios := signed.model.ratios
	negative := false
	for k := 1; k <= ratios; k++ {
		negative = negative || signed.coef[k] < -rounding*signed.coef[0]
	}
	if !negative {
		return signed, nil, nil
	}
	var best state
	var names []string
	found := false
	for set := 1; set < 1<<ratios; set++ {
		var held []int
		for k := 1; k <= ratios; k++ {
			if set&(1<<(k-1)) != 0 {
				held = append(held, k)
			}
		}
		st, err := s.best(signed.model, held)
		if err != nil {
			return state{}, nil, err
		}
		feasible := st.coef[0] > 0
		for k := 1; k <= ratios; k++ {
			feasible = feasible && st.coef[k] >= 0
		}
		if feasible && (!found || st.ss < best.ss) {
			best, found, names = st, true, nil
			for _, k := range held {
				names = append(names, signed.model.Params[k-1])
			}
		}
	}
	return best, names, nil
}
