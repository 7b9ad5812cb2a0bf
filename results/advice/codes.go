package advice

import "serialfraction/fit"

// A Code names a kind of fact. Codes are stable: one may be added, none changes meaning.
// Those of a law and its readings are the kinds of package fit.
type Code string

// The codes of this package.
const (
	// Of a sweep and its fit.
	File           Code = "file"
	Forced         Code = "forced"
	Resumed        Code = "resumed"
	Killed         Code = "killed"
	Failed         Code = "sweep-failed"
	SmallT1        Code = "t1-too-small"
	Untimed        Code = "not-timed"
	PaceUnchecked  Code = "pace-unchecked"
	NoInterval     Code = "no-interval"
	AnyS           Code = "any-s"
	Unfitted       Code = "no-fit"
	CausesDisagree Code = "causes-disagree"
	Busy           Code = "coordinator-busy"
	ControlUnknown Code = "control-unknown"

	// Of what else ran, and of the machine.
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

	// Of a program that is timed whole.
	UnseenCPU   Code = "cpu-time-unseen"
	MoreThreads Code = "more-threads"
	SlowStart   Code = "slow-start"
	ExitCodes   Code = "exit-codes"

	// Of timings of other programs.
	Oversubscribed Code = "oversubscribed"
	DefinedOne     Code = "speedup-of-1"
	Gathered       Code = "n-gathered"
	OtherLaw       Code = "other-law"
	NoBootstrap    Code = "no-bootstrap"
	Contention     Code = "contention"
	Faster         Code = "faster-than-n"
)

// Codes is the table of all codes and what they say.
var Codes = []struct {
	Code    Code
	Summary string
}{
	{File, "the file or the source of readings has a fault"},
	{Forced, "the sweep went on though something was against it"},
	{Resumed, "the sweep was interrupted, and what it went on with differs"},
	{Killed, "the sweep has no end"},
	{Failed, "the sweep ended with a failure"},
	{SmallT1, "T(1) is too small to time well"},
	{Untimed, "a part of the scope was not timed"},
	{PaceUnchecked, "whether paced workers fit on the CPUs is not known"},
	{NoInterval, "S has no interval yet"},
	{AnyS, "the interval of S holds every S"},
	{Unfitted, "no law goes through the runs"},
	{CausesDisagree, "the curve is not what the causes account for"},
	{Busy, "workers will wait for the coordinator"},
	{ControlUnknown, "the control does not tell its S"},
	{Interference, "workers waited for a CPU"},
	{Steal, "the hypervisor took CPUs"},
	{Collection, "garbage collection is in the times"},
	{HighLoad, "other work was on the CPUs when the sweep began"},
	{Governor, "the clock follows the load"},
	{Turbo, "the clock falls as N rises"},
	{SharedCores, "more workers than cores"},
	{SlowCores, "workers on slower cores"},
	{Throttled, "the CPU quota stopped the process"},
	{Faults, "rows do not stay in memory"},
	{Switched, "workers were taken off their CPUs"},
	{Probed, "the machine was found bad before the first run"},
	{UnseenCPU, "the program computes where its CPU time is not seen"},
	{MoreThreads, "the program has more threads than it was told"},
	{SlowStart, "starting the program is much of its time"},
	{ExitCodes, "runs did not end with exit code 0"},
	{Oversubscribed, "N above the CPUs are not fitted"},
	{DefinedOne, "no row at N = 1, whose speed-up is 1"},
	{Gathered, "neighbouring N are taken together"},
	{OtherLaw, "the data prefer another law than was asked for"},
	{NoBootstrap, "no bootstrap intervals"},
	{Contention, "medians and minima tell another S"},
	{Faster, "points faster than N times one worker"},
	{Code(fit.TooFewLoads), "fewer different N than a law has parameters"},
	{Code(fit.NoOne), "no run at N = 1: T1 is extrapolated, or cannot be told"},
	{Code(fit.AlikeLoads), "the N do not tell the terms of a law apart"},
	{Code(fit.ManyLoads), "more different N than a bend is searched for among"},
	{Code(fit.NoRepeats), "no spare runs: S has no interval"},
	{Code(fit.OneRunEach), "one run of each N: noise and lack of fit cannot be told apart"},
	{Code(fit.TwoLoads), "two N: S, but no check of the law"},
	{Code(fit.NoNoise), "the times agree to the last digit"},
	{Code(fit.Misfit), "the points do not lie on the curve"},
	{Code(fit.Superlinear), "S is below 0 by more than its interval"},
	{Code(fit.KnownOne), "the loss takes the measured T(1) as the truth"},
	{Code(fit.HeldAtZero), "a parameter is kept at 0 in the curve, for its estimate is below"},
	{Code(fit.FarBeyond), "an N so large that no reading has tested the law near it"},
	{Code(fit.ShortSpan), "the N span too little to tell which law holds"},
	{Code(fit.AlternativeLaw), "another law explains the runs as well"},
	{Code(fit.UnlikeRefits), "most resampled readings have no curve"},
	{Code(fit.OtherLoss), "what is asked for is of the log-time loss only"},
}
