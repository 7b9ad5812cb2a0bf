package curves

import (
	"serialfraction/fit"
	"serialfraction/results/advice"
)

// Schema is the version of the JSON of a [Report].
const Schema = 1

// A Report is the analyses of the series of one source: the JSON that other programs
// may rely on.
type Report struct {
	Schema int         `json:"schema"`
	Series []*Analysis `json:"series"`
}

// An Analysis holds all results for one series. An interval is nil where there is none of
// its kind; its open ends are infinite, in JSON null.
type Analysis struct {
	Name     string   `json:"name"`
	Source   string   `json:"source"`
	Quantity Quantity `json:"quantity"`
	Unit     string   `json:"unit"`
	Weak     bool     `json:"weak_scaling"`
	Swept    bool     `json:"-"` // the readings are of a sweep of this program

	Simulated bool `json:"simulated,omitempty"` // the times were computed from a law, on no machine

	ChosenModel string `json:"chosen_model"` // "" where nothing could be fitted
	Decided     bool   `json:"decided"`      // the data, or the caller, chose the model; else it is the usual law
	Verdict     string `json:"verdict"`

	Claims []fit.Claim `json:"-"` // what the verdict states of the curve; nil where it cannot tell
	Choice *fit.Choice `json:"-"` // among the laws, for a forecast; nil where the caller named the law, and where it cannot tell
	Room   advice.Room `json:"-"` // how many workers run at once, and how to have more

	SerialFraction   *fit.Interval `json:"serial_fraction"`
	SerialFractionOf string        `json:"serial_fraction_of"` // the parameter it is: "S of amdahl"
	MaxSpeedup       *fit.Interval `json:"max_speedup"`        // nil for weak scaling, whose law has no ceiling
	T1Seconds        *fit.Interval `json:"t1_seconds"`
	// What everything beyond the fitted N assumes: the ceiling, where time is least or the
	// efficiency half, predictions and solutions; nil where the readings check the law.
	AssumedLaw *fit.Assumption `json:"assumed_law"`
	// Of the mean time, where S above is of the typical run; nil where the readings do not
	// determine it.
	MeanSerialFraction *fit.Interval       `json:"mean_serial_fraction"`
	MeanMaxSpeedup     *fit.Interval       `json:"mean_max_speedup"`
	MeanStanding       advice.MeanStanding `json:"mean_standing"`
	HalfEfficient      *fit.Interval       `json:"half_efficiency_workers"` // the most workers with an efficiency of 50 %
	PeakWorkers        *fit.Interval       `json:"peak_workers"`            // nil where time does not rise again

	Estimator     fit.Estimator `json:"estimator"` // by its name
	Loss          string        `json:"loss"`
	Level         float64       `json:"level"`
	CPUs          float64       `json:"cpus"` // beyond which N is oversubscribed; 0 = not known, or no such number
	FittedWorkers []float64     `json:"fitted_workers"`
	Runs          int           `json:"runs"` // number of runs that were fitted

	Points      []Point         `json:"points"`
	KarpFlatt   []SerialPoint   `json:"karp_flatt"`
	Models      []Model         `json:"models"`
	Contention  *fit.Contention `json:"-"` // nil without repeats
	Predictions []Prediction    `json:"predictions"`
	Solutions   []Solution      `json:"solutions"`
	slow        []fit.SlowRuns
	Warnings    []string        `json:"warnings"` // the messages of Advice but for the verdict's
	Advice      []advice.Advice `json:"advice"`   // each names what is wrong and what settles it
}

// A Point combines all readings at one N.
type Point struct {
	Workers        float64       `json:"workers"` // a concurrency need not be whole
	Runs           int           `json:"runs"`
	Seconds        fit.Interval  `json:"seconds"` // of a run; of one unit of work for throughputs and speed-ups
	Speedup        fit.Interval  `json:"speedup"`
	Efficiency     *float64      `json:"efficiency"`
	KarpFlatt      *float64      `json:"karp_flatt"` // nil at N = 1, where N is not whole, and without runs at N = 1
	Oversubscribed bool          `json:"oversubscribed"`
	Fitted         bool          `json:"fitted"`
	FittedSpeedup  *fit.Interval `json:"fitted_speedup"` // the curve and its band at this N
	Flags          []string      `json:"flags"`
}

// A SerialPoint is the experimentally determined serial fraction at one N (Karp &
// Flatt 1990).
type SerialPoint struct {
	Workers float64  `json:"workers"`
	Value   float64  `json:"value"`
	SE      *float64 `json:"se"` // nil without repeats, and so are the ends
	Lo      *float64 `json:"lo"`
	Hi      *float64 `json:"hi"`
	Level   float64  `json:"level"`
}

// A Model is one law that was tried.
type Model struct {
	Name       string                  `json:"name"`
	Formula    string                  `json:"formula"`
	Params     map[string]fit.Param    `json:"params"`              // with X1 = 1/T1 for throughputs
	Bootstrap  map[string]fit.Interval `json:"bootstrap,omitempty"` // the same, assuming no form of the noise
	RSS        *float64                `json:"rss"`                 // in the coordinate of the loss
	DF         *float64                `json:"df"`
	AICc       *float64                `json:"aicc"`
	LackOfFitP *float64                `json:"lack_of_fit_p"`
	Widened    bool                    `json:"widened"` // the intervals are made from the lack of fit
	Held       []string                `json:"held"`    // parameters that the curve holds at 0
	Peak       *fit.Interval           `json:"peak_workers"`
	Score      *float64                `json:"score"`  // a lower one is better; nil where there is a reason
	Reason     string                  `json:"reason"` // why it could not be chosen

	Names []string   `json:"-"` // of Params, in order
	Curve *fit.Curve `json:"-"` // nil where it could not be fitted
}

// Curve returns the chosen curve, nil where nothing could be fitted.
func (a *Analysis) Curve() *fit.Curve {
	for _, m := range a.Models {
		if m.Name == a.ChosenModel {
			return m.Curve
		}
	}
	return nil
}
