package fit_test

import (
	"fmt"
	"log"

	"serialfraction/fit"
)

// Five repeats at each N of a job whose serial share is 4 %.
var timings = []fit.Observation{
	{1, 10.02}, {1, 9.97}, {1, 10.05}, {1, 9.99}, {1, 10.01},
	{2, 5.21}, {2, 5.18}, {2, 5.22}, {2, 5.19}, {2, 5.20},
	{4, 2.79}, {4, 2.81}, {4, 2.80}, {4, 2.82}, {4, 2.79},
	{8, 1.60}, {8, 1.61}, {8, 1.59}, {8, 1.60}, {8, 1.60},
}

func ExampleAmdahl() {
	f, err := fit.Amdahl(timings, fit.TrimmedMean, 0.95)
	if err != nil {
		log.Fatal(err)
	}
	s, top := f.SerialFraction, f.MaxSpeedup
	fmt.Printf("S = %.4f (95 %% %.4f–%.4f), %s, N = %v\n", s.Value, s.Lo, s.Hi, f.Estimator, f.Workers)
	fmt.Printf("at most %.1fx faster (%.1f–%.1fx)\n", top.Value, top.Lo, top.Hi)
	// Output:
	// S = 0.0399 (95 % 0.0389–0.0409), Amdahl, log-time, trimmed mean, N = [1 2 4 8]
	// at most 25.1x faster (24.4–25.7x)
}

// Every part of S is charged to a cause: here to the merge and to the rest, measured in
// the same runs.
func ExampleFit_Charge() {
	f, err := fit.Amdahl(timings, fit.TrimmedMean, 0.95)
	if err != nil {
		log.Fatal(err)
	}
	var merge, rest []float64
	for _, run := range timings {
		merge = append(merge, 0.3)
		rest = append(rest, run.Seconds-0.3)
	}
	m, r := f.Charge(merge), f.Charge(rest)
	fmt.Printf("merge %.4f + rest %.4f = S %.4f\n", m, r, m+r)
	// Output:
	// merge 0.0300 + rest 0.0099 = S 0.0399
}

func ExampleKarpFlatt() {
	for _, n := range []int{2, 4, 8} {
		speedup := map[int]float64{2: 1.87, 4: 3.23, 8: 4.71}[n]
		fmt.Printf("e(%d) = %.2f\n", n, fit.KarpFlatt(n, 1/speedup, 1))
	}
	// Output:
	// e(2) = 0.07
	// e(4) = 0.08
	// e(8) = 0.10
}

// The number of workers that reach a throughput: with kappa above 0 there is a peak, and
// no number of workers reaches a throughput above it.
func ExampleCurve_SolveThroughput() {
	var rs []fit.Reading
	for _, n := range []float64{1, 2, 4, 8, 16, 32} {
		x := 1000 * n / (1 + 0.02*(n-1) + 0.001*n*(n-1))
		rs = append(rs, fit.Reading{Load: n, Seconds: 1 / x})
	}
	c, err := fit.Default.Fit(fit.USL, rs)
	if err != nil {
		log.Fatal(err)
	}
	at := c.SolveThroughput(7874.016)
	fmt.Printf("N = %.2f, X = %.1f, peak at N = %.1f\n", at.Load.Value, c.Throughput(at.Load.Value).Value, c.Peak().Value)
	fmt.Println("12000 a second:", c.SolveThroughput(12000).Reachable, "20000:", c.SolveThroughput(20000).Reachable)
	// Output:
	// N = 10.00, X = 7874.0, peak at N = 31.3
	// 12000 a second: true 20000: false
}

func ExampleMethod_Choose() {
	choice, err := fit.Default.Choose(fit.Readings(timings))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(choice.Curve.Model+":", choice.Sentence)

	choice, err = fit.Default.Choose(fit.Readings(timings[:10]))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(choice.Open.Kind+": measure", choice.Open.Need)
	// Output:
	// amdahl: S = 0.0399 (95 % 0.0356–0.0409): no number of workers makes this more than 25.1x faster (12.2–28.1x)
	// law-not-told: measure N = 1, 2, 4, 8 with 5 repeats of each
}

func ExampleCurve_Predict() {
	c, err := fit.Default.Fit(fit.AmdahlLaw, fit.Readings(timings))
	if err != nil {
		log.Fatal(err)
	}
	for _, n := range []float64{16, 64} {
		p := c.Predict(n)
		fmt.Printf("N = %g: %.3f s (%.3f–%.3f)\n", n, p.Seconds.Value, p.Seconds.Lo, p.Seconds.Hi)
		if w := p.Warning; w != nil {
			fmt.Println(w.Kind+": measure", w.Need)
		}
	}
	// Output:
	// N = 16: 1.000 s (0.989–1.010)
	// N = 64: 0.549 s (0.540–0.559)
	// far-beyond: measure N = 1, 2, 4, 8, 23
}
