package workloads

import (
	"context"
	"encoding/json"
	"fmt"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/workloads/spec"
)

// An Order names a workload with its settings, so that another process can make it.
type Order struct {
	Workload string
	Settings spec.Args
	Program  []string // of a workload that takes one, with its arguments
	Once     int      `json:"-"` // the number of workers of this process that do the rows once; 0 = they are done more often, or elsewhere
	SHA256   string   // of the script that the settings name, see [Order.WithScript]; "" = it may be any
}

// Make makes the workload for rows, which may take some seconds. The workload must be one on rows.
func (o Order) Make(ctx context.Context, data *harness.Dataset) (harness.Workload, error) {
	return o.MakeOf(ctx, func(context.Context) (*harness.Dataset, error) { return data, nil })
}

// MakeOf is Make where the rows are still to be read. What needs none of them begins before, as the interpreters
// of a function do. Rows is called once, and not where the order itself is wrong; its error is returned as it is.
func (o Order) MakeOf(ctx context.Context, rows spec.Load) (harness.Workload, error) {
	found, err := Lookup(o.Workload)
	if err != nil {
		return harness.Workload{}, err
	}
	if err := o.checkScript(); err != nil {
		return harness.Workload{}, err
	}
	if found.Call != nil {
		return found.Call(ctx, rows, o.Settings, o.Once)
	}
	data, err := rows(ctx)
	if err != nil {
		return harness.Workload{}, err
	}
	if found.Script != nil {
		return found.Script(ctx, data, o.Settings, o.Program, o.Once)
	}
	var made harness.Workload
	err = crash.CatchUntil(ctx, func() (failed error) {
		made, failed = found.New(data, o.Settings)
		return failed
	})
	if err != nil {
		return harness.Workload{}, err
	}
	return made, nil
}

// Build makes the workload of an [Order] that another process has written in JSON.
func Build(ctx context.Context, order json.RawMessage, data *harness.Dataset) (harness.Workload, error) {
	var o Order
	if err := json.Unmarshal(order, &o); err != nil {
		return harness.Workload{}, fmt.Errorf("what names the workload is damaged: %w", err)
	}
	return o.Make(ctx, data)
}
