package harness

// WatchSystem begins to watch what the runtime and the machine do, as a sweep does
// for each of its runs. The function that it returns ends that and tells; it is
// called once.
func WatchSystem() (stop func() System) {
	m := newSystemMeter()
	m.start()
	return func() System {
		defer m.close()
		return m.stop()
	}
}
