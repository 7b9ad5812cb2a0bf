package advice

import "serialfraction/fit"

// A Code names a kind of fact. Codes are stable: one may be added, none changes its meaning.
// The codes of laws and their readings are the kinds of package fit.
type Code string

// The codes of this package. [Codes] has what each means.
const (
	// Facts about a sweep and its fit.
	File           Code = "file"
	Forced         Code = "forced"
	NoLock         Code = "no-lock"
	Resumed        Code = "resumed"
	Killed         Code = "killed"
	Failed         Code = "sweep-failed"
	SmallT1        Code = "t1-too-small"
	Untimed        Code = "not-timed"
	Once           Code = "timed-once"
	LessStored     Code = "few-stores"
	NoAnswer       Code = "no-answer"
	PaceUnchecked  Code = "pace-unchecked"
	NoInterval     Code = "no-interval"
	AnyS           Code = "any-s"
	Unfitted       Code = "no-fit"
	CausesDisagree Code = "causes-disagree"
	Busy           Code = "coordinator-busy"
	Straggling     Code = "slow-host"
	ControlUnknown Code = "control-unknown"
	Slow           Code = "slow-runs"
	MeanNeedsRuns  Code = "mean-undetermined"
	CarryOver      Code = "carry-over"
	BlocksDiffer   Code = "blocks-differ"
	Drift          Code = "drift"
	OneOffCurve    Code = "t1-off-curve"

	// Facts about other load, and about the machine.
	Interference Code = "interference"
	Steal        Code = "steal"
	Collection   Code = "gc"
	HighLoad     Code = "load-high"
	Governor     Code = "governor"
	Turbo        Code = "turbo"
	SharedCores  Code = "shared-cores"
	SlowCores    Code = "slow-cores"
	Throttled    Code = "throttled"
	Faults       Code = "major-faults"
	Switched     Code = "switched"
	Probed       Code = "before-sweep"

	// Facts about a program that is timed as a whole.
	UnseenCPU   Code = "cpu-time-unseen"
	MoreThreads Code = "more-threads"
	SlowStart   Code = "slow-start"
	ExitCodes   Code = "exit-codes"

	// Facts about timings of other programs.
	Oversubscribed Code = "oversubscribed"
	DefinedOne     Code = "speedup-of-1"
	Gathered       Code = "n-gathered"
	OtherLaw       Code = "other-law"
	NoBootstrap    Code = "no-bootstrap"
	Contention     Code = "contention"
	Faster         Code = "faster-than-n"

	// Of what timings of other programs are.
	UnclearQuantity Code = "quantity-unclear"
	GrowingWork     Code = "work-may-grow"
	UnlikeRepeats   Code = "unlike-repeats"
)

// Codes is the table of all codes and their meanings.
var Codes = []struct {
	Code    Code
	Summary string
}{
	{File, "the file or the source of readings has a fault"},
	{Forced, "the user forced the sweep in spite of a reason against it"},
	{NoLock, "it could not be seen whether another sweep was running too"},
	{Resumed, "the sweep was resumed under different conditions"},
	{Killed, "the file has no end: the sweep was killed or is still running"},
	{Failed, "the sweep failed"},
	{SmallT1, "T(1) is too short to time well"},
	{Untimed, "a part of the scope was not timed"},
	{Once, "a part of the scope was timed once, so that its interval is unknown"},
	{LessStored, "writing the results was timed less often than the runs, of which so many count"},
	{NoAnswer, "result rows have no answer"},
	{PaceUnchecked, "it is unknown whether paced workers fit on the CPUs"},
	{NoInterval, "S has no interval yet"},
	{AnyS, "the interval of S contains every S"},
	{Unfitted, "no law can be fitted to the runs"},
	{CausesDisagree, "the curve and the causes give different serial fractions"},
	{Busy, "workers will wait for the coordinator"},
	{Straggling, "the workers on one host are slower than those on the others"},
	{ControlUnknown, "the S of the control is unknown"},
	{Slow, "runs that are slow make S of the mean time another than that of the typical run"},
	{CarryOver, "times depend on the run before"},
	{BlocksDiffer, "S differs between the blocks of runs"},
	{Drift, "the machine changed during the sweep, and with it S"},
	{MeanNeedsRuns, "too few runs were slow to know S of the mean time"},
	{Interference, "workers waited for a CPU"},
	{Steal, "the hypervisor took CPUs"},
	{Collection, "garbage collection took part of the runs"},
	{HighLoad, "other work used the CPUs when the sweep began"},
	{Governor, "the clock follows the load"},
	{Turbo, "the clock falls as N rises"},
	{SharedCores, "there are more workers than cores"},
	{SlowCores, "some workers run on slower cores"},
	{Throttled, "the CPU quota stopped the process"},
	{Faults, "rows do not stay in memory"},
	{Switched, "workers were taken off their CPUs"},
	{Probed, "the probe before the first run found a problem of the machine"},
	{UnseenCPU, "the program may compute where its CPU time is not seen"},
	{MoreThreads, "the program has more threads than N"},
	{SlowStart, "starting the program takes much of its time"},
	{ExitCodes, "runs did not end with exit code 0"},
	{Oversubscribed, "N above the CPUs are not fitted"},
	{DefinedOne, "no row at N = 1, whose speed-up is 1"},
	{Gathered, "neighbouring N are gathered into groups"},
	{OtherLaw, "the data prefer another law than the requested one"},
	{NoBootstrap, "no bootstrap intervals"},
	{Contention, "medians and minima give different S"},
	{Faster, "points are faster than N times one worker"},
	{OneOffCurve, "the measured time at N = 1 does not lie on the curve, so speed-ups have two baselines"},
	{UnclearQuantity, "readings go the other way with N than their quantity does"},
	{GrowingWork, "the work may grow with N, which is weak scaling"},
	{UnlikeRepeats, "repeats at one N differ twofold, or are of two kinds"},
	{Code(fit.TooFewLoads), "fewer different N than a law has parameters"},
	{Code(fit.NoOne), "no run at N = 1: T1 is extrapolated, or unknown"},
	{Code(fit.AlikeLoads), "the N are too close together to separate the terms of a law"},
	{Code(fit.ManyLoads), "too many different N to search for a bend"},
	{Code(fit.NoRepeats), "no more runs than parameters: S has no interval"},
	{Code(fit.OneRunEach), "one run of each N: noise and lack of fit cannot be distinguished"},
	{Code(fit.TwoLoads), "two N give S, but no check of the law"},
	{Code(fit.NoNoise), "the times agree to the last digit"},
	{Code(fit.Misfit), "the points do not lie on the curve"},
	{Code(fit.Superlinear), "S is below 0 by more than its interval"},
	{Code(fit.KnownOne), "the loss takes the measured T(1) as exact"},
	{Code(fit.HeldAtZero), "a parameter is held at 0 in the curve because its estimate is below 0"},
	{Code(fit.FarBeyond), "an N far beyond all readings, where the law is untested"},
	{Code(fit.ShortSpan), "the range of N is too narrow to settle which law holds"},
	{Code(fit.Uncompared), "too few runs to compare the law with another"},
	{Code(fit.AlternativeLaw), "another law explains the runs as well"},
	{Code(fit.UnlikeRefits), "the law cannot be fitted to most resampled readings"},
	{Code(fit.OtherLoss), "only the log-time loss gives what was requested"},
}
