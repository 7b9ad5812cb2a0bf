package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// harness is also a command inside the scripts: the whole program, in a process
// of its own.
func TestMain(m *testing.M) {
	testscript.Main(apart{m}, map[string]func(){
		"harness": main,
		"score":   score,
	})
}

// apart runs the tests with a folder of their own for temporary files, so that they
// share the lock of this machine with no sweep of somebody else. Each script has its
// own again.
type apart struct{ m *testing.M }

func (a apart) Run() int {
	dir, err := os.MkdirTemp("", "harness-test")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	os.Setenv("TMPDIR", dir)
	return a.m.Run()
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
