package planted

// An ending knows whether the run that is being made is to end early. It is set before the workers of
// a run begin, and read by them.
type ending struct{ done <-chan struct{} }

// heed is the Heed of a workload.
func (e *ending) heed(done <-chan struct{}) { e.done = done }

// over reports whether the run is to end.
func (e *ending) over() bool {
	select {
	case <-e.done:
		return true
	default:
		return false
	}
}
