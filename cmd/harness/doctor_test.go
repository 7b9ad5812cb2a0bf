package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// shownDoctor matches a command line whose output docs/doctor.md shows.
var shownDoctor = regexp.MustCompile(`(?m)^\$ harness (\S+)(.*)$`)

// The output in docs/doctor.md depends on the machine, so no test makes it again. This test
// checks that its commands and the checks that it shows exist.
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
