package tasklog

// The serial fractions of an account are those of Karp and Flatt (1990) with T1 for the time of
// one slot. They are exact functions of its amounts, and there are none where N is 1 or where T1
// is 0: the second result is false then.

// Fraction returns the serial fraction at N
//
//	e(N) = (N·T − T1) / ((N−1)·T1)
//
// It is above 1 where the run was slower than one slot would have been.
func (a *Account) Fraction() (float64, bool) { return a.with(a.T1().Seconds()) }

// Low returns the serial fraction if one slot would have lost as much to the causes that are
// bounded as the N slots together: the least that it can be for causes that the log shows.
func (a *Account) Low() (float64, bool) {
	if _, ok := a.Fraction(); !ok {
		return 0, false // no task was of use
	}
	t1 := a.T1()
	for c, lost := range a.Lost {
		if Cause(c).Told() == Bounded {
			t1 = t1.Plus(lost)
		}
	}
	return a.with(t1.Seconds())
}

// Faster returns the serial fraction if tasks alone took 1/factor of the time that they took here:
// how much inflation, which the log cannot show, would change.
func (a *Account) Faster(factor float64) (float64, bool) {
	return a.with(float64(a.Serial)/1e9 + a.Busy.Seconds()/factor)
}

// Waiting returns the serial fraction if tasks alone took their CPU time and no more: all that
// they waited for here is then lost. There is none where the log has no CPU time of every task, nor
// where tasks had several CPUs, by the log or by their CPU time: one that used less than all of them
// need not have waited. It says nothing of tasks whose work another process did.
func (a *Account) Waiting() (float64, bool) {
	if a.CPU == Unknown || a.wide || a.CPU > a.Busy.Seconds() {
		return 0, false
	}
	return a.with(float64(a.Serial)/1e9 + a.CPU)
}

// Share returns what a cause adds to [Account.Fraction]: the shares of all causes add up to it.
func (a *Account) Share(c Cause) (float64, bool) {
	t1 := a.T1().Seconds()
	if a.Slots < 2 || t1 <= 0 {
		return 0, false
	}
	return a.Lost[c].Seconds() / (float64(a.Slots-1) * t1), true
}

// with returns the serial fraction with another time of one slot, in seconds.
func (a *Account) with(t1 float64) (float64, bool) {
	if a.Slots < 2 || t1 <= 0 {
		return 0, false
	}
	return (a.Total().Seconds() - t1) / (float64(a.Slots-1) * t1), true
}
