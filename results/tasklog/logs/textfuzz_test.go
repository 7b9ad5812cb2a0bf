package logs

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

func FuzzJoblog(f *testing.F) {
	f.Add(joblogText)
	f.Add("1\t:\t100.0\t1.0\t0\t0\t1\t0\ta\n2\t:\t100.0\t1.0\t0\t0\t0\t0\tb\n1\t:\t200.0\t1.0\t0\t0\t0\t0\ta\n")
	fuzzText(f, Options{From: "joblog"}, Options{})
}

func FuzzNinja(f *testing.F) {
	f.Add("# ninja log v5\n1\t900\t7\ta.o\tab\n2\t2000\t7\tb.o\tcd\n2\t2000\t7\tb.d\tcd\n3\t1500\t8\tb.o\tcd\n")
	fuzzText(f, Options{From: "ninja"}, Options{From: "ninja", Build: 2, Stage: regexp.MustCompile("b")})
}

func FuzzGoTest(f *testing.F) {
	f.Add(goEvents("0 run A", "0 run A/x", "0 pause A/x", "0 run A/y", "0 pause A/y", "100 cont A/x", "200 output A/x     --- PASS: A/x (0.1s)", "200 pass A/x", "250 cont A/y", "300 pass A", "300 output - ok  \tp\t(cached)"))
	f.Add(goEvents("0 run A", "50 run A/g", "60 run A/g/x", "60 pause A/g/x", "100 cont A/g/x", "200 pass A/g/x", "200 pass A/g", "400 pass A", "9 cont B"))
	fuzzText(f, Options{From: "go-test"})
}

func FuzzNextflow(f *testing.F) {
	f.Add("task_id\thash\tnative_id\tname\tstatus\tsubmit\tduration\trealtime\t%cpu\n5\tf9\t3034\tA:B (x)\tCOMPLETED\t2021-02-17 14:49:08.180\t1m 19s\t252ms\t84.6%\n")
	f.Add(odd(f, "raw.trace.txt"))
	fuzzText(f, Options{From: "nextflow"}, Options{From: "nextflow", Held: true})
}

func FuzzSnakemake(f *testing.F) {
	f.Add(`{"total_runtime":3.4,"rules":{},"files":{"a":{"start-time":"Sat Nov 28 19:04:09 2026","duration":0.4,"resources":{"_cores":2}},"b":{"start-time":1}}}`)
	f.Add(odd(f, "benchmark.tsv"))
	fuzzText(f, Options{From: "snakemake"})
}

func FuzzSacct(f *testing.F) {
	for _, name := range []string{"array.sacct", "dst.sacct", "steps.sacct", "array.sacct.json"} {
		f.Add(odd(f, name))
	}
	fuzzText(f, Options{From: "sacct"})
}

func FuzzJUnit(f *testing.F) {
	f.Add(odd(f, "jest.xml"))
	fuzzText(f, Options{From: "junit"})
}

func FuzzTable(f *testing.F) {
	for _, name := range []string{"ms-semicolon.csv", "iso-durations.csv", "midnight.csv", "unit-told.csv", "batch-jq.csv", "quoted.csv", "spaces.txt"} {
		f.Add(odd(f, name))
	}
	fuzzText(f, Options{From: "csv"}, Options{From: "csv", Columns: map[string]string{"start": "1", "duration": "2:ms", "key": "start"}})
}

func odd(f *testing.F, name string) string {
	text, err := os.ReadFile("testdata/odd/" + name)
	if err != nil {
		f.Fatal(err)
	}
	return string(text)
}

// fuzzText holds that a reader makes a run that is well formed of any text, or an error of one line.
func fuzzText(f *testing.F, options ...Options) {
	f.Fuzz(func(t *testing.T, text string) {
		for _, o := range options {
			run, err := ReadFrom("x", strings.NewReader(text), o)
			if err != nil {
				if strings.ContainsAny(err.Error(), "\n\r") {
					t.Fatalf("error %q", err)
				}
				continue
			}
			wellFormedText(t, run)
		}
	})
}
