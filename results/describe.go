package results

import "serialfraction/harness"

// DataOf returns a dataset as a result file describes it.
func DataOf(d *harness.Dataset) Data {
	return Data{Name: d.Name, Rows: d.NumRows(), Cols: d.Cols,
		Groups: d.Groups.Names, Sizes: d.Groups.Sizes, SHA256: d.Digest()}
}

// DigestOf returns the SHA-256 of an answer in hexadecimal, by which a result file
// knows it: [harness.AnswerDigest].
func DigestOf(answer []float64) string { return harness.AnswerDigest(answer) }
