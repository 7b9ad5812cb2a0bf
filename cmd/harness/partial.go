package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/output"
)

// keepFinished writes the finished rows of a job that failed or was interrupted to a file
// beside path, where its results would be, and returns a sentence about both. The last
// serial step of the workload, such as an adjustment of p, has not been applied.
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
		return fmt.Sprintf("%s, and the %d finished rows could not be written either: %v", nothing, len(rows), err)
	}
	text := fmt.Sprintf("%s; the %d of %d rows that were finished are in %s", nothing, len(rows), job.Data.NumRows(), partial)
	if job.Workload.Finish != nil {
		text += ", without the last step over all rows"
	}
	return text
}

// partialPath returns a.partial.csv.gz for a.csv.gz.
func partialPath(path string) string {
	dir, name := filepath.Split(path)
	ext := filepath.Ext(name)
	if packed := filepath.Ext(strings.TrimSuffix(name, ext)); ext == ".gz" && packed != "" {
		ext = packed + ext
	}
	return dir + strings.TrimSuffix(name, ext) + ".partial" + ext
}
