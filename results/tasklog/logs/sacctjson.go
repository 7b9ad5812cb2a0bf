package logs

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"serialfraction/harness/pattern"
	"serialfraction/results/tasklog"
)

var slurmJSONLike = pattern.Of(`^\s*\{\s*"(meta|jobs|errors|warnings)"\s*:`)

// isSacctJSON reports whether a document is one of sacct --json, as any release writes it.
func isSacctJSON(head []byte) bool {
	return slurmJSONLike.Match(head) && (bytes.Contains(head, []byte(`"derived_exit_code"`)) || bytes.Contains(head, []byte(`"association"`)) || bytes.Contains(bytes.ToLower(head), []byte(`"slurm"`)))
}

// maxSeconds bounds a moment in seconds.
const maxSeconds = maxTime / 1_000_000_000

// A slurmNumber is a number, which newer releases put into an object: {"set":true,"number":5}.
type slurmNumber int64

func (n *slurmNumber) UnmarshalJSON(text []byte) error {
	var object struct {
		Set    *bool
		Number float64
	}
	if len(text) > 0 && text[0] == '{' {
		if err := json.Unmarshal(text, &object); err != nil {
			return err
		}
		*n = tasklog.Unknown
		if (object.Set == nil || *object.Set) && object.Number >= 0 && object.Number < maxSeconds {
			*n = slurmNumber(object.Number)
		}
		return nil
	}
	if string(text) == "null" {
		return nil
	}
	whole, err := strconv.ParseInt(string(bytes.Trim(text, `"`)), 10, 64)
	if *n = slurmNumber(whole); err != nil || whole < 0 || whole > maxSeconds {
		*n = tasklog.Unknown
	}
	return nil
}

// nanoseconds returns a moment, or a time in seconds; Unknown for 0, which stands for none.
func (n slurmNumber) nanoseconds() int64 {
	if n <= 0 {
		return tasklog.Unknown
	}
	return int64(n) * 1e9
}

// A slurmWords is a word, or a list of words, of which the first counts.
type slurmWords string

func (w *slurmWords) UnmarshalJSON(text []byte) error {
	var list []string
	if json.Unmarshal(text, &list) == nil {
		if len(list) > 0 {
			*w = slurmWords(list[0])
		}
		return nil
	}
	var one string
	if json.Unmarshal(text, &one) == nil {
		*w = slurmWords(one)
	}
	return nil
}

// A slurmTimes is when a job or a step was.
type slurmTimes struct {
	Start, End, Submission, Eligible, Elapsed slurmNumber
}

// A slurmRecord is a job of sacct --json.
type slurmRecord struct {
	ID        slurmNumber `json:"job_id"`
	Name      string
	Partition string
	Array     struct {
		ID   slurmNumber `json:"job_id"`
		Task slurmNumber `json:"task_id"`
	}
	Time  slurmTimes
	State struct{ Current slurmWords }
	TRES  struct {
		Allocated []struct {
			Type  string
			Count slurmNumber
		}
	}
	Required struct{ CPUs slurmNumber }
	Steps    []struct {
		Step  struct{ Name string }
		Time  slurmTimes
		State slurmWords
		Tasks struct{ Count slurmNumber }
	}
}

// readSacctJSON reads what sacct --json prints: the jobs of a list, which may be long, one by one.
func readSacctJSON(s *source) (*tasklog.Run, error) {
	c := sacct{g: newGathering(quantum(0)), partition: true, named: true}
	d := json.NewDecoder(s)
	number := 0
	err := members(d, func(name string) error {
		if name != "jobs" {
			var skipped json.RawMessage
			return d.Decode(&skipped)
		}
		if t, err := d.Token(); err != nil || t != json.Delim('[') {
			return err
		}
		for d.More() {
			var r slurmRecord
			number++
			err := d.Decode(&r)
			var kind *json.UnmarshalTypeError
			switch {
			case errors.As(err, &kind):
				c.g.unreadable("job", number, wrongKind(kind))
			case err != nil:
				return err
			default:
				r.add(&c, number)
			}
		}
		_, err := d.Token()
		return err
	})
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		c.g.remark(tasklog.Cut, 0, 0, fmt.Sprintf("job %d", number))
	case err != nil:
		c.g.unreadable("job", number, err.Error())
	}
	return c.finish(), nil
}

// wrongKind says that a value of JSON is of a kind that it cannot be.
func wrongKind(err *json.UnmarshalTypeError) (why string) {
	return cmp.Or(err.Field, "it") + " is a " + err.Value
}

// add adds a job and its steps.
func (r *slurmRecord) add(c *sacct, number int) {
	id := strconv.FormatInt(int64(r.ID), 10)
	if r.Array.ID > 0 && r.Array.Task >= 0 {
		id = fmt.Sprintf("%d_%d", r.Array.ID, r.Array.Task)
	}
	cpus := r.Required.CPUs
	for _, t := range r.TRES.Allocated {
		if t.Type == "cpu" {
			cpus = t.Count
		}
	}
	job := slurmJob{id: id, name: r.Name, partition: r.Partition, place: "job", number: number}
	job.fill(r.Time, r.State.Current, cpus)
	c.add(job)
	for i, of := range r.Steps {
		if name := of.Step.Name; name == "batch" || name == "extern" || name == "interactive" {
			continue
		}
		step := slurmJob{id: id, name: of.Step.Name, partition: r.Partition, step: strconv.Itoa(i), place: "job", number: number}
		step.fill(of.Time, of.State, of.Tasks.Count)
		c.add(step)
	}
}

// fill sets when a job was, how it ended and what it took.
func (j *slurmJob) fill(t slurmTimes, state slurmWords, cpus slurmNumber) {
	j.ready, j.start, j.end = max(t.Eligible.nanoseconds(), t.Submission.nanoseconds()), t.Start.nanoseconds(), t.End.nanoseconds()
	j.elapsed, j.cpu = t.Elapsed.nanoseconds(), tasklog.Unknown
	j.state = []byte(state)
	j.cpus = int32(min(max(cpus, 0), maxWeight))
}
