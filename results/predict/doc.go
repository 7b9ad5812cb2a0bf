// Package predict says what a job would take with numbers of workers beyond those that were timed,
// in two ways side by side.
//
//	file → runs that ran at once ─┬→ the chosen law, and those the data leave open (package fit) → law
//	Changes: what if … ───────────┤
//	                              └→ what each run took, cause by cause → Model → package replay → simulation
//
// The law is what the times show and knows of no reason. The simulation plays the claims of the
// run in virtual time, from what was measured of each cause: the chunk times of the file, the
// claims, what serves all workers one after the other, the start of the workers, split and merge.
// Where the two differ beyond their intervals, the [Reason] is the cause in which they differ most: the
// causes of a time add up to it, those of the law and those of the simulation.
//
// The package reads no file and names no flag. The same file and the same question give the same
// forecast.
package predict
