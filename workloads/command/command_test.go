package command

import (
	"errors"
	"io"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

func TestCommand(t *testing.T) {
	argv := []string{"true", "{workers}"}
	args := spec.Args{}
	for _, p := range params {
		if !p.Repeat {
			args[p.Name] = []string{p.Default}
		}
		if p.Usage == "" || p.Repeat && p.Switch {
			t.Errorf("%+v", p)
		}
	}
	for _, args := range []spec.Args{nil, args, {"env": {"A=1,2\n3", "B={workers}"}, "shell": nil, "ignore-failure": {"true"}, "timeout": {"3h"}, "prepare": {"sync"}}} {
		e, err := Spec.Program(args, argv)
		if err != nil {
			t.Fatal(err)
		}
		if err := e.(io.Closer).Close(); err != nil || e.Name() != "command" {
			t.Errorf("%s: %v", e.Name(), err)
		}
	}
	for _, c := range []struct{ name, value, want string }{
		{"env", "B", "type KEY=value"},
		{"env", "", "type KEY=value"},
		{"shell", "true", "put all of it in quotes"},
		{"shell", "bash", "is a switch"},
		{"ignore-failure", "yes", "is a switch"},
		{"timeout", "ten", "type seconds"},
		{"timeout", "-1s", "not negative"},
		{"plant", "0.1", "no such setting"},
	} {
		var flag *harness.FlagError
		_, err := Spec.Program(spec.Args{c.name: {c.value}}, argv)
		if !errors.As(err, &flag) || flag.Flag != c.name || !strings.Contains(flag.Want, c.want) {
			t.Errorf("--%s %q: error %v", c.name, c.value, err)
		}
	}
}
