package probe

import (
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// TestStepInstructions counts what the compiler makes of the loop: from the target of
// the jump backwards to the jump.
func TestStepInstructions(t *testing.T) {
	want := map[string]int{"amd64": 12, "arm64": 6}
	for arch, n := range want {
		cmd := exec.CommandContext(t.Context(), "go", "tool", "compile", "-S", "-p", "probe", "-o", os.DevNull, "xorshift.go")
		cmd.Env = append(os.Environ(), "GOARCH="+arch, "GOAMD64=v1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if got := loopLength(string(out)); got != n {
			t.Errorf("%s: a step is %d instructions, not %d: correct stepInstructions:\n%s", arch, got, n, out)
		}
	}
	if got := stepInstructions(); got != want[runtime.GOARCH] {
		t.Errorf("stepInstructions is %d on %s", got, runtime.GOARCH)
	}
}

// instruction is a line of the compiler's listing: offset in bytes, then what it is.
var instruction = regexp.MustCompile(`^\s0x[0-9a-f]+ (\d+) \(.*?\)\t([A-Z]+)\t?(.*)$`)

func loopLength(listing string) int {
	var offsets []int
	for line := range strings.Lines(listing) {
		m := instruction.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil || m[2] == "TEXT" || m[2] == "FUNCDATA" || m[2] == "PCDATA" {
			continue
		}
		at, _ := strconv.Atoi(m[1])
		offsets = append(offsets, at)
		if target, err := strconv.Atoi(m[3]); err == nil && target < at { // the jump back
			n := 0
			for _, o := range offsets {
				if o >= target {
					n++
				}
			}
			return n
		}
	}
	return 0
}
