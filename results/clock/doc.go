// Package clock reads times as clocks, schedulers and people write them: how long something took, and
// the moment when it was.
//
//	"1-02:03:04", "1m 19s", "PT1.5S"     → Length, Spelled → seconds
//	"2026-11-28T19:09:57.246+01:00"      → Moment          → nanoseconds since 1970
//
// A number without a unit is none of its business: package numeral reads it. What may be two times,
// such as 10:00 or 03/04/2026, is refused. It guesses nothing and keeps nothing.
package clock
