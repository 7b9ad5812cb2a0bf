package journal_test

import (
	"bytes"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/journal"
)

var job = journal.Job{Workload: "ttest", Settings: "5e77", Data: "da7a", Rows: 10, Outputs: []string{"t", "p"}}

// answer returns the answer of a chunk of the job.
func answer(c harness.Chunk) []float64 {
	values := make([]float64, 2*c.Rows)
	for i := range values {
		values[i] = 1 / float64(2*c.Row+i+1)
	}
	values[0] = math.NaN()
	return values
}

// chunk returns a chunk of four rows, or of the two that are left.
func chunk(i int) harness.Chunk {
	return harness.Chunk{Index: i, Row: 4 * i, Rows: min(4, job.Rows-4*i)}
}

// nothing returns room for the rows of the job.
func nothing() *harness.Held {
	return &harness.Held{Answer: make([]float64, 2*job.Rows), Has: make([]bool, job.Rows)}
}

// made returns a journal with some chunks.
func made(t *testing.T, chunks ...int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "r.csv.journal")
	j, err := journal.Create(path, job, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range chunks {
		j.Add(chunk(i), answer(chunk(i)))
	}
	if err := errors.Join(j.Err(), j.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// check compares what a journal has with the chunks that it should have.
func check(t *testing.T, c *journal.Content, chunks ...int) {
	t.Helper()
	for i := range 3 {
		want := slices.Contains(chunks, i)
		at := chunk(i)
		if c.Held.Whole(at.Row, at.Rows) != want {
			t.Errorf("chunk %d: held is %t", i, !want)
		}
		for k, v := range answer(at) {
			if got := c.Held.Answer[2*at.Row+k]; want && math.Float64bits(got) != math.Float64bits(v) {
				t.Errorf("chunk %d: place %d is %v, want %v", i, k, got, v)
			}
		}
	}
}

// What was added comes back bit for bit, whatever the order, and more can be added.
func TestRoundTrip(t *testing.T) {
	path := made(t, 2, 0)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 || !journal.Is(path) {
		t.Errorf("mode %v, a journal: %t, %v", info.Mode(), journal.Is(path), err)
	}
	j, c, err := journal.Open(path, job, nothing())
	if err != nil {
		t.Fatal(err)
	}
	check(t, c, 0, 2)
	if c.ChunkRows != 4 || c.Damaged+c.Cut != 0 {
		t.Errorf("%+v", c)
	}
	if _, _, err := journal.Open(path, job, nothing()); !errors.Is(err, journal.ErrBusy) {
		t.Errorf("opened twice: %v", err)
	}
	j.Add(chunk(1), answer(chunk(1)))
	if err := errors.Join(j.Err(), j.Close()); err != nil {
		t.Fatal(err)
	}
	if j, c, err = journal.Open(path, job, nothing()); err != nil {
		t.Fatal(err)
	}
	check(t, c, 0, 1, 2)
	if err := j.Remove(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := journal.Open(path, job, nothing()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("removed: %v", err)
	}
}

// A journal that is cut at any byte loses the chunk there and no other, and the next chunk is
// added where the last whole one ends.
func TestCut(t *testing.T) {
	path := made(t, 0, 1, 2)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	last := 20 + 8*2*2
	from := len(whole) - last - 2*(20+8*2*4) // the end of the header
	for n := range whole {
		if err := os.WriteFile(path, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		j, c, err := journal.Open(path, job, nothing())
		if n < from {
			if !errors.Is(err, journal.ErrTorn) {
				t.Fatalf("%d bytes: %v", n, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		has := []int{0, 1, 2}[:min((n-from)/(20+8*2*4), 2)]
		check(t, c, has...)
		j.Add(chunk(2), answer(chunk(2)))
		if err := errors.Join(j.Err(), j.Close()); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if c, err = journal.Parse(text, job, nothing()); err != nil {
			t.Fatal(err)
		}
		check(t, c, append(slices.Clone(has), 2)...)
	}
}

// One byte that is damaged costs one chunk, or the header.
func TestDamage(t *testing.T) {
	whole, err := os.ReadFile(made(t, 0, 1, 2))
	if err != nil {
		t.Fatal(err)
	}
	ends := []int{len(whole), len(whole) - 20 - 8*2*2, len(whole) - 20 - 8*2*2 - 20 - 8*2*4}
	from := ends[2] - 20 - 8*2*4
	for i := range whole {
		text := bytes.Clone(whole)
		text[i] ^= 0x40
		c, err := journal.Parse(text, job, nothing())
		if i < from {
			if err == nil {
				t.Errorf("byte %d of the header: no error", i)
			}
			continue
		}
		if err != nil {
			t.Fatalf("byte %d: %v", i, err)
		}
		switch {
		case i < ends[2]:
			check(t, c, 1, 2)
		case i < ends[1]:
			check(t, c, 0, 2)
		default:
			check(t, c, 0, 1)
		}
	}
}

// A journal of another job is refused in words.
func TestOther(t *testing.T) {
	path := made(t, 0)
	for _, c := range []struct {
		change func(*journal.Job)
		want   string
	}{
		{func(j *journal.Job) { j.Workload = "permtest" }, "its workload is ttest, and here it is permtest"},
		{func(j *journal.Job) { j.Rows = 11 }, "its data have 10 rows, and those here 11"},
		{func(j *journal.Job) { j.Data = "0123456789abcdef" }, "the SHA-256 of its data begins with da7a, and here with 0123456789ab"},
		{func(j *journal.Job) { j.Settings = "0" }, "the SHA-256 of its settings and program begins with 5e77, and here with 0"},
	} {
		other := job
		c.change(&other)
		_, _, err := journal.Open(path, other, nothing())
		if of := (*journal.OtherError)(nil); !errors.As(err, &of) || err.Error() != "journal "+path+": it is of another job: "+c.want {
			t.Errorf("%v", err)
		}
	}
	none := filepath.Join(t.TempDir(), "r.csv")
	if err := os.WriteFile(none, []byte("row,t,p\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := journal.Open(none, job, nothing()); !errors.Is(err, journal.ErrNone) || journal.Is(none) {
		t.Errorf("rows: %v", err)
	}
	if _, err := journal.Create(path, job, 4); !errors.Is(err, fs.ErrExist) {
		t.Errorf("made twice: %v", err)
	}
}

// A journal on a full disk adds no more, and keeps what it has.
func TestFull(t *testing.T) {
	path := made(t, 0)
	j, _, err := journal.Open(path, job, nothing())
	if err != nil {
		t.Fatal(err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j.Add(chunk(1), answer(chunk(1)))
	if j.Err() == nil {
		t.Fatal("no error")
	}
	j, c, err := journal.Open(path, job, nothing())
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	check(t, c, 0)
}

// Whatever is read has only rows of the job, no more than bytes, and a record more is read where
// the last one ended.
func FuzzParse(f *testing.F) {
	path := filepath.Join(f.TempDir(), "r.csv.journal")
	j, err := journal.Create(path, job, 4)
	if err != nil {
		f.Fatal(err)
	}
	defer j.Close()
	for i := range 3 {
		j.Add(chunk(i), answer(chunk(i)))
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
		f.Add(text[:len(text)-3])
		f.Add(slices.Concat(text[:len(text)-9], text[len(text)-8:], text[len(text)-84:]))
	}
	f.Add([]byte("HJRNAL1\n\xff\xff\xff\xff{}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := journal.Parse(text, job, nothing())
		if err != nil {
			return
		}
		if len(c.Held.Has) != job.Rows || len(c.Held.Answer) != 2*job.Rows || 16*c.Held.Rows() > len(text) || c.Damaged < 0 || c.Cut < 0 || c.Damaged+c.Cut > len(text) {
			t.Errorf("%q: %+v", text, c)
		}
	})
}
