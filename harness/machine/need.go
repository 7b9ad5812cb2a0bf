package machine

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Need is the memory that work on rows takes, by what takes it.
type Need []Part

// A Part is memory of one kind. It follows from the number of rows.
type Part struct {
	What  string // a plural: "rows", "answers"
	Fixed int64  // bytes, whatever the number of rows
	Row   int64  // bytes for each row
}

// bytes returns what a part takes of so many rows; at most [math.MaxInt64].
func (p Part) bytes(rows int) int64 {
	if p.Row > 0 && int64(rows) > (math.MaxInt64-p.Fixed)/p.Row {
		return math.MaxInt64
	}
	return p.Fixed + p.Row*int64(rows)
}

// Bytes returns what all takes of so many rows; at most [math.MaxInt64].
func (n Need) Bytes(rows int) int64 {
	sum := int64(0)
	for _, p := range n {
		each := p.bytes(rows)
		if each > math.MaxInt64-sum {
			return math.MaxInt64
		}
		sum += each
	}
	return sum
}

// Without returns the need without the parts of that name.
func (n Need) Without(what string) Need {
	return slices.DeleteFunc(slices.Clone(n), func(p Part) bool { return p.What == what })
}

// Has reports whether a need has room for so many rows; in a Room that is not known it has.
func (n Need) Has(rows int, room Room) bool { return room.Bytes == 0 || n.Bytes(rows) <= room.Bytes }

// Rows returns how many rows have room, in steps of so many rows that are all taken or none, and
// rounded down to two digits of steps; 0 = not even one step.
func (n Need) Rows(room Room, step int) int {
	fixed, each := n.Bytes(0), int64(0)
	for _, p := range n {
		each += p.Row
	}
	if each == 0 || fixed >= room.Bytes {
		return 0
	}
	return Room{Bytes: room.Bytes - fixed}.Count(each*int64(step)) * step
}

// smallest is the least share of the whole that a part has which is named.
const smallest = 0.02

// Words names what takes the memory of so many rows, the largest part first: "8 GB for rows and 2
// GB for answers". It is "" of a need of one kind.
func (n Need) Words(rows int) string {
	byName := map[string]int64{}
	for _, p := range n {
		byName[p.What] += p.bytes(rows)
	}
	var names, parts []string
	for name, bytes := range byName {
		if float64(bytes) >= smallest*float64(n.Bytes(rows)) {
			names = append(names, name)
		}
	}
	if len(byName) < 2 {
		return ""
	}
	slices.SortFunc(names, func(a, b string) int {
		if byName[a] != byName[b] {
			return int(min(1, max(-1, byName[b]-byName[a])))
		}
		return strings.Compare(a, b)
	})
	for _, name := range names {
		parts = append(parts, fmt.Sprintf("%s for %s", gigabytes(byName[name]), name))
	}
	if last := len(parts) - 1; last > 0 {
		return strings.Join(parts[:last], ", ") + " and " + parts[last]
	}
	return parts[0]
}

// Check returns an error where so many rows have no room, nil where they have. what is a plural
// that names the rows.
func (n Need) Check(what string, rows int, room Room) *RoomError {
	if n.Has(rows, room) {
		return nil
	}
	return &RoomError{What: what, Takes: n.Bytes(rows), Parts: n.Words(rows), Room: room}
}
