package timings

import (
	"slices"

	"serialfraction/harness/pattern"
)

var (
	dateLike      = pattern.Of(`^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})([T ,]|$)`)
	timeOfDayLike = pattern.Of(`^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?( ?[AaPp][Mm]| ?Z| ?[+-]\d\d:?\d\d)?$`)
)

// findWhen finds, by the first row, the columns named for a time that have the date or the
// time of day of each row. A date is never the time of a run. 10:00:12 may be: it is a time of
// day where a column of dates is beside it and the name is time, without a word for what
// takes this time.
func (cs columns) findWhen(first []string) {
	if len(first) != len(cs) {
		return
	}
	dated := false
	for i, field := range first {
		date := dateLike.MatchString(field)
		dated = dated || date
		cs[i].when = date && cs[i].role == measure
	}
	for i, field := range first {
		ts := tokens(cs[i].name)
		bare := len(ts) == 1 && isBareTime(ts[0])
		cs[i].when = cs[i].when || dated && bare && timeOfDayLike.MatchString(field)
	}
}

// isTimeOfDay reports whether the words of a name end in "time of day".
func isTimeOfDay(ts []string) bool {
	n := len(ts)
	return n >= 3 && slices.Equal(ts[n-3:], []string{"time", "of", "day"})
}
