package invert

import (
	"fmt"
	"math"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

const summary = "a linear system in every row, solved in full or by its diagonal alone"

// Spec is the workload as the table has it.
var Spec = spec.Workload{
	Name:    "invert",
	Summary: summary,
	Bound:   "CPU; memory bandwidth with --method diagonal",
	Data:    "spd:rows=100000,k=16,seed=1,off=0.05",
	Params:  params,
	Example: "--method diagonal",
	New:     New,
}

var params = []spec.Param{
	{Name: "method", Default: "full", Usage: "the `METHOD`: full (Cholesky) or diagonal (as if the matrix were): the other is timed beside it"},
}

// New returns the solution x of A·x = b for every row, which holds A, k x k
// and row-major, and then b. A is symmetric and positive definite, and its lower
// triangle is read; the outputs are x1 … xk, all NaN where it is not. The method
// diagonal takes x_i = b_i/A_ii: the first step of Jacobi's iteration from 0, whose
// error is that of order ‖A − diag A‖.
//
// The other method is the workload's alternative: a cheaper algorithm may be worth more
// than many workers, and the report shows both and the error.
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
	full, rough := methodOf("full", k, solveRows), methodOf("diagonal", k, divideRows)
	full.Exact = true
	if diagonal {
		full, rough = rough, full
	}
	full.Alternative = &rough
	return full, nil
}

// methodOf is one method on rows of k·k + k values.
func methodOf(method string, k int, rows func(dst []float64, c harness.Chunk, k int)) harness.Workload {
	w := harness.Workload{Name: "invert", Method: method, Summary: summary,
		Kernel: func(dst []float64, c harness.Chunk) { rows(dst, c, k) }}
	for i := range k {
		w.Outputs = append(w.Outputs, fmt.Sprintf("x%d", i+1))
	}
	return w
}

// solveRows solves every row's system.
func solveRows(dst []float64, c harness.Chunk, k int) {
	var f factor
	for i := range c.Rows {
		row := c.Values[i*c.Cols : (i+1)*c.Cols]
		f.solve(dst[i*k:(i+1)*k], row[:k*k], row[k*k:], k)
	}
}

// divideRows divides every right-hand side by the diagonal.
func divideRows(dst []float64, c harness.Chunk, k int) {
	for i := range c.Rows {
		row := c.Values[i*c.Cols : (i+1)*c.Cols]
		x, b := dst[i*k:(i+1)*k], row[k*k:]
		for j := range x {
			x[j] = b[j] / row[j*(k+1)]
		}
	}
}
