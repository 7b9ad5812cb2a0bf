package invert

import (
	"fmt"
	"math"
	"time"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

const summary = "a linear system in every row, solved in full or by its diagonal alone"

// Spec is the entry of the workload in the table.
var Spec = spec.Workload{
	Name:    "invert",
	Summary: summary,
	Bound:   "CPU; memory bandwidth with --method diagonal",
	Data: spec.Data{Source: "spd:rows=%d,k=16,seed=1,off=0.05", Rows: 100_000,
		Memory: 2730, Cost: cost},
	Params:  params,
	Example: "--method diagonal",
	New:     New,
	Takes: func(_ spec.Args, rows spec.Rows) spec.Memory {
		return spec.Memory{Outputs: int(math.Sqrt(float64(rows.Cols))), Methods: 2}
	},
}

var params = []spec.Param{
	{Name: "method", Default: "full", Usage: "the `METHOD`: full (Cholesky) or diagonal (ignores the rest of the matrix); the other is timed beside it"},
}

// cost returns the time of a system of the usual size, by the method of the settings.
func cost(args spec.Args) time.Duration {
	if spec.Read(params, args).Text("method") == "diagonal" {
		return 100 * time.Nanosecond
	}
	return 900 * time.Nanosecond
}

// New returns the workload that solves A·x = b for every row. A row holds A, k x k and
// row-major, and then b. A is symmetric and positive definite; only its lower triangle is
// read. The outputs are x1 … xk, all NaN where A is not positive definite. The method diagonal
// computes x_i = b_i/A_ii, the first step of Jacobi's iteration from 0, with an error of the
// order ‖A − diag A‖.
//
// The other method is the workload's alternative: a cheaper algorithm may be worth more than
// many workers, and the report shows both and the error.
func New(ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	s := spec.Read(params, args)
	diagonal := s.Choice("method", "full", "diagonal") == 1
	if s.Err() != nil {
		return harness.Workload{}, s.Err()
	}
	k := int(math.Sqrt(float64(ds.Cols)))
	if k < 1 || k*(k+1) != ds.Cols || k > maxSystem {
		return harness.Workload{}, fmt.Errorf("%s: invert needs k·k + k values in each row, a k x k matrix and a right-hand side, with k up to %d, and there are %d: "+
			"type --data spd:rows=1000,k=16 to see some", ds.Name, maxSystem, ds.Cols)
	}
	full, rough := methodOf("full", k, solveRows, whyUnsolved), methodOf("diagonal", k, divideRows, whyUndivided)
	full.Exact = true
	if diagonal {
		full, rough = rough, full
	}
	full.Alternative = &rough
	return full, nil
}

// methodOf returns the workload of one method on rows of k·k + k values.
func methodOf(method string, k int, rows func(dst []float64, c harness.Chunk, k int), why func(row []float64, k int) *harness.Reason) harness.Workload {
	w := harness.Workload{Name: "invert", Method: method, Summary: summary,
		Kernel: func(dst []float64, c harness.Chunk) { rows(dst, c, k) }}
	for i := range k {
		w.Outputs = append(w.Outputs, fmt.Sprintf("x%d", i+1))
	}
	w.Questions = []harness.Question{{Name: "full solution", Outputs: w.Outputs,
		Why: func(c harness.Chunk) *harness.Reason { return why(c.Values, k) }}}
	return w
}

// solveRows solves the system of every row.
func solveRows(dst []float64, c harness.Chunk, k int) {
	var f factor
	for i := range c.Rows {
		row := c.Values[i*c.Cols : (i+1)*c.Cols]
		f.solve(dst[i*k:(i+1)*k], row[:k*k], row[k*k:], k)
	}
}

// divideRows divides the right-hand side of every row by the diagonal.
func divideRows(dst []float64, c harness.Chunk, k int) {
	for i := range c.Rows {
		row := c.Values[i*c.Cols : (i+1)*c.Cols]
		x, b := dst[i*k:(i+1)*k], row[k*k:]
		for j := range x {
			x[j] = b[j] / row[j*(k+1)]
		}
	}
}
