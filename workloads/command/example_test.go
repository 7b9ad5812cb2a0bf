package command_test

import (
	"fmt"

	"serialfraction/workloads/command"
	"serialfraction/workloads/spec"
)

// The settings and a program become an engine; settings that cannot be are refused.
func Example() {
	e, err := command.New(spec.Args{"timeout": {"5m"}}, []string{"true", "{workers}"})
	fmt.Println(e.Name(), err)
	_, err = command.New(spec.Args{"timeout": {"soon"}}, []string{"true"})
	fmt.Println(err)
	// Output:
	// command <nil>
	// --timeout "soon": type seconds, such as 20, or a time with a unit, such as 250us, 20ms, 90s or 5m; 0 = no limit
}
