// Package playback plays the run of a log again in other numbers of slots.
//
//	Run → Of → Job ─┬→ Play(slots, Pace): one time
//	                ├→ Forecast: a time with its interval
//	                └→ Without, AtMost: another Job, what if
//
// Stages become ready as long after those before them as they did, and slots come when they came.
// Whenever a slot is free, it takes the task that the log has started first of those that are
// ready (Graham 1966: list scheduling). What starts tasks is a part of it: a slot that a task has
// left waits for a gap, and two tasks are never started at once but a spacing apart. Both are
// estimated from the log: without them the time of many short tasks comes out several times too
// short. Attempts whose result was not used are left out.
//
// In as many slots as the log has, the time of the log comes out again, and by how much it does
// not is the first thing to look at. Tasks are taken to take as long in other slots as in these:
// whether they do, one log cannot tell.
package playback
