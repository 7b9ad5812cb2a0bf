package results_test

import (
	"fmt"

	"serialfraction/results"
)

// A result file is read, and its runs counted.
func Example() {
	f, err := results.Read("testdata/amdahl.jsonl")
	if err != nil {
		fmt.Println(err)
		return
	}
	own, _, _ := f.Timed()
	fmt.Printf("%s on %s, N = %v: %d runs, %s\n", f.Header.Workload, f.Header.Data.Name, f.Header.Workers, len(own), f.End.Stopped)
	// Output: ttest on golub, N = [1 2 4 8]: 24 runs, 6 repeats are done
}
