package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// shellFolder returns a folder in which harness is a program that answers "harness complete" from a table, and has two
// files, one with a blank in its name.
func shellFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	write := func(name, text string, mode os.FileMode) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	write("harness", `#!/bin/sh
[ "$1" = complete ] && [ "$2" = -- ] || exit 9
shift 2
case "$*" in
"sweep --workl") printf -- '--workload\tthe work: what\n' ;;
"sweep --workload=t") printf -- '--workload=ttest\ta\n--workload=trend\tb\n' ;;
*runs*) printf ':files\n' ;;
esac
`, 0o700)
	write("runs one.jsonl", "", 0o600)
	write("runs-two.jsonl", "", 0o600)
	return folder
}

// fish hands on what harness complete prints, and completes files behind a flag and with blanks in their names. A
// machine without fish has the other tests of its script alone.
func TestFishCompletes(t *testing.T) {
	fish, err := exec.LookPath("fish")
	if err != nil {
		t.Skip("there is no fish here")
	}
	script, err := completionScripts.ReadFile("completion/harness.fish")
	if err != nil {
		t.Fatal(err)
	}
	folder := shellFolder(t)
	for line, want := range map[string]string{
		"harness sweep --workl":       "--workload\tthe work: what\n",
		"harness sweep --workload=t":  "--workload=trend\tb\n--workload=ttest\ta\n",
		"harness report runs-":        "runs-two.jsonl\n",
		"harness report runs\\ ":      "runs one.jsonl\n",
		"harness plan --from=runs-":   "--from=runs-two.jsonl\n",
		"harness plan --from=runs\\ ": "--from=runs one.jsonl\n",
	} {
		command := exec.CommandContext(t.Context(), fish, "--no-config", "-c", string(script)+"\ncomplete -C '"+strings.ReplaceAll(line, `\`, `\\`)+"'")
		command.Dir = folder
		command.Env = append(os.Environ(), "PATH="+folder+":"+os.Getenv("PATH"), "HOME="+folder, "XDG_CONFIG_HOME="+folder, "XDG_DATA_HOME="+folder)
		if out, err := command.CombinedOutput(); err != nil || string(out) != want {
			t.Errorf("%s: %v, %q, want %q", line, err, out, want)
		}
	}
}

// zsh puts in what harness complete prints where Tab is pressed. The line is read as the shell shows it, from a terminal
// of zsh itself. A machine without zsh has the other tests of its script alone.
func TestZshCompletes(t *testing.T) {
	zsh, err := exec.LookPath("zsh")
	if err != nil {
		t.Skip("there is no zsh here")
	}
	script, err := completionScripts.ReadFile("completion/harness.zsh")
	if err != nil {
		t.Fatal(err)
	}
	folder := shellFolder(t)
	if err := os.WriteFile(filepath.Join(folder, "_harness"), script, 0o600); err != nil {
		t.Fatal(err)
	}
	// Each line is typed once zsh says that it edits one, for what comes before may be lost. Tab is pressed, and a widget
	// writes what the line then is, between marks, and ends it.
	const press = `
zmodload zsh/zpty || exit 7
zpty shell zsh -f -i
zpty -w shell 'fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; show() { print -r -- "<${BUFFER}>" >>shown; BUFFER=; zle accept-line }; zle -N show; bindkey "^T" show; zle-line-init() { print -n edi""ting }; zle -N zle-line-init'
for line in "$@"; do
	zpty -r -m shell seen '*editing*' || exit 8
	zpty -w -n shell "$line"$'\t\x14'
done
zpty -r -m shell seen '*editing*' || exit 8
zpty -w shell exit
while zpty -r shell seen; do :; done
cat shown
`
	lines := []string{"harness sweep --workl", "harness sweep --workload=tt", "harness report runs-", "harness plan --from=runs-"}
	command := exec.CommandContext(t.Context(), zsh, append([]string{"-f", "-c", press, "zsh"}, lines...)...)
	command.Dir = folder
	command.Env = append(os.Environ(), "PATH="+folder+":"+os.Getenv("PATH"), "HOME="+folder, "ZDOTDIR="+folder, "TERM=xterm")
	out, err := command.CombinedOutput()
	const want = "<harness sweep --workload >\n<harness sweep --workload=tt>\n<harness report runs-two.jsonl >\n<harness plan --from=runs-two.jsonl >\n"
	if err != nil || string(out) != want {
		t.Errorf("%v, %q, want %q", err, out, want)
	}
}
