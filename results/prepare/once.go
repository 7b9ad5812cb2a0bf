package prepare

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/journal"
	"serialfraction/harness/machine"
	"serialfraction/harness/remote"
	"serialfraction/harness/scratch"
	"serialfraction/results"
	"serialfraction/workloads"
)

// A Once is a job that is done once, for its results and not to be timed.
type Once struct {
	Job *harness.Job // cut into chunks by the request, or by [Once.Cut]

	needs    demand
	schedule harness.Schedule
	work     work            // to find earlier sweeps of the same work
	settings string          // SHA-256 of the settings, the program and the script
	remote   *remote.Options // of an engine that has not begun; nil = the workers are threads of this process
	remarks  Remarks
	answer   *scratch.Array // nil = the answer is in memory
	held     *scratch.Array // the answers of an earlier run; nil = they are in memory, or there are none
}

// NewOnce prepares the work of a request, and ignores its settings of a sweep. The workload
// must be one on rows. watch may follow which workers come, and that
// a program is tried.
func NewOnce(ctx context.Context, r results.Request, watch *Watch) (*Once, error) {
	spec, err := workloads.Lookup(r.Workload)
	if err != nil {
		return nil, err
	}
	kind, err := engineByName(r.Engine)
	if err != nil {
		return nil, err
	}
	if kind.Simulated || kind.OneWorker {
		return nil, &harness.FlagError{Flag: "engine", Value: r.Engine,
			Want: "results are made by " + harness.PoolKind.Name + " or " + harness.RemoteKind.Name + ": type one of them"}
	}
	schedule, err := harness.ScheduleByName(r.Schedule)
	if err != nil {
		return nil, err
	}
	here := machine.This()
	asked := r.Workers
	if len(asked) == 0 {
		asked = []int{mostWorkers(r, here)} // Cut looks at the N of an earlier sweep, which are known by the rows
	}
	if _, err := pinned(r, here, asked); err != nil {
		return nil, err
	}
	needs := demand{request: r, spec: spec, once: true}
	if err := needs.checkFiles(machine.OpenFiles()); err != nil {
		return nil, err
	}
	made := order(r)
	if !kind.Remote && r.Pin == "" { // the process of a worker begins on the CPU to which that is bound
		made.Once = min(slices.Max(append([]int{1}, r.Workers...)), max(1, int(here.EffectiveCPUs))) // of N that an earlier sweep recommends the first
	}
	var data *harness.Dataset
	done, err := workload(ctx, made, r, func(ctx context.Context) (_ *harness.Dataset, err error) {
		data, err = needs.load(ctx)
		return data, err
	}, watch)
	if err != nil {
		return nil, err
	}
	o := &Once{
		Job:      &harness.Job{Data: data, Workload: done, ChunkRows: r.ChunkRows},
		needs:    needs,
		schedule: schedule,
		work:     work{workload: r.Workload, engine: kind.Name, args: Args(r), pace: done.Pace, script: done.Script, data: data.Name, machine: here},
	}
	if err := needs.checkAnswers(o.Job); err != nil {
		return nil, errors.Join(err, data.Close())
	}
	if kind.Remote {
		options, err := remoteOptions(r, watch)
		if err == nil {
			err = remote.New(options).Fits(o.Job)
		}
		if err != nil {
			return nil, errors.Join(err, data.Close())
		}
		o.remote = &options
	}
	identity := []any{o.work.args, r.Program}
	if done.Script != nil {
		identity = append(identity, done.Script.SHA256)
	}
	text, err := json.Marshal(identity)
	if err != nil {
		panic(fmt.Sprintf("settings have no JSON: %v", err)) // they are texts
	}
	sum := sha256.Sum256(text)
	o.settings = hex.EncodeToString(sum[:])
	return o, nil
}

// Remote reports whether the workers are other processes.
func (o *Once) Remote() bool { return o.remote != nil }

// Identity returns what a journal keeps of the job, to know it again. It reads all rows.
func (o *Once) Identity() journal.Job {
	return journal.Job{Workload: o.work.workload, Settings: o.settings, Data: o.Job.Data.Digest(), Rows: o.Job.Data.NumRows(), Outputs: o.Job.Workload.Outputs}
}

// Cut sets GOMAXPROCS of this process for so many workers, and cuts the job for them unless
// it has the rows of a chunk. The error of too many workers is a *harness.FlagError, that of too
// little memory likewise or a *[MemoryError].
func (o *Once) Cut(ctx context.Context, workers int) error {
	o.needs.workers = []int{workers} // before which their threads are not counted
	if err := o.needs.checkFiles(machine.OpenFiles()); err != nil {
		return err
	}
	if err := o.needs.checkJob(o.Job); err != nil {
		return err
	}
	cpus, err := pinned(o.needs.request, o.work.machine, []int{workers})
	if err != nil {
		return err
	}
	o.Job.CPUs = cpus
	harness.PinProcs(o.work.machine.EffectiveCPUs, o.Job.Workload.Waits(), workers)
	if o.Job.ChunkRows == 0 {
		if err := o.Job.Cut(ctx, workers); err != nil {
			return err
		}
	}
	capChunks(o.engine(), o.Job)
	if size := input.SizeOfRows(o.Job.Data); o.needs.aside(size, o.needs.room(size)) {
		return o.putAside()
	}
	return nil
}

// putAside has the answer in a file without a name.
func (o *Once) putAside() (err error) {
	o.answer, err = o.inFile("answers")
	return err
}

// inFile returns room for the values of an answer in a file without a name. what names them, a plural.
func (o *Once) inFile(what string) (*scratch.Array, error) {
	a, err := scratch.New(aside(o.needs.request), o.Job.ResultLen())
	if err != nil {
		return nil, fmt.Errorf("%d bytes of %s have no room in memory, nor in a file: %w", 8*int64(o.Job.ResultLen()), what, err)
	}
	return a, nil
}

// Aside reports whether the answer lies in a file without a name, for memory has no room for it.
func (o *Once) Aside() bool { return o.answer != nil }

// engine returns an engine of the kind of the request.
func (o *Once) engine() harness.Engine {
	if o.remote != nil {
		return remote.New(*o.remote)
	}
	return &harness.Pool{Schedule: o.schedule}
}

// Do runs the job on so many workers. It takes the chunks whose rows are all held, where held is not
// nil, and calls landed for each other chunk with its place in the answer: in the workers, which may do
// so concurrently, or where these are other processes in one goroutine. With any error the answer has
// what had been written by then. It is gone at the end of this process where it is [Once.Aside].
func (o *Once) Do(ctx context.Context, workers int, held *harness.Held, landed func(c harness.Chunk, answer []float64)) (answer []float64, t harness.Timing, failed error) {
	job := o.Job
	if o.remote != nil {
		o.remote.Most, o.remote.Held, o.remote.Landed = workers, held, landed
	} else {
		job = new(*job)
		job.Workload = harness.Watched(job.Workload, landed)
		if held != nil {
			job = job.Holding(held)
		}
	}
	engine := o.engine()
	defer func() {
		o.remarks = remarksOn(engine)
		failed = errors.Join(failed, closeEngine(engine))
	}()
	if o.answer == nil {
		return harness.Once(ctx, engine, job, workers)
	}
	failed = o.answer.Guard(func() (err error) {
		t, err = harness.OnceInto(ctx, o.answer.Values, engine, job, workers)
		return err
	})
	return o.answer.Values, t, failed
}
