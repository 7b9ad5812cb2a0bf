//go:build !race

package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness/golden"
	"serialfraction/workloads"
)

// completing returns the words that may complete a line.
func completing(line ...string) (words []string) {
	for _, c := range completionsOf(newRoot(), line).candidates {
		words = append(words, c.word)
	}
	return words
}

func TestCompletions(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	for _, c := range []struct {
		line  string // the last word, after the last space, is being typed
		want  string // all candidates, or with … at its end the first of them
		files bool
	}{
		{line: "sw", want: "sweep"},
		{line: "results ", want: "list show path rm export"},
		{line: "results ex", want: "export"},
		{line: "sweep --max", want: "--max-workers --max-time"},
		{line: "--quiet sweep --max", want: "--max-workers --max-time"},
		{line: "sweep --workload ", want: workloads.All[0].Name + " …"},
		{line: "sweep --workload=t", want: "--workload=ttest --workload=trend"},
		{line: "sweep -o ", files: true},
		{line: "sweep --resume x.js", files: true},
		{line: "sweep --chunk ", want: ""},
		{line: "sweep ", want: ""},
		{line: "sweep --workload command -- ./prog", files: true},
		{line: "report --scope p", want: "pipeline"},
		{line: "report lat", want: "latest", files: true},
		{line: "results rm lat", want: "latest"},
		{line: "plan --from lat", want: "latest", files: true},
		{line: "fit --from hyper", want: "hyperfine hyperfine-csv"},
		{line: "fit --model a", want: "auto amdahl"},
		{line: "help wor", want: "worker workloads words workers worst workload worker-h worker-hours"},
		{line: "help imb", want: "imbalance"},
		{line: "help cap", want: "capped cap"},
		{line: "help ", want: "sweep run worker …"},
		{line: "help permt", want: "permtest"},
		{line: "completion f", want: "fish"},
		{line: "comple", want: "completion"}, // complete is hidden
		{line: "nonsense ", want: ""},
		{line: "sweep --nonsense=", want: ""},
	} {
		got := completionsOf(newRoot(), strings.Split(c.line, " "))
		want, open := strings.CutSuffix(c.want, " …")
		have := strings.Join(completing(strings.Split(c.line, " ")...), " ")
		if open && !strings.HasPrefix(have, want+" ") || !open && have != want || got.files != c.files {
			t.Errorf("%q is completed by %q, files: %v", c.line, have, got.files)
		}
	}
}

// Every verb and every flag can be completed, from its first letters to the whole word.
func TestEverythingIsCompleted(t *testing.T) {
	for name, verb := range leaves(newRoot(), nil) {
		path := strings.Fields(name)
		for i := range path {
			if found := slices.Contains(completing(path[:i+1]...), path[i]); found == verb.Hidden {
				t.Errorf("%q: completed %v, hidden %v", name, found, verb.Hidden)
			}
		}
		for _, f := range verb.Flags {
			typed := "--" + f.Names()[0]
			if !slices.Contains(completing(append(path, typed[:3])...), typed) {
				t.Errorf("%s: %s is not among what %s may become", name, typed, typed[:3])
			}
		}
	}
}

// The values that are known are of flags that exist, and a flag whose help calls its value a FORMAT or a
// SCOPE has known ones, each of which its help names.
func TestKnownValues(t *testing.T) {
	used := map[string]bool{}
	for name, verb := range leaves(newRoot(), nil) {
		for _, f := range verb.Flags {
			flag := f.Names()[0]
			key := flag
			if knownValues[name+" "+flag] != nil {
				key = name + " " + flag
			}
			used[key] = true
			_, value, words := described(f)
			known := knownValues[key]
			if (value == "FORMAT" || value == "SCOPE" || value == "HOW") && known == nil {
				t.Errorf("%s --%s takes a %s, and none is known", name, flag, value)
			}
			if known == nil || flag == "workload" || flag == "from" && name == "plan" || name == "results list" || name == "results rm" {
				continue
			}
			for _, c := range known() {
				if !strings.Contains(words, c.word) {
					t.Errorf("%s --%s may be completed by %s, which its help does not name: %s", name, flag, c.word, words)
				}
			}
		}
	}
	for key := range knownValues {
		if !used[key] {
			t.Errorf("no verb has the flag of %q", key)
		}
	}
}

// The script for bash hands bash what harness complete prints, and keeps what stands before "=".
func TestBashCompletes(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("there is no bash here")
	}
	script, err := completionScripts.ReadFile("completion/harness.bash")
	if err != nil {
		t.Fatal(err)
	}
	const press = `
harness() { [[ $1 == complete && $2 == -- ]] || exit 9; shift 2
	case "$*" in
	"sweep --workl") printf -- '--workload\tthe work\n' ;;
	"sweep --workload=t") printf -- '--workload=ttest\ta\n--workload=trend\tb\n' ;;
	"fit completion/") printf ':files\n' ;;
	"report ") printf 'latest\tthe newest\n20261130T1\t\n' ;;
	esac
}
press() { COMP_LINE=$1 COMP_POINT=${#1}; shift; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _harness; echo "${COMPREPLY[*]}"; }
press 'harness sweep --workl' harness sweep --workl
press 'harness sweep --workload=t' harness sweep --workload = t
press 'harness fit completion/' harness fit completion/
press 'harness report ' harness report ''
`
	command := exec.CommandContext(t.Context(), "bash", "-c", string(script)+press)
	out, err := command.Output()
	want := "--workload\nttest trend\ncompletion/harness.bash completion/harness.fish completion/harness.zsh\nlatest 20261130T1\n"
	if sorted := strings.Split(string(out), "\n"); err != nil || !sameWords(sorted, strings.Split(want, "\n")) {
		t.Errorf("bash: %v, it was handed\n%swant\n%s", err, out, want)
	}
}

// sameWords reports whether two lists of lines have the same words line by line, in any order.
func sameWords(a, b []string) bool {
	return slices.EqualFunc(a, b, func(a, b string) bool {
		x, y := strings.Fields(a), strings.Fields(b)
		slices.Sort(x)
		slices.Sort(y)
		return slices.Equal(x, y)
	})
}

// Every shell in the table has its script.
func TestCompletionScripts(t *testing.T) {
	for _, s := range shells {
		if code, out, errs := answer(t, "completion "+s.name); code != 0 || !strings.Contains(out, "harness complete --") && !strings.Contains(out, "complete -- ") {
			t.Errorf("completion %s: exit code %d, %s%s", s.name, code, out, errs)
		}
	}
}

// A page of the manual has every flag of its verb, and nothing in it is markup by accident.
func TestManual(t *testing.T) {
	for _, form := range bindings {
		pages := manualPages(form)
		for name, verb := range leaves(newRoot(), nil) {
			text, there := pages["harness "+name]
			if there == verb.Hidden {
				t.Errorf("%s: harness %s has a page: %v", form.name, name, there)
			}
			for _, f := range verb.Flags {
				if flag := f.Names()[0]; there && !strings.Contains(strings.ReplaceAll(text, `\-`, "-"), "--"+flag) {
					t.Errorf("%s: the page of harness %s lacks --%s", form.name, name, flag)
				}
			}
		}
	}
	for _, c := range []struct{ text, want string }{{".TH", `\&.TH`}, {"'x'", `\&'x'`}, {`a\b`, `a\eb`}, {"--x", `\-\-x`}} {
		if got := inRoff(c.text); got != c.want {
			t.Errorf("%q is %q in roff, want %q", c.text, got, c.want)
		}
	}
	if got, want := inMarkdown("<a> *b* c_d `e` [f] | ~g~"), "\\<a> \\*b\\* c\\_d \\`e\\` \\[f] \\| \\~g\\~"; got != want {
		t.Errorf("in Markdown %q, want %q", got, want)
	}
}

// docs/verbs has the page of every verb, made from its help. With -update it is made again.
func TestVerbPages(t *testing.T) {
	form, err := bindings.Lookup("markdown")
	if err != nil {
		t.Fatal(err)
	}
	pages := manualPages(form)
	for called, text := range pages {
		golden.File(t, "../../docs/verbs/"+manName(called)+form.ending, []byte(text))
	}
	there, err := os.ReadDir("../../docs/verbs")
	if err != nil || len(there) != len(pages) {
		t.Errorf("docs/verbs has %d pages, and there are %d verbs: %v", len(there), len(pages), err)
	}
}
