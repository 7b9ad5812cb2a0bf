package text

import (
	"fmt"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// maxGEOValues bounds the values of all fields together: a file may invent a key for
// every sample.
const maxGEOValues = 1 << 25

// geoFields are what a series matrix says of its samples: title, source_name_ch1,
// description, and a field for every key of the characteristics.
//
// Characteristics are written "key: value", usually with one key to a line, but a
// sample without some characteristic has its others on earlier lines, so that a line
// may mix keys: values are put together by key, not by line. Those of a key that a
// sample is given twice are joined. A value without key belongs to its line, which
// is then called as in the file, with its number from the second on. Keys of a
// second channel end in " ch2".
type geoFields struct {
	all     []harness.Field
	at      map[string]int // place of each name in all
	columns int            // samples, 0 before any line was read
	names   []string       // accession numbers; nil where the file does not list them
	namesAt int            // their line
	unkeyed map[string]int // lines with values without key, by what they begin with
	first   int            // the line that said how many samples there are
}

// add reads one line !Sample_….
func (g *geoFields) add(number int, line string) error {
	cells := strings.Split(line, "\t")
	what, cells := strings.TrimPrefix(cells[0], geoSample), cells[1:]
	if g.columns == 0 {
		g.columns, g.first = len(cells), number
	}
	if len(cells) != g.columns {
		return fmt.Errorf("%s expected, %d found: line %d has that many samples", wording.Count(g.columns, "value"), len(cells), g.first)
	}
	for i, cell := range cells {
		cells[i] = lines.Plain(unquote(cell))
	}
	switch {
	case what == "geo_accession":
		g.names, g.namesAt = cells, number
	case strings.HasPrefix(what, "characteristics_ch"):
		return g.characteristics(what, cells)
	case what == "title" || what == "description" || strings.HasPrefix(what, "source_name_ch"):
		for col, cell := range cells {
			if err := g.say(what, col, cell); err != nil {
				return err
			}
		}
	}
	return nil
}

// characteristics takes a line of key: value.
func (g *geoFields) characteristics(what string, cells []string) error {
	suffix := strings.TrimPrefix(what, "characteristics")
	if suffix == "_ch1" {
		suffix = ""
	}
	unkeyed := ""
	for col, cell := range cells {
		key, value, ok := strings.Cut(cell, ":")
		key = strings.TrimSpace(key)
		switch {
		case ok && key != "":
			key += strings.ReplaceAll(suffix, "_", " ")
		case cell == "":
			continue
		default:
			if unkeyed == "" {
				unkeyed = g.nameLine(what)
			}
			key, value = unkeyed, cell
		}
		if err := g.say(key, col, strings.TrimSpace(value)); err != nil {
			return err
		}
	}
	return nil
}

// nameLine names a line that holds values without key.
func (g *geoFields) nameLine(what string) string {
	if g.unkeyed == nil {
		g.unkeyed = make(map[string]int)
	}
	g.unkeyed[what]++
	if n := g.unkeyed[what]; n > 1 {
		return what + "." + strconv.Itoa(n)
	}
	return what
}

// say adds what is said of one sample.
func (g *geoFields) say(name string, col int, value string) error {
	i, ok := g.at[name]
	if !ok {
		if (len(g.all)+1)*g.columns > maxGEOValues {
			return fmt.Errorf("more than %d different keys for %s: correct the characteristics, each is key: value with the same key for every sample",
				len(g.all), wording.Count(g.columns, "sample"))
		}
		i = len(g.all)
		g.at[name] = i
		g.all = append(g.all, harness.Field{Name: name, Values: make([]string, g.columns)})
	}
	switch said := &g.all[i].Values[col]; {
	case *said == "" || value == "":
		*said += value
	default:
		*said += "; " + value
	}
	return nil
}

// check compares the samples with those of the header of the table.
func (g *geoFields) check(samples []string) error {
	if g.columns != 0 && g.columns != len(samples) {
		return fmt.Errorf("the header names %s, line %d has %d: fetch the file again", wording.Count(len(samples), "sample"), g.first, g.columns)
	}
	for i, name := range g.names {
		if name != samples[i] {
			return fmt.Errorf("column %d: sample %s, which is %s on line %d: fetch the file again", i+2, lines.Quote(samples[i]), lines.Quote(name), g.namesAt)
		}
	}
	return nil
}

// unquote takes the quotes off a value. Lines of text about samples are not as
// strict as tables: a quote within may stand alone.
func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		s = strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
	}
	return strings.TrimSpace(s)
}
