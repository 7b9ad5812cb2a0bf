package welch

import (
	"fmt"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

// variances are the values of Setting.
var variances = []string{"welch", "equal"}

// Setting is the setting of a workload that tests two groups: whether each has its own variance.
var Setting = spec.Param{Name: "var", Default: variances[0], Usage: "`VARIANCES` of the two groups: welch (each its own) or equal (pooled)"}

// Pooled reads Setting.
func Pooled(s *spec.Settings) bool { return s.Choice(Setting.Name, variances...) == 1 }

// GroupSizes returns the numbers of columns of the two groups of ds. Where ds does not have two
// groups, the error explains to the user of the named workload what to type.
func GroupSizes(workload string, ds *harness.Dataset) (na, nb int, err error) {
	na, nb = ds.Groups.Sizes[0], ds.Groups.Sizes[1]
	if na < 1 || nb < 1 || na+nb != ds.Cols {
		return 0, 0, &harness.FlagError{Flag: "groups", Want: fmt.Sprintf("%s compares two groups of samples and %s names none: "+
			"type --groups FILE (lines of sample,group) or --group-by REGEXP (on the sample names)", workload, ds.Name)}
	}
	return na, nb, nil
}
