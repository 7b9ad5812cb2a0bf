// Command vet looks for what go vet looks for, but type checks everything from source. It is for a
// system that nothing is built for on this machine: go vet compiles all dependencies for it
// first, which takes ten times as long.
package main

import (
	"golang.org/x/tools/go/analysis/multichecker"
	"golang.org/x/tools/go/analysis/suite/vet"
)

func main() { multichecker.Main(vet.Suite...) }
