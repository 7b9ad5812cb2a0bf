package prepare

import (
	"strconv"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
)

// The files that a job has open at once beside those of this process before it. They were counted
// at N = 1, 4, 16 and 64, and are a few more than that, for what is open only for a moment. Without
// the account of its thread a worker would be timed, and nobody would see what it waited.
const (
	jobFiles     = 10 // the result file, the gauges of process, machine and coordinator
	threadFiles  = 1  // of a worker: the account of its thread
	guardedFiles = 12 // of any number of programs: the helper process, and a program that is starting
	programFiles = 5  // of a worker: the account, three pipes to its program, and its handle
	remoteFiles  = 3  // of a worker that is a process: a connection, its standard error and its handle
	wholeFiles   = 20 // of a job that times a whole program: its output, and what others did beside it
)

// files returns how many files the job has open at once whatever the workers, and with each.
func (d demand) files() (fixed, each int) {
	switch {
	case d.spec.Program != nil:
		return wholeFiles, 0
	case EngineOf(d.request).Remote:
		return jobFiles + guardedFiles, remoteFiles
	case EngineOf(d.request).Simulated, d.once && !d.spec.Processes(): // nothing is timed
		return jobFiles, 0
	case d.spec.Processes():
		return jobFiles + guardedFiles, programFiles
	}
	return jobFiles, threadFiles
}

// checkFiles returns an error where the job may not open as many files as it has at once. It is a
// *harness.FlagError where fewer workers help, and else a *machine.FilesError.
func (d demand) checkFiles(have machine.Files) error {
	n := 1
	for _, w := range d.workers {
		n = max(n, w)
	}
	fixed, each := d.files()
	if fixed+each*n <= have.Left() {
		return nil
	}
	why := &machine.FilesError{What: "a job and its results", Needs: have.Open + fixed + each*n, Limit: have.Limit}
	if d.spec.Program != nil {
		why.What = "a job and its program"
	}
	if each == 0 {
		return why
	}
	why.What = wording.Count(n, "worker")
	most := (have.Left() - fixed) / each
	if most < 1 {
		why.What, why.Needs = "a job and 1 worker", have.Open+fixed+each
		return why
	}
	return &harness.FlagError{Flag: d.flagOfWorkers(), Value: strconv.Itoa(n), Want: why.Error() + ", or type " + strconv.Itoa(most) + " at most"}
}

// flagOfWorkers names the setting that decides N.
func (d demand) flagOfWorkers() string {
	if d.once || len(d.request.Workers) > 0 {
		return "workers"
	}
	return "max-workers"
}
