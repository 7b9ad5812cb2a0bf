// Package sizes shows how the serial fraction of a job depends on its number of rows.
//
// S of a sample is not S of the job: what a run costs whatever its rows, such as starting
// workers, is a large part of a short run and a small one of a long run. Each size has a sweep
// of its own; of these the package makes a [Study]:
//
//	reports of sweeps → Of → S, T(1) and causes of each size → what is fixed, what grows
//
// Every quantity in seconds is a line through the sizes, a + b·rows, with weights 1/T(1)²: the
// noise of a run is relative. The weights are the same for all quantities ([Line]), so that the
// lines of the causes add up to that of the serial time S·T(1), as the causes do at each size.
package sizes
