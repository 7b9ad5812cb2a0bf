package workloads

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"serialfraction/workloads/spec"
)

// WithScript returns the order with the SHA-256 of its script, so that a process on another host which
// has another script there refuses it. An order without a script, or whose script cannot be read, stays
// as it is: [Order.Make] says what is wrong with it.
func (o Order) WithScript() Order {
	if path := o.script(); path != "" {
		o.SHA256, _ = spec.SumOf(path)
	}
	return o
}

// script returns the path of the script that the order names; "" where it names none.
func (o Order) script() string {
	found, err := Lookup(o.Workload)
	if err != nil || found.File == nil {
		return ""
	}
	return found.File(o.Settings)
}

// checkScript returns an error where the script here is not that of the process that gave the order.
func (o Order) checkScript() error {
	if o.SHA256 == "" {
		return nil
	}
	path := o.script()
	here, err := filepath.Abs(path)
	if err != nil {
		here = path
	}
	sum, err := spec.SumOf(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("there is no script %s: the coordinator's must be copied there", here)
	case err != nil:
		return fmt.Errorf("the script cannot be read here: %w", err)
	case sum != o.SHA256:
		return fmt.Errorf("%s is not the coordinator's script, which must be copied there (its SHA-256 begins with %.12s, the coordinator's with %.12s)", here, sum, o.SHA256)
	}
	return nil
}
