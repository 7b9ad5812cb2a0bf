package logs

import (
	"bytes"
	"slices"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/pattern"
)

// A stranger is a file that is no log of this package, as its beginning shows.
type stranger struct {
	begins *pattern.Pattern
	name   string
	cure   string // what to give instead
}

// strangers are those that are known, in the order in which they are tried.
var strangers = []stranger{
	{pattern.Of(`(?is)^\s*<(!doctype|html)`), "a page of HTML", "name the log that the page was made from"},
	{pattern.Of(`^\s*<\?xml`), "XML of no known kind", "write its tasks as CSV, with the columns start and end"},
	{pattern.Of(`^(---\n|%YAML)`), "YAML", "write its tasks as CSV, with the columns start and end"},
	{pattern.Of(`^version https://git-lfs`), "a pointer of Git LFS", "fetch the file by git lfs pull"},
	{pattern.Of(`^\d{3} \(\d+\.\d+\.\d+\) `), "the event log of HTCondor", "write its jobs by condor_history -af:ht ClusterId ProcId QDate JobStartDate CompletionDate ExitCode"},
	{pattern.Of(`(?m)^\w{3}-\d\d \d\d:\d\d:\d\d\.\d+ \[.*nextflow`), "what Nextflow logs of itself", "give the file that nextflow run -with-trace writes"},
	{pattern.Of(`(?m)^(Building DAG of jobs|Using shell: .*bash)`), "what Snakemake prints", "give the file that snakemake --stats writes, up to version 7"},
	{pattern.Of(`(?m)^=== RUN `), "what go test -v prints", "write its events by go test -json"},
	{pattern.Of(`(?m)^=+ test session starts =+$`), "what pytest prints", "write when each test began as CSV, with the columns start and end"},
	{pattern.Of(`(?m)^\s*JOBID\s+PARTITION\s+NAME`), "what squeue prints", "write the jobs by sacct -P"},
	{pattern.Of(`(?m)^\[\d+/\d+\] `), "what Ninja prints", "give .ninja_log in the folder of the build"},
	{pattern.Of(`(?s)^\s*\{.*"jobArn"\s*:`), "what aws batch describe-jobs prints", `write its jobs as CSV: jq -r '["name","createdAt","startedAt","stoppedAt","status"],(.jobs[]|[.jobName,.createdAt,.startedAt,.stoppedAt,.status])|@csv'`},
	{pattern.Of(`(?s)^\s*\{.*"(task_instances|dag_run_id)"\s*:`), "what the API of Airflow answers", `write its tasks as CSV: jq -r '["task_id","queued_when","start_date","end_date","state"],(.task_instances[]|[.task_id,.queued_when,.start_date,.end_date,.state])|@csv'`},
	{pattern.Of(`(?s)^\s*\{.*"(stageIDToJobID|appMetrics)"\s*:`), "what Sparklens writes", "give the event log of Spark that it was made from"},
	{pattern.Of(`(?m)^\d\d/\d\d/\d\d \d\d:\d\d:\d\d INFO `), "what Spark logs of itself", "give its event log, which spark.eventLog.enabled writes"},
}

// strangerOf returns the known one that a text begins as; false where there is none.
func strangerOf(head []byte) (stranger, bool) {
	for _, k := range strangers {
		if k.begins.Match(head) {
			return k, true
		}
	}
	return stranger{}, false
}

// stranger returns the error of a source that looks like no format, by its first bytes.
func (s *source) stranger(head []byte) error {
	if k, known := strangerOf(head); known {
		return s.errorf("this is %s: %s", k.name, k.cure)
	}
	if names := memberNames(head); names != nil {
		return s.unclear(ByFrom, "", "JSON of no known kind, with the members %s: name the format, or write its tasks as CSV, with the columns start and end, by jq", listOf(names))
	}
	first, _ := lines.Cut(bytes.TrimLeft(head, " \t\r\n"))
	return s.unclear(ByFrom, "", "it begins with %s and looks like none of %s: name the format, or write the tasks as CSV with the columns start and end",
		lines.Quote(lines.Plain(string(first))), Formats().Names())
}

// member is the name of a member in JSON.
var member = pattern.Of(`"([^"\\\n]{1,40})"\s*:`)

// memberNames returns the names of the first members of a document that begins as JSON; nil where it
// does not.
func memberNames(head []byte) (names []string) {
	if c := bytes.TrimLeft(head, " \t\r\n")[0]; c != '{' && c != '[' {
		return nil
	}
	for _, m := range member.FindAllStringSubmatch(string(head[:min(len(head), 4096)]), 64) {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	return names
}
