package advice

import (
	"fmt"

	"serialfraction/results/number"
)

// unseen is where a program may compute without its CPU time being seen.
const unseen = "daemons, containers, other machines, children that it does not wait for"

// Waits says that a program is hardly on a CPU, and more workers make it faster.
type Waits struct {
	nothing
	Share float64 // of a CPU, at N = 1
}

// Code is that of CPU time that is not seen.
func (Waits) Code() Code { return UnseenCPU }

// Message says what that may mean.
func (w Waits) Message() string {
	return fmt.Sprintf("the program is on a CPU for %.2g %% of the time at N = 1, and more workers make it faster: it waits, or it computes where its CPU time is not seen (%s); in that case inflation is not seen either, and is in idle", 100*w.Share, unseen)
}

// Less says that a program has less CPU time with more workers.
type Less struct {
	nothing
	Workers []int
}

// Code is that of CPU time that is not seen.
func (Less) Code() Code { return UnseenCPU }

// Message says at which N.
func (l Less) Message() string {
	return fmt.Sprintf("the program has much less CPU time at N = %s than at N = 1: it does less, or computes where its CPU time is not seen (%s); in that case inflation is not seen either, and is in idle", number.List(l.Workers), unseen)
}

// Greedy says that a program uses more CPUs than it has workers.
type Greedy struct {
	nothing
	Workers []int
	CPUs    float64 // at the first of them
}

// Code is that of more threads.
func (Greedy) Code() Code { return MoreThreads }

// Message says at which N.
func (g Greedy) Message() string {
	return fmt.Sprintf("the program uses more CPU time than N workers can at N = %s (%.3g CPUs at N = %d): it has more threads than it was told, so its time is not split, and S says how the rest of it scales", number.List(g.Workers), g.CPUs, g.Workers[0])
}

// Start says that starting a program is much of its shortest run.
type Start struct {
	nothing
	Seconds float64 // to start one that does nothing
	Share   float64 // of the run
	Workers int     // of the run
}

// Code is that of a slow start.
func (Start) Code() Code { return SlowStart }

// Message says how much.
func (s Start) Message() string {
	return fmt.Sprintf("starting a program that does nothing takes %v here, %.0f %% of the runs at N = %d: S has that in it; give the program more to do", number.Rounded(s.Seconds), 100*s.Share, s.Workers)
}

// Ended says that runs ended with another exit code than 0.
type Ended struct {
	nothing
	Runs int
}

// Code is that of exit codes.
func (Ended) Code() Code { return ExitCodes }

// Message says how many.
func (e Ended) Message() string {
	return fmt.Sprintf("%d of these runs did not end with exit code 0, and were timed all the same, as was asked", e.Runs)
}
