package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/results"
	"serialfraction/results/export"
)

// A value of --env that may be a secret is in no file and in nothing that is printed, also where
// the command repeats it and where the program prints it.
func TestNoSecretIsShown(t *testing.T) {
	const secret, other = "hunter2+x", "not for others"
	dir := t.TempDir()
	t.Setenv("XDG_DATA_HOME", dir)
	t.Setenv("TMPDIR", dir)
	file, failed, again := filepath.Join(dir, "r.jsonl"), filepath.Join(dir, "f.jsonl"), filepath.Join(dir, "again.jsonl")
	sweep := func(file string, more ...string) []string {
		words := []string{"sweep", "--workload", "command", "--no-doctor", "--max-workers", "2", "--warmup", "0", "--repeats", "1", "-o", file,
			"--env", "TOKEN=" + secret, "--env=KEY=" + other, "--env", "OMP_NUM_THREADS={workers}", "--setup", ": " + secret}
		return append(append(words, "--", "sh", "-c"), more...)
	}
	shown := func(what, text string) {
		t.Helper()
		if strings.Contains(text, "hunter2") || strings.Contains(text, other) {
			t.Errorf("%s holds a secret:\n%s", what, text)
		}
	}
	for file, script := range map[string]string{file: ": " + secret, failed: "echo no: $TOKEN $KEY >&2; exit 3"} {
		code, printed := told(t, sweep(file, script)...)
		if want := map[string]int{failed: exitKernel}[file]; code != want {
			t.Errorf("exit code %d, want %d: %s", code, want, printed)
		}
		shown("what a sweep prints", printed)
	}
	copied, err := os.ReadFile(file)
	if err != nil || os.WriteFile(again, copied, 0o600) != nil {
		t.Fatal(err)
	}
	for _, words := range [][]string{{"report", file}, {"report", failed}, {"compare", file, again}, {"compare", file, again, "--format", "json"}, {"fit", file}, {"results", "show", file}, {"results", "list", "--format", "json"}} {
		_, printed := told(t, words...)
		shown(strings.Join(words, " "), printed)
	}
	for _, format := range []string{"json", "csv", "md", "benchfmt"} {
		_, printed := told(t, "report", file, "--format", format)
		shown(format, printed)
	}
	for _, f := range export.Formats() {
		if code, printed := told(t, "results", "export", "--to", f.Name, "-o", filepath.Join(dir, "x."+f.Name), file); code != 0 {
			t.Errorf("%s: %s", f.Name, printed)
		}
	}
	err = filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		shown(path, string(b))
		return err
	})
	if err != nil {
		t.Error(err)
	}
	f, err := results.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(f.Header.Request.Settings["env"], " "); got != "TOKEN=… KEY=… OMP_NUM_THREADS={workers}" || f.Header.Data.Name != "sh -c : {TOKEN=…}" {
		t.Errorf("variables %q of %q", got, f.Header.Data.Name)
	}
}

// A sweep with secrets continues where they are given again, and else in one line says which are
// missing.
func TestResumeWithVariables(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	file, kept, old := filepath.Join(dir, "r.jsonl"), filepath.Join(dir, "kept.jsonl"), filepath.Join(dir, "old.jsonl")
	code, printed := told(t, "sweep", "--workload", "command", "--no-doctor", "--workers", "1", "--warmup", "0", "--repeats", "1", "--quiet", "-o", file,
		"--env", "HARNESS_TOKEN=open sesame", "--", "sh", "-c", `: {workers}; test "$HARNESS_TOKEN" = open" "sesame`, "sh", "open sesame")
	whole, err := os.ReadFile(file)
	if code != 0 || err != nil {
		t.Fatal(printed, err)
	}
	// As older versions made it, and as --keep-env does.
	text := strings.NewReplacer("{HARNESS_TOKEN=…}", "open sesame", "HARNESS_TOKEN=…", "HARNESS_TOKEN=open sesame").Replace(string(whole))
	err = os.WriteFile(old, []byte(text), 0o600)
	text = strings.NewReplacer(`"env":[`, `"keep-env":["true"],"env":[`, `"keep-env":"",`, "", `"env":"`, `"keep-env":"true","env":"`).Replace(text)
	if err := errors.Join(err, os.WriteFile(kept, []byte(text), 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		file, flags string
		environment string
		code        int
		printed     string
	}{
		{file: file, code: exitUsage, printed: `harness: --env "HARNESS_TOKEN=…": no file keeps the value and the environment has none: type --env HARNESS_TOKEN=VALUE, or export HARNESS_TOKEN` + "\n"},
		{file: file, flags: "--env HARNESS_TOKEN=open_sesame", code: exitKernel, printed: "exit code 1"},
		{file: file, flags: "--env OTHER=1", code: exitUsage, printed: "continues with its own settings, here HARNESS_TOKEN=…"},
		{file: file, flags: "--env HARNESS_TOKEN=open sesame"},
		{file: file, flags: "--env HARNESS_TOKEN=…", environment: "open sesame"},
		{file: kept, flags: "--env HARNESS_TOKEN=open_sesame", code: exitUsage, printed: "continues with its own settings, here HARNESS_TOKEN=open sesame"},
	} {
		t.Run(c.flags, func(t *testing.T) {
			if c.environment != "" {
				t.Setenv("HARNESS_TOKEN", c.environment)
			}
			copied, again := filepath.Join(t.TempDir(), "copy.jsonl"), []string{"sweep", "--quiet", "--repeats", "2"}
			b, err := os.ReadFile(c.file)
			if err != nil || os.WriteFile(copied, b, 0o600) != nil {
				t.Fatal(err)
			}
			if again = append(again, "--resume", copied); c.flags != "" {
				again = append(again, strings.SplitN(c.flags, " ", 2)...)
			}
			code, printed := told(t, again...)
			if code != c.code || !strings.Contains(printed, c.printed) {
				t.Errorf("exit code %d, want %d: %s", code, c.code, printed)
			}
		})
	}
	f, err := results.Read(old)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := json.Marshal(f.Header.Request); err != nil || bytes.Contains(b, []byte("open sesame")) {
		t.Errorf("%s, %v", b, err)
	}
	if code, printed := told(t, "sweep", "--quiet", "--repeats", "2", "--resume", old); code != 0 || strings.Contains(printed, "open sesame") {
		t.Errorf("an older file, which has the value: %s", printed)
	}
}

// So do the sweeps of several sizes, each of which has a file without the secret.
func TestResumeSizesWithVariables(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	code, printed := told(t, "sweep", "--workload", "command", "--no-doctor", "--workers", "1", "--rows", "2,4", "--warmup", "0", "--repeats", "1", "--quiet",
		"-o", filepath.Join(dir, "r.jsonl"), "--env", "HARNESS_TOKEN=open sesame", "--", "sh", "-c", `: {rows} {workers}; test "$HARNESS_TOKEN" = open" "sesame`)
	if code != 0 {
		t.Fatal(printed)
	}
	first := filepath.Join(dir, "r-2.jsonl")
	for _, c := range []struct {
		value   string
		code    int
		printed string
	}{
		{value: "open_sesame", code: exitKernel, printed: "exit code 1"},
		{value: "open sesame"},
	} {
		code, printed := told(t, "sweep", "--quiet", "--repeats", "2", "--resume", first, "--env", "HARNESS_TOKEN="+c.value)
		if code != c.code || !strings.Contains(printed, c.printed) {
			t.Errorf("%q: exit code %d, want %d: %s", c.value, code, c.code, printed)
		}
	}
	for _, path := range []string{first, filepath.Join(dir, "r-4.jsonl")} {
		f, err := results.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(f.Runs) != 2 {
			t.Errorf("%s has %d runs, want 2", path, len(f.Runs))
		}
	}
}
