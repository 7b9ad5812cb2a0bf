//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"serialfraction/harness/process"
)

// The helper that ends what a killed harness has started waits before the packages of the program and its
// large libraries have begun, and ends there when it is dismissed: with a byte. When its input ends the
// program begins.
func TestHelperSleepsFirst(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for input, begins := range map[string]bool{"\x01": false, "": true} {
		var trace bytes.Buffer
		cmd := &exec.Cmd{Path: self, Args: []string{process.GuardName}, Stdin: strings.NewReader(input), Stderr: &trace, Env: []string{"GODEBUG=inittrace=1"}}
		if err := cmd.Run(); err != nil {
			t.Fatalf("%v: %s", err, trace.String())
		}
		began := func(pkg string) bool { return bytes.Contains(trace.Bytes(), []byte("\ninit "+pkg+" ")) }
		if !began("os") || began("reflect") != begins || began("github.com/nats-io/nats-server/v2/server") != begins {
			t.Errorf("input %q: begun are\n%s", input, trace.String())
		}
	}
}
