package fit

import (
	"bufio"
	"math"
	"math/cmplx"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// nist is a data set of the Statistical Reference Datasets of NIST.
type nist struct {
	start1, start2 []float64 // nonlinear sets only
	want, se       []float64 // certified
	residualSD     float64
	y, x           []float64
}

var (
	nonlinearLine = regexp.MustCompile(`^\s*b\d+ =\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*$`)
	linearLine    = regexp.MustCompile(`^\s*B\d+\s+(\S+)\s+(\S+)\s*$`)
	residualLine  = regexp.MustCompile(`^\s*(?:Residual )?Standard Deviation:?\s+([0-9]\S*)\s*$`)
	dataLine      = regexp.MustCompile(`^Data:\s+[yY]\b`)
	univariate    = regexp.MustCompile(`^Sample (Mean|Standard).*:\s+(\S+)`)
)

func readNIST(t *testing.T, name string) nist {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "nist", name+".dat"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	number := func(s string) float64 {
		x, err := strconv.ParseFloat(strings.Replace(s, "D", "E", 1), 64)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return x
	}
	var d nist
	inData := false
	for scan := bufio.NewScanner(file); scan.Scan(); {
		text := scan.Text()
		if inData {
			if f := strings.Fields(text); len(f) > 0 && !strings.HasPrefix(f[0], "---") {
				d.y = append(d.y, number(f[0]))
				if len(f) == 2 {
					d.x = append(d.x, number(f[1]))
				}
			}
			continue
		}
		inData = dataLine.MatchString(text)
		if m := nonlinearLine.FindStringSubmatch(text); m != nil {
			d.start1, d.start2 = append(d.start1, number(m[1])), append(d.start2, number(m[2]))
			d.want, d.se = append(d.want, number(m[3])), append(d.se, number(m[4]))
		}
		if m := linearLine.FindStringSubmatch(text); m != nil {
			d.want, d.se = append(d.want, number(m[1])), append(d.se, number(m[2]))
		}
		if m := univariate.FindStringSubmatch(text); m != nil {
			d.want = append(d.want, number(m[2]))
		}
		if m := residualLine.FindStringSubmatch(text); m != nil {
			d.residualSD = number(m[1])
		}
	}
	return d
}

// fewest returns the smallest number of digits to which got and want agree.
func fewest(got, want []float64) float64 {
	low := 15.0
	for i := range want {
		low = min(low, digits(got[i], want[i]))
	}
	return low
}

func standardErrors(gram []float64, p int, ms float64) []float64 {
	se := make([]float64, p)
	for k := range se {
		se[k] = math.Sqrt(ms * gram[k*p+k])
	}
	return se
}

func TestNISTLinear(t *testing.T) {
	for _, c := range []struct {
		name   string
		row    func(x float64) []float64
		least  float64 // digits of the parameters
		spread float64 // digits of standard errors, or of the standard deviation
	}{
		{"Norris", func(x float64) []float64 { return []float64{1, x} }, 12, 12},
		{"NoInt1", func(x float64) []float64 { return []float64{x} }, 14, 14},
		{"NumAcc1", nil, 15, 15},
		{"NumAcc2", nil, 14, 14},
		// The data themselves are rounded at the tenth digit of the deviations here and
		// at the ninth in NumAcc4.
		{"NumAcc3", nil, 15, 9},
		{"NumAcc4", nil, 15, 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := readNIST(t, c.name)
			row := c.row
			if row == nil {
				row, d.x = func(float64) []float64 { return []float64{1} }, d.y
			}
			var a []float64
			for _, x := range d.x {
				a = append(a, row(x)...)
			}
			p := len(a) / len(d.y)
			q := factor(append([]float64(nil), a...), p)
			coef, ss := q.fit(a, d.y)
			ms := ss / float64(len(d.y)-p)
			got, se, want, wantSE := coef, standardErrors(q.inverseGram(), p, ms), d.want, d.se
			if c.row == nil {
				want, se, wantSE = d.want[:1], []float64{math.Sqrt(ms)}, d.want[1:2]
			}
			t.Logf("%s: parameters %.1f digits, spread %.1f", c.name, fewest(got, want), fewest(se, wantSE))
			if fewest(got, want) < c.least {
				t.Errorf("parameters %.15g, want %.15g", got, want)
			}
			if fewest(se, wantSE) < c.spread {
				t.Errorf("standard errors %.15g, want %.15g", se, wantSE)
			}
		})
	}
}

func TestNISTNonlinear(t *testing.T) {
	type curve func(b []complex128, x complex128) complex128
	for _, c := range []struct {
		name string
		f    curve
	}{
		// Amdahl's law in throughput: b1 is the ceiling of x/(T·x), b2 its serial share.
		{"Misra1d", func(b []complex128, x complex128) complex128 { return b[0] * b[1] * x / (1 + b[1]*x) }},
		{"MGH09", func(b []complex128, x complex128) complex128 { return b[0] * (x*x + x*b[1]) / (x*x + x*b[2] + b[3]) }},
		{"Kirby2", func(b []complex128, x complex128) complex128 {
			return (b[0] + b[1]*x + b[2]*x*x) / (1 + b[3]*x + b[4]*x*x)
		}},
		{"Thurber", func(b []complex128, x complex128) complex128 {
			return (b[0] + b[1]*x + b[2]*x*x + b[3]*x*x*x) / (1 + b[4]*x + b[5]*x*x + b[6]*x*x*x)
		}},
		{"Misra1a", func(b []complex128, x complex128) complex128 { return b[0] * (1 - cmplx.Exp(-b[1]*x)) }},
		{"DanWood", func(b []complex128, x complex128) complex128 { return b[0] * cmplx.Exp(b[1]*cmplx.Log(x)) }},
		{"Chwirut2", func(b []complex128, x complex128) complex128 { return cmplx.Exp(-b[0]*x) / (b[1] + b[2]*x) }},
		{"Rat42", func(b []complex128, x complex128) complex128 { return b[0] / (1 + cmplx.Exp(b[1]-b[2]*x)) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := readNIST(t, c.name)
			p := len(d.want)
			problem := leastSquares{len(d.y), p, func(theta, residual, jacobian, _ []float64) bool {
				for i := range d.y {
					b := make([]complex128, p)
					for k := range b {
						b[k] = complex(theta[k], 0)
					}
					residual[i] = d.y[i] - real(c.f(b, complex(d.x[i], 0)))
					for k := range b { // the derivative by a complex step is exact
						const h = 1e-100
						b[k] += complex(0, h)
						jacobian[i*p+k] = imag(c.f(b, complex(d.x[i], 0))) / h
						b[k] = complex(theta[k], 0)
					}
				}
				return true
			}}
			for i, start := range [][]float64{d.start1, d.start2} {
				m, err := problem.minimise(start)
				if err != nil {
					t.Fatalf("start %d: %v", i+1, err)
				}
				ms := m.ss / float64(len(d.y)-p)
				params := fewest(m.theta, d.want)
				errs := fewest(standardErrors(m.jacobian.inverseGram(), p, ms), d.se)
				sd := digits(math.Sqrt(ms), d.residualSD)
				t.Logf("%s from start %d: parameters %.1f digits, standard errors %.1f, residual %.1f", c.name, i+1, params, errs, sd)
				if params < 8 || errs < 7 || sd < 9 {
					t.Errorf("from start %d: %.11g, want %.11g", i+1, m.theta, d.want)
				}
			}
		})
	}
}
