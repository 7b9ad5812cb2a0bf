//go:build !race

package main

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// targeted are a command line of each verb that writes its report to a file, without --to, and what a page of it
// has; named is how the name of a figure begins.
var targeted = []struct{ typed, has, named string }{
	{"fit ../../results/timings/testdata/raza_12700h.csv", "The laws that were tried", "f"},
	{"plan --from ../../docs/sweeps/golub-queue-paced.jsonl --target 20ms", "reaches the target", "p"},
	{"plan", "all code 10×", "p"},
	{"predict ../../docs/sweeps/predict/command.jsonl --workers 64", "by the law", "f"},
	{"report --sizes ../../docs/sweeps/size/ttest-100000.jsonl", "How each cause grows with the rows", "s"},
	{"report ../../docs/weak/ttest.jsonl", "scaled S", "speed-up"},
	{"compare ../../docs/sweeps/compare/slow.jsonl ../../docs/sweeps/compare/fast.jsonl", "no difference", "c"},
	{"log ../../results/tasklog/testdata/parallel/twostage-j4-r1.joblog --slots 4", "What the serial fraction is made of", "course"},
	{"reproduce --from ../../docs/sweeps/article", "cluster-held", "map"},
}

// typedHere runs a command line, with further words, where the test is.
func typedHere(t *testing.T, line string, more ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), append(append([]string{"harness"}, strings.Fields(line)...), more...), &out, &errs)
	return code, out.String(), errs.String()
}

// Each verb writes a page, Markdown with its picture, and a figure, prints nothing but what it wrote, and replaces
// no file unasked.
func TestTargets(t *testing.T) {
	for i, verb := range targeted {
		dir := t.TempDir()
		endings := []string{".html", ".md", ".svg", ".pdf"}
		if i > 0 { // the picture of the Markdown is a figure too
			endings = endings[:2]
		}
		for _, ending := range endings {
			path := filepath.Join(dir, verb.named+ending)
			code, stdout, stderr := typedHere(t, verb.typed, "--to", path)
			if code != 0 || stdout != "" || !strings.Contains(stderr, "Wrote "+path) {
				t.Errorf("%s --to %s: exit code %d, %q, %s", verb.typed, verb.named+ending, code, stdout, stderr)
				continue
			}
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			switch ending {
			case ".html":
				for _, must := range []string{verb.has, "<svg", "harness " + strings.Fields(verb.typed)[0], "--to " + path + "</pre>"} {
					if !bytes.Contains(text, []byte(must)) {
						t.Errorf("%s: the page lacks %q", verb.typed, must)
					}
				}
			case ".md":
				picture := regexp.MustCompile(`\n\n!\[[^\]]+\]\(([^)]+\.svg)\)\n\n`).FindSubmatch(text)
				if picture == nil {
					t.Errorf("%s: no picture in %.300s", verb.typed, text)
				} else if svg, err := os.ReadFile(filepath.Join(dir, string(picture[1]))); err != nil || !bytes.Contains(svg, []byte("<svg")) {
					t.Errorf("%s: the picture: %v", verb.typed, err)
				}
			}
		}
		if i > 0 {
			continue
		}
		html := filepath.Join(dir, verb.named+".html")
		if code, _, stderr := typedHere(t, verb.typed, "--to", html); code != exitUsage || !strings.Contains(stderr, "exists: name another file with --to, or add --force") {
			t.Errorf("%s: an existing file: exit code %d, %s", verb.typed, code, stderr)
		}
		if code, _, stderr := typedHere(t, verb.typed, "--to", html, "--force"); code != 0 {
			t.Errorf("%s --force: exit code %d, %s", verb.typed, code, stderr)
		}
	}
}

// What cannot be written is said in one line, before any work is done, with what to type.
func TestTargetsRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "folder.html"), 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, verb := range targeted {
		for _, x := range []struct{ more, words string }{
			{"--to " + dir + "/report.doc", `--to ".*/report.doc": the name says what is written: end it with one of \.html, \.md, .*\.svg, .*\.pdf, .*\.png`},
			{"--to " + dir, `--to ".*": the name says what is written: end it with one of `},
			{"--to " + dir + "/none/report.html", `--to ".*/none/report.html": no folder .*/none: make it, or name another file`},
			{"--to " + file + "/report.html", `--to ".*/file/report.html": .*name another file`},
			{"--to " + dir + "/folder.html", `--to ".*/folder.html" is a folder: name a file in it`},
			{"--to " + dir + "/report.html --format json", `--format json is for what is printed, and the name of the file of --to says what is written: leave one of the two out`},
			{"--to " + dir + "/report.html --width 50", `--width changes nothing in a file that ends with \.html: leave it out`},
			{"--width 50", `--width is about the file of --to: leave it out, or add --to FILE`},
			{"--to " + dir + "/report.svg --width 12", `--width 12: type millimetres from 40 to 400`},
		} {
			x.more = strings.ReplaceAll(x.more, "/report.svg", "/"+verb.named+".svg")
			code, stdout, stderr := typedHere(t, verb.typed, strings.Fields(x.more)...)
			if code != exitUsage || stdout != "" || !regexp.MustCompile(`^harness: `+x.words).MatchString(stderr) || strings.Count(stderr, "\n") != 1 {
				t.Errorf("%s %s: exit code %d, %q\n%s", verb.typed, x.more, code, stdout, stderr)
			}
		}
	}
	for _, x := range []struct{ typed, words string }{
		{"fit ../../results/timings/testdata/field/none.csv --to " + dir + "/x.svg", "no such file"},
		{"reproduce --from ../../docs/sweeps/size --to " + dir + "/map.svg", "it has no file of harness reproduce"},
		{"report ../../docs/sweeps/ttest-2cpu.jsonl --force", `^harness: --force is about the file of --to: leave it out, or add --to FILE\n$`},
		{"report ../../docs/sweeps/ttest-2cpu.jsonl --timeline 2 --to " + dir + "/x.html", `^harness: --timeline changes nothing in a file that ends with \.html: leave it out\n$`},
		{"report ../../docs/sweeps/ttest-2cpu.jsonl --format json --to " + dir + "/x.html", `^harness: --format json is for what is printed`},
		{"report ../../docs/sweeps/ttest-2cpu.jsonl ../../docs/sweeps/tutorial.jsonl --to " + dir + "/x.md", `^harness: \.md has room for 1 sweep, not for 2: name no more, or end the name of --to with \.html, which has room for 4\n$`},
		{"report ../../docs/weak/ttest.jsonl ../../docs/sweeps/ttest-2cpu.jsonl --to " + dir + "/x.html", `its rows grow with N \(weak scaling\)`},
	} {
		if code, _, stderr := typedHere(t, x.typed); code == 0 || !regexp.MustCompile(x.words).MatchString(stderr) {
			t.Errorf("%s: exit code %d, %s", x.typed, code, stderr)
		}
	}
}

// The name of a file is one line where it is printed, and a link of the Markdown whatever is in it.
func TestTargetNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a>b.md", "a b.md", "a\nb.md", "a\x1b[31m)(b.md", "a%20b.md"} {
		code, _, stderr := typedHere(t, "fit ../../results/timings/testdata/raza_12700h.csv", "--to", filepath.Join(dir, name))
		if code != 0 || strings.Count(stderr, "\n") != 1 || strings.Contains(stderr, "\x1b") {
			t.Errorf("%q: exit code %d, %q", name, code, stderr)
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		link := regexp.MustCompile(`\n\n!\[[^\]]+\]\(([^\s<>]+\.svg)\)\n\n`).FindSubmatch(text)
		if link == nil {
			t.Errorf("%q: no link in %.200q", name, text)
			continue
		}
		picture, err := url.PathUnescape(string(link[1]))
		if _, missing := os.Stat(filepath.Join(dir, picture)); err != nil || missing != nil {
			t.Errorf("%q: the link %s: %v, %v", name, link[1], err, missing)
		}
	}
}

// The pictures of the docs are those that the verbs write.
func TestPictures(t *testing.T) {
	for name, typed := range map[string]string{"map.svg": "reproduce --from ../../docs/sweeps/article"} {
		path := filepath.Join(t.TempDir(), name)
		if code, _, stderr := typedHere(t, typed, "--to", path); code != 0 {
			t.Fatal(stderr)
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join("../../docs/pictures", name)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("docs/pictures/%s is not what harness %s --to %[1]s writes: make it again with docs/picture.sh (%v)", name, typed, err)
		}
	}
}
