// Package remote is an engine whose workers are processes, on this machine or on others.
//
// One engine is one session: a coordinator, which is this process, a server between it and the
// workers (package broker), and the workers that have joined (package worker). What they write to
// each other is in package wire. The server does what a work queue does: it keeps the tasks, gives
// each to a worker that is free, and gives it to another when the worker is silent.
//
//	load    the workers make the job, and fetch its rows where tasks do not bring them
//	arm     N workers wait for the step
//	        ── the run begins: split
//	go      each makes what it needs: Wake
//	        tasks go out, one for each worker and one that waits in the queue for it; for each result
//	        the next: Claim, Serialize, Transfer, Busy. Large rows are not in the task: the worker
//	        that took it asks for them
//	        ── the last result: merge
//	end     the workers send the account of their threads; the queue must be empty
//
// All times are of the coordinator's clock, or lengths that a worker measured by its own: clocks of
// different machines are never compared.
package remote
