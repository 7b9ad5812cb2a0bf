package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// harness is also a command inside the scripts: the whole program, in a process
// of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"harness": main,
		"score":   score,
	})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
			return nil
		},
	})
}
