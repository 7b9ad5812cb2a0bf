package store_test

import (
	"context"
	"fmt"
	"os"
	"time"

	"serialfraction/harness/machine"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/store"
)

// The results of engine pool in the folder of the user are listed, the newest first.
func Example() {
	home, err := os.MkdirTemp("", "store")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(home)
	env := func(name string) string { return map[string]string{"HOME": home}[name] } // os.Getenv, in a program
	for day, engine := range []string{"pool", "sim", "pool"} {
		if err := keep(env, day, engine); err != nil {
			fmt.Println(err)
			return
		}
	}
	folder, err := store.Default(env)
	if err != nil {
		fmt.Println(err)
		return
	}
	entries, err := folder.List(context.Background(), store.Filter{Engine: "pool"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, e := range entries {
		fmt.Printf("%s, %s: S = %.2f\n", e.Name, e.State, e.SerialFraction.Value)
	}
	// Output:
	// 20261122T093000, done: S = 0.20
	// 20261120T093000, done: S = 0.20
}

// keep writes a sweep to the path that NewPath gives it: 100 ms at N = 1, 20 of them serial.
func keep(env func(string) string, day int, engine string) error {
	h := results.Header{Time: runtest.Epoch.AddDate(0, 0, day), Workload: "ttest", Engine: engine, Workers: []int{1, 2, 4},
		Machine: machine.Description{Hostname: "node-1", LogicalCPUs: 4, AffinityCPUs: 4, EffectiveCPUs: 4}}
	path, err := store.NewPath(env, h)
	if err != nil {
		return err
	}
	w, err := results.Create(path, h)
	if err != nil {
		return err
	}
	defer w.Close()
	for _, r := range runtest.Amdahl(5, 20*time.Millisecond, 80*time.Millisecond, 1, 2, 4) {
		r.Engine = engine
		if err := w.Run(r); err != nil {
			return err
		}
	}
	return w.End(results.End{Stopped: "5 repeats are done"})
}
