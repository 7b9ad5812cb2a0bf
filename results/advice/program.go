package advice

import (
	"fmt"

	"serialfraction/results/number"
)

// unseen lists where a program may compute without its CPU time being measured.
const unseen = "daemons, containers, other machines, children that it does not wait for"

// Waits is the fact that a program hardly uses a CPU though more workers make it faster.
type Waits struct {
	nothing
	Share float64 // of a CPU, at N = 1
}

// Code returns UnseenCPU.
func (Waits) Code() Code { return UnseenCPU }

// Message gives the share and the possible reasons.
func (w Waits) Message() string {
	return fmt.Sprintf("the program is on a CPU for %s %% of the time at N = 1, and more workers make it faster: it waits, or it computes where its CPU time is not seen (%s); in that case inflation is not seen either, and counts as idle; to see it, time the program that computes", number.Significant(100*w.Share, 2), unseen)
}

// Less is the fact that a program uses less CPU time with more workers.
type Less struct {
	nothing
	Workers []int
}

// Code returns UnseenCPU.
func (Less) Code() Code { return UnseenCPU }

// Message names the N and the possible reasons.
func (l Less) Message() string {
	return fmt.Sprintf("the program uses much less CPU time at N = %s than at N = 1: it does less work, or computes where its CPU time is not seen (%s); in that case inflation is not seen either, and counts as idle; to see it, time the program that computes", number.List(l.Workers), unseen)
}

// Greedy is the fact that a program uses more CPUs than its N workers can.
type Greedy struct {
	nothing
	Workers []int
	CPUs    float64 // at the first of them
}

// Code returns MoreThreads.
func (Greedy) Code() Code { return MoreThreads }

// Message names the N, and what it means for S.
func (g Greedy) Message() string {
	return fmt.Sprintf("the program uses more CPU time than N workers can at N = %s (%.3g CPUs at N = %d): it has more threads than N, so its time is not split into causes, and S describes how the rest of it scales; tell it how many threads to use, N", number.List(g.Workers), g.CPUs, g.Workers[0])
}

// Start is the fact that starting a program takes much of its shortest run.
type Start struct {
	nothing
	Seconds float64 // to start one that does nothing
	Share   float64 // of the run
	Workers int     // of the run
}

// Code returns SlowStart.
func (Start) Code() Code { return SlowStart }

// Message gives the time and the share, and what to do.
func (s Start) Message() string {
	return fmt.Sprintf("starting a program that does nothing takes %s here, %.0f %% of the runs at N = %d: that is part of S; give the program more to do", number.Duration(s.Seconds), 100*s.Share, s.Workers)
}

// Ended is the fact that runs ended with another exit code than 0.
type Ended struct {
	nothing
	Runs int
}

// Code returns ExitCodes.
func (Ended) Code() Code { return ExitCodes }

// Message gives their number.
func (e Ended) Message() string {
	return fmt.Sprintf("%d of these runs did not end with exit code 0, and were timed all the same, as requested; mend the program, or take these figures for those of a program that fails", e.Runs)
}
