package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// shownDoctor is a command line that docs/doctor.md shows the output of.
var shownDoctor = regexp.MustCompile(`(?m)^\$ harness (\S+)(.*)$`)

// The output in docs/doctor.md is of a machine, and is not made again by a test. Its
// commands are there all the same, and so are all checks that it shows.
func TestDoctorDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/doctor.md")
	if err != nil {
		t.Fatal(err)
	}
	commands := shownDoctor.FindAllStringSubmatch(string(page), -1)
	if len(commands) < 2 {
		t.Fatalf("docs/doctor.md shows %d commands", len(commands))
	}
	for _, m := range commands {
		var help, errs strings.Builder
		if code := run(t.Context(), []string{"harness", m[1], "--help-all"}, &help, &errs); code != 0 {
			t.Errorf("harness %s --help: exit code %d: %s", m[1], code, errs.String())
		}
		for _, flag := range regexp.MustCompile(`--[a-z-]+`).FindAllString(m[2], -1) {
			if !strings.Contains(help.String(), flag+" ") {
				t.Errorf("docs/doctor.md shows %s %s, which is no flag", m[1], flag)
			}
		}
	}
	for _, check := range []string{"clock", "sleep", "wake-up", "interference", "memory read", "memory triad", "disk read", "balance: memory"} {
		if !regexp.MustCompile(`(?m)^` + check + ` +(ok|look|bad) `).Match(page) {
			t.Errorf("docs/doctor.md shows no check %q: run docs/doctor.sh >docs/doctor.md", check)
		}
	}
}
