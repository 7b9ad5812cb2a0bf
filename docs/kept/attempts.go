package kept

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// An attempt is a line of attempts.jsonl: a sweep that was begun, or how one ended. A sweep that
// begins and has no end was killed with its table.
type attempt struct {
	Sweep   string    `json:"sweep"`
	Time    time.Time `json:"time"`
	Harness string    `json:"harness,omitempty"` // the digest of the program; "" = this line is of the end
	Fault   string    `json:"fault,omitempty"`   // why the sweep was not kept; "" = it was

	Facts map[string]float64 `json:"facts,omitempty"` // measured beside a sweep that was kept
}

// readAttempts reads the lines of a log and returns how many bytes they are. What follows the
// last whole line is not counted: it was being written when the machine stopped.
func readAttempts(text []byte) (all []attempt, whole int64, err error) {
	for line := range bytes.Lines(text) {
		var a attempt
		if !bytes.HasSuffix(line, []byte("\n")) {
			break
		}
		if err := json.Unmarshal(line, &a); err != nil {
			return nil, 0, fmt.Errorf("attempts.jsonl, line %d: %w", len(all)+1, err)
		}
		all, whole = append(all, a), whole+int64(len(line))
	}
	return all, whole, nil
}

// note writes a line of the log.
func (f *Folder) note(a attempt) error {
	a.Time = time.Now().UTC().Truncate(time.Second)
	text, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if _, err := f.log.Write(append(text, '\n')); err != nil {
		return err
	}
	f.tries = append(f.tries, a)
	return nil
}

// madeBy returns the digest of the harness that made a sweep last; "" = none did.
func (f *Folder) madeBy(name string) (digest string) {
	for _, a := range f.tries {
		if a.Sweep == name && a.Harness != "" {
			digest = a.Harness
		}
	}
	return digest
}

// unkept reports whether the last attempt at a sweep has no line that it was kept. It may have a
// file all the same, if it was killed before the line was written.
func (f *Folder) unkept(name string) (unkept bool) {
	for _, a := range f.tries {
		if a.Sweep == name {
			unkept = a.Harness != "" || a.Fault != ""
		}
	}
	return unkept
}

// Facts returns what was measured beside a sweep that the folder has.
func (f *Folder) Facts(name string) (facts map[string]float64) {
	for _, a := range f.tries {
		if a.Sweep == name && a.Harness == "" && a.Fault == "" {
			facts = a.Facts
		}
	}
	return facts
}

// Attempts are the sweeps that were begun in a folder, kept or not.
type Attempts struct {
	Begun       int
	Kept        int
	Again       int           // kept in place of one that was kept before and taken out of the folder
	Faults      []string      // why each was not kept that ended, in the order of time
	First, Last time.Time     // when the first and the last of those begun began
	Pause       time.Duration // the longest time without a sweep
}

// Attempts returns what the log of the folder has.
func (f *Folder) Attempts() (a Attempts) {
	kept := map[string]bool{}
	for i, t := range f.tries {
		if t.Harness == "" {
			if t.Fault == "" {
				a.Kept++
				if kept[t.Sweep] {
					a.Again++
				}
				kept[t.Sweep] = true
			} else {
				a.Faults = append(a.Faults, t.Sweep+": "+t.Fault)
			}
			continue
		}
		if a.Begun == 0 {
			a.First = t.Time
		} else {
			a.Pause = max(a.Pause, t.Time.Sub(f.tries[i-1].Time))
		}
		a.Begun, a.Last = a.Begun+1, t.Time
	}
	return a
}

// String returns the attempts in sentences.
func (a Attempts) String() string {
	text := fmt.Sprintf("%d sweeps were begun and %d kept", a.Begun, a.Kept)
	if a.Again > 0 {
		text += fmt.Sprintf(", %d of them in place of one that was taken out of the folder", a.Again)
	}
	text += "."
	if n := a.Begun - a.Kept - len(a.Faults); n > 0 {
		text += fmt.Sprintf(" Killed with the table: %d.", n)
	}
	if len(a.Faults) > 0 {
		text += " Not kept: " + strings.Join(a.Faults, "; ") + "."
	}
	return text
}
