package machine_test

import (
	"fmt"

	"serialfraction/harness/machine"
)

// A sweep describes its machine once, before the first run, and asks it for workers up
// to its whole CPUs.
func ExampleDescription_WholeCPUs() {
	m := machine.This()
	m.EffectiveCPUs = 2.5 // a quota, to have one answer everywhere
	fmt.Println("workers that have a CPU each:", m.WholeCPUs())
	// Output: workers that have a CPU each: 2
}

// The CPUs of a Description are lists as the kernel writes them.
func ExampleParseList() {
	fmt.Println(machine.ParseList("0-3,8"))
	fmt.Println(machine.ParseList("all"))
	// Output:
	// [0 1 2 3 8] true
	// [] false
}
