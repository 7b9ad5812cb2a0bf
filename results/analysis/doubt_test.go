package analysis

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/runtest"
)

// longer makes the rows of a run take so much longer in all, evenly shared by its workers. account
// has what the accounts of the thread and of the collector have of a worker's part.
func longer(r *harness.Run, all time.Duration, account func(r *harness.Run, w *harness.WorkerTiming, part time.Duration)) {
	for i := range r.Timing.Workers {
		w, part := &r.Timing.Workers[i], all/time.Duration(r.Workers)
		w.Busy += part
		if account != nil {
			account(r, w, part)
		}
	}
	r.Timing.Parallel = 0
	r.Timing = runtest.Tiled(r.Timing)
}

func onCPU(_ *harness.Run, w *harness.WorkerTiming, part time.Duration) { w.Sched.CPU += part }

func collected(r *harness.Run, _ *harness.WorkerTiming, part time.Duration) {
	r.System.GCPause = new(part)
}

// What is the program's or the machine's is in the upper end of the program's S, and not in its
// value: at any load, and however small it is beside S.
func TestDoubtsAreInTheUpperEnd(t *testing.T) {
	const open = 0.015 // of S
	for name, c := range map[string]struct {
		account func(*harness.Run, *harness.WorkerTiming, time.Duration)
		words   string
	}{
		"a lock":     {nil, "Workers slept while they worked on rows"},
		"collection": {collected, "Garbage collection is"},
	} {
		for load, wait := range map[string]float64{"quiet": 0, "loaded": 0.5} {
			t.Run(name+", "+load, func(t *testing.T) {
				f := finished(header(1, 2, 4), edit(quietRuns(), func(r *harness.Run) {
					longer(r, time.Duration(open*float64(r.Workers-1)*float64(time.Second)), c.account)
					waits(r, wait*float64(r.Workers-1))
				}))
				a := analyze(t, f, Options{})
				i := a.ProgramSerialFraction
				if math.Abs(i.Value-plantedSerial) > 2e-4 || i.Hi < plantedSerial+open || i.Hi > plantedSerial+open+0.004 {
					t.Errorf("with %v that may be the program's beside %v, its S is %v", open, plantedSerial, *i)
				}
				if most := a.ProgramMaxSpeedup; most.Lo > 1/(plantedSerial+open) {
					t.Errorf("its ceiling is %v", *most)
				}
				if !strings.Contains(a.Verdict, c.words) {
					t.Error(a.Verdict)
				}
				s, err := NewSample(f, Options{})
				if err != nil {
					t.Fatal(err)
				}
				if _, open := s.Program(0.95); open != (Open{Hi: true}) {
					t.Errorf("repeats do not move %+v", open)
				}
				addsUp(t, a)
			})
		}
	}
}

// The law may leave the upper end of S far from its value. Where no worker slept and nothing was
// collected that is no doubt, and more repeats narrow it.
func TestTheLawIsNoDoubt(t *testing.T) {
	r, lopsided := rand.New(rand.NewPCG(3, 5)), 0
	for range 60 {
		f := finished(header(1, 2, 4, 8, 16), edit(runtest.Amdahl(6, 20*time.Millisecond, 980*time.Millisecond, 1, 2, 4, 8, 16), func(run *harness.Run) {
			overhead := 0.0001 * float64(run.Workers-1) * (1 + 0.5*r.NormFloat64()) // of the USL
			run.Timing.Merge += time.Duration(overhead * float64(time.Second))
			run.Timing = runtest.Tiled(run.Timing)
		}))
		f.Header.Machine.EffectiveCPUs, f.Header.GOMAXPROCS = 16, 16
		s, err := NewSample(f, Options{})
		if err != nil {
			t.Fatal(err)
		}
		own, open := s.Program(0.95)
		i := own.SerialFraction
		if own.Model != fit.USL.Name || i.Hi-i.Value <= 2*(i.Value-i.Lo) {
			continue
		}
		lopsided++
		if doubts := s.study.division.doubts; open != (Open{}) || doubts != nil {
			t.Errorf("S %v by itself, in doubt %+v (%v)", i, doubts, open)
		}
	}
	if lopsided == 0 {
		t.Error("no interval is lopsided by its law")
	}
}

// addsUp checks that program and machine are S, and the machine's parts what it adds.
func addsUp(t *testing.T, a *Report) {
	t.Helper()
	parts := 0.0
	for _, p := range a.MachineParts {
		parts += p.SerialFraction
	}
	if own, machine := a.ProgramSerialFraction.Value, a.MachineSerialFraction.Value; math.Abs(own+machine-a.SerialFraction.Value) > 1e-12 || math.Abs(parts-machine) > 1e-12 {
		t.Errorf("S %v, program %v, machine %v, its parts %v", a.SerialFraction.Value, own, machine, parts)
	}
}

// Rows that write what others use slow each other down as busy memory does. Without a control the
// program's S is under the condition that they do not; independent copies that are slowed down less
// raise its upper end, and copies that are slowed down as much do not.
func TestSharedMemoryIsInDoubt(t *testing.T) {
	const slowed = 0.3 // of S: what workers slow each other down by
	condition, sentence := "if they share nothing that they write", "slow each other down more than independent copies do"
	for _, c := range []struct {
		name            string
		rows            float64 // of S: workers slow each other down
		copies          float64 // and copies each other; below 0 is no control
		hi              float64
		condition, word bool
	}{
		{"nothing is slower", 0, -1, plantedSerial, false, false},
		{"no control", slowed, -1, plantedSerial, true, false},
		{"copies as slow", slowed, slowed, plantedSerial, true, false},
		{"copies not slow", slowed, 0, plantedSerial + slowed, false, true},
		{"copies half as slow", slowed, slowed / 2, plantedSerial + slowed/2, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			slow := func(r *harness.Run, by float64) {
				longer(r, time.Duration(by*float64(r.Workers-1)*float64(time.Second)), onCPU)
			}
			runs := edit(quietRuns(), func(r *harness.Run) { slow(r, c.rows) })
			if c.copies >= 0 {
				for _, r := range runtest.Amdahl(8, 0, 970*time.Millisecond, 1, 2, 4) {
					r.Engine = harness.ControlKind.Name
					for i := range r.Timing.Workers {
						w := &r.Timing.Workers[i] // each copy does all the work
						w.Busy, w.Sched.CPU = w.Busy*time.Duration(r.Workers), w.Sched.CPU*time.Duration(r.Workers)
					}
					slow(&r, c.copies*float64(r.Workers))
					runs = append(runs, r)
				}
			}
			f := finished(header(1, 2, 4), runs)
			a := analyze(t, f, Options{})
			i := a.ProgramSerialFraction
			if math.Abs(i.Value-plantedSerial) > 2e-4 || i.Hi < c.hi || i.Hi > c.hi+0.02 {
				t.Errorf("the program's S is %v, want its upper end at %v", *i, c.hi)
			}
			if ceiling := 1 / c.hi; a.ProgramMaxSpeedup.Lo > ceiling || a.ProgramMaxSpeedup.Lo < 0.85*ceiling {
				t.Errorf("the program's ceiling is %v, want its lower end at %v", *a.ProgramMaxSpeedup, ceiling)
			}
			if strings.Contains(a.Verdict, condition) != c.condition || strings.Contains(a.Verdict, sentence) != c.word {
				t.Error(a.Verdict)
			}
			addsUp(t, a)
			s, err := NewSample(f, Options{})
			if err != nil {
				t.Fatal(err)
			}
			own, err := s.OwnedAt(ownerProgram, 4)
			if err != nil || own.Hi < c.hi-5e-4 || own.Hi > c.hi+0.02 {
				t.Errorf("at N = 4 the program has %v (%v), want its upper end at %v", own, err, c.hi)
			}
			adds := c.rows + plantedSerial - c.hi // what the machine adds at least
			if machine, err := s.OwnedAt(ownerMachine, 4); err != nil || machine.Lo > adds+5e-4 || machine.Lo < adds-0.02 {
				t.Errorf("at N = 4 the machine adds %v (%v), want its lower end at %v", machine, err, adds)
			}
		})
	}
}
