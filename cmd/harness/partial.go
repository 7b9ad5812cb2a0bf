package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/output"
)

// keepFinished writes the rows that are done of a job that is not, beside where its
// results would be, and says where everything is. A last serial step, such as an
// adjustment of p, has not been taken.
func keepFinished(job *harness.Job, answer []float64, path string) string {
	nothing := fmt.Sprintf("Nothing was written to %s", path)
	rows := job.Finished(answer)
	if len(rows) == 0 {
		return nothing
	}
	width := len(job.Workload.Outputs)
	done := &harness.Dataset{Name: job.Data.Name}
	table := &harness.Table{Columns: job.Workload.Outputs}
	for _, row := range rows {
		done.Rows = append(done.Rows, job.Data.ID(row))
		table.Values = append(table.Values, answer[row*width:(row+1)*width]...)
	}
	partial := partialPath(path)
	if _, err := output.WriteFile(partial, done, table); err != nil {
		return fmt.Sprintf("%s, nor the %d rows that were done: %v", nothing, len(rows), err)
	}
	said := fmt.Sprintf("%s; the %d of %d rows that were done are in %s", nothing, len(rows), job.Data.NumRows(), partial)
	if job.Workload.Finish != nil {
		said += ", without the last step over all rows"
	}
	return said
}

// partialPath is a.partial.csv.gz for a.csv.gz.
func partialPath(path string) string {
	dir, name := filepath.Split(path)
	ext := filepath.Ext(name)
	if packed := filepath.Ext(strings.TrimSuffix(name, ext)); ext == ".gz" && packed != "" {
		ext = packed + ext
	}
	return dir + strings.TrimSuffix(name, ext) + ".partial" + ext
}
