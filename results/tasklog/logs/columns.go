package logs

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
)

// A role is what a column of a table is to a task.
type role struct {
	name  string   // as Options.Columns has it
	names []string // of columns that have it, in lower case without marks; the first that is there is it
}

// The names of the roles.
const (
	startRole    = "start"
	endRole      = "end"
	durationRole = "duration"
	slotRole     = "slot"
	stageRole    = "stage"
	submitRole   = "submit"
	okRole       = "ok"
	keyRole      = "key"
	cpusRole     = "cpus"
)

// roles are those that there are, with the names that programs and people give such columns.
var roles = []role{
	{startRole, strings.Fields("start starttime startedat started startts starttimestamp starttimeunix begin began beginat begintime launch launchtime launched tstart timestart startdate jobcurrentstartdate jobstartdate actualstart t0 from time timestamp")},
	{endRole, strings.Fields("end endtime endedat ended endts endtimestamp finish finished finishedat finishtime stop stopped stoppedat stoptime complete completed completedat completiontime completiondate tend tstop timeend enddate t1 to")},
	{durationRole, strings.Fields("duration durationtime elapsed elapsedtime runtime jobruntime realtime wall walltime wallclock wallclocktime remotewallclocktime took latency seconds secs timetaken dur real")},
	{slotRole, strings.Fields("slot slotid worker workerid thread threadid tid core coreid executor executorid lane rank")},
	{stageRole, strings.Fields("stage stageid phase rule batch wave")},
	{submitRole, strings.Fields("submit submitted submittedat submittime queuedwhen queued queuedat queuetime enqueued enqueuedat created createdat createtime creationtime qdate ready readyat")},
	{okRole, strings.Fields("ok success succeeded state status exit exitcode exitval exitstatus returncode rc")},
	{keyRole, strings.Fields("key name task taskname jobname job command cmd target test label file taskid jobid id")},
	{cpusRole, strings.Fields("cpus ncpus alloccpus reqcpus cpuspertask slots poolslots")},
}

// units are the ends of names of columns of times.
var unitNames = []struct {
	ends string
	unit int
}{
	{"milliseconds", millis}, {"millis", millis}, {"msec", millis}, {"ms", millis},
	{"microseconds", micros}, {"micros", micros}, {"usec", micros}, {"us", micros}, {"µs", micros},
	{"nanoseconds", nanos}, {"nanos", nanos}, {"nsec", nanos}, {"ns", nanos},
	{"seconds", seconds}, {"sec", seconds}, {"s", seconds},
}

// A column is a column of a table that has a role.
type column struct {
	at   int  // its number, from 0; -1 where no column has the role
	unit int  // of its numbers, where named
	told bool // its name has the unit
}

// plain returns the name of a column in lower case, without marks and its unit.
func plainName(name string) (plain string, unit int, told bool) {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == 'µ')
	})
	if n := len(words); n > 1 {
		for _, u := range unitNames {
			if words[n-1] == u.ends {
				return strings.Join(words[:n-1], ""), u.unit, true
			}
		}
	}
	return strings.Join(words, ""), seconds, false
}

// columnsOf finds the columns of a table that have roles: those that a person names, else those of
// known names.
func columnsOf(names []string, told map[string]string) (map[string]column, error) {
	found := map[string]column{}
	taken := make([]bool, len(names))
	for _, as := range slices.Sorted(maps.Keys(told)) {
		if !slices.ContainsFunc(roles, func(r role) bool { return r.name == as }) {
			return nil, &harness.FlagError{Flag: "column", Value: as + "=" + told[as], Want: "a column is one of " + Roles()}
		}
		c, ok := columnNamed(names, told[as])
		if !ok {
			return nil, &harness.FlagError{Flag: "column", Value: as + "=" + told[as], Want: "the columns are " + listOf(names) + ": type one of them, or its number from 1"}
		}
		found[as] = c
		taken[c.at] = true
	}
	first := map[string]int{} // the first column of each name
	for i, name := range slices.Backward(names) {
		plain, _, _ := plainName(name)
		first[plain] = i
	}
	for _, r := range roles {
		if _, ok := found[r.name]; ok {
			continue
		}
		c := column{at: -1}
		for _, known := range r.names {
			if i, ok := first[known]; ok && !taken[i] {
				_, unit, told := plainName(names[i])
				c = column{i, unit, told}
				taken[i] = true
				break
			}
		}
		found[r.name] = c
	}
	return found, nil
}

// columnNamed finds the column of a name, or of a number from 1. Behind a colon may stand the unit of
// its numbers: took:ms.
func columnNamed(names []string, name string) (column, bool) {
	if i := slices.Index(names, name); i >= 0 {
		_, unit, told := plainName(name)
		return column{i, unit, told}, true
	}
	if i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, name) }); i >= 0 {
		_, unit, told := plainName(name)
		return column{i, unit, told}, true
	}
	if number, err := strconv.Atoi(name); err == nil && 1 <= number && number <= len(names) {
		_, unit, told := plainName(names[number-1])
		return column{number - 1, unit, told}, true
	}
	i := strings.LastIndexByte(name, ':')
	if i < 0 {
		return column{}, false
	}
	for _, u := range unitNames {
		if name[i+1:] == u.ends {
			c, ok := columnNamed(names, name[:i])
			c.unit, c.told = u.unit, true
			return c, ok
		}
	}
	return column{}, false
}

// Roles returns the names of what a column of a table may hold, as [Options] has them.
func Roles() string {
	var all []string
	for _, r := range roles {
		all = append(all, r.name)
	}
	return strings.Join(all, ", ")
}

// listOf lists the names of columns, the first ones of many.
func listOf(names []string) string {
	const most = 12
	var list []string
	for _, n := range names[:min(most, len(names))] {
		list = append(list, lines.Plain(n))
	}
	if len(names) > most {
		list = append(list, "…")
	}
	return strings.Join(list, ", ")
}
