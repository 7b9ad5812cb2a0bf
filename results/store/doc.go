// Package store is the folder where result files are kept, and says of each what a list
// shows.
//
// It stands beside the result file, for the verbs that name one:
//
//	Default → Folder.Find(name) → path → results.Read
//	          ├→ List(Filter) → []Entry: name, state, S
//	          └→ Newest(workload, wanted) → sweeps of the same work
//
// It makes no runs, never writes in a result file and keeps nothing in memory, so files
// may come and go at any time. What S is, it asks of the analysis. It is for commands, for
// the report that draws its lists, and for what is made ready by earlier sweeps.
package store
