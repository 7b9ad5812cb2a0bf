// Package store manages the folder where result files are kept, and makes the list of them.
//
// It finds result files for the verbs of the command line that take the name of one:
//
//	Default → Folder.Find(name) → path → results.Read
//	          ├→ List(Filter) → []Entry: name, state, S
//	          └→ Newest(workload, wanted) → sweeps of the same work
//
// It makes no runs, never writes in a result file and keeps nothing in memory, so files
// may come and go at any time. It takes S from package analysis. Commands import it, and so
// do package report, which draws its lists, and package prepare, which reads earlier sweeps.
package store
