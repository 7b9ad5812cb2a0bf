package text

import (
	"fmt"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/wording"
)

// maxGEOValues bounds the number of values of all fields together, because a file may
// have a key of its own for every sample.
const maxGEOValues = 1 << 25

// geoFields collects the fields of the samples of a series matrix: title,
// source_name_ch1, description, and a field for every key of the characteristics.
//
// Characteristics are written "key: value", usually with one key to a line. But a sample
// that lacks a characteristic has the following ones a line higher, so that a line may
// mix keys: values are collected by key, not by line. Two values of one key and sample
// are joined by "; ". Values without a key are collected under the name that their line
// has in the file, with a number from the second such line on. Keys of a second channel
// end in " ch2".
type geoFields struct {
	all     []harness.Field
	at      map[string]int // field name → index into all
	columns int            // number of samples, 0 before any line was read
	names   []string       // accession numbers; nil where the file does not list them
	namesAt int            // their line
	unkeyed map[string]int // number of lines with values without a key, by name of the line
	first   int            // number of the line that set columns

	joined map[geoCell][]byte // the values of samples that have several of one field, until join
}

// A geoCell is a sample's place in a field.
type geoCell struct{ field, column int }

// add reads one line !Sample_….
func (g *geoFields) add(number int, line string) error {
	if n := strings.Count(line, "\t"); n > lines.MaxColumns {
		return fmt.Errorf("%s: a series has one for each sample: fetch the file again", wording.Count(n, "value"))
	}
	cells := strings.Split(line, "\t")
	for i, cell := range cells {
		if len(cell) > lines.MaxField {
			return fmt.Errorf("column %d: %w", i+1, lines.ErrLong)
		}
	}
	name, cells := strings.TrimPrefix(cells[0], geoSample), cells[1:]
	if g.columns == 0 {
		g.columns, g.first = len(cells), number
	}
	if len(cells) != g.columns {
		return fmt.Errorf("%s expected, %d found: line %d has that many samples; correct one of the lines", wording.Count(g.columns, "value"), len(cells), g.first)
	}
	for i, cell := range cells {
		cells[i] = lines.Plain(unquote(cell))
	}
	switch {
	case name == "geo_accession":
		g.names, g.namesAt = cells, number
	case strings.HasPrefix(name, "characteristics_ch"):
		return g.characteristics(name, cells)
	case name == "title" || name == "description" || strings.HasPrefix(name, "source_name_ch"):
		for col, cell := range cells {
			if err := g.addValue(name, col, cell); err != nil {
				return err
			}
		}
	}
	return nil
}

// characteristics reads a line of key: value. name is what the line begins with.
func (g *geoFields) characteristics(name string, cells []string) error {
	suffix := strings.TrimPrefix(name, "characteristics")
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
				unkeyed = g.nameUnkeyed(name)
			}
			key, value = unkeyed, cell
		}
		if err := g.addValue(key, col, strings.TrimSpace(value)); err != nil {
			return err
		}
	}
	return nil
}

// nameUnkeyed returns the name of the field for the values without a key of a line.
func (g *geoFields) nameUnkeyed(name string) string {
	if g.unkeyed == nil {
		g.unkeyed = make(map[string]int)
	}
	g.unkeyed[name]++
	if n := g.unkeyed[name]; n > 1 {
		return name + "." + strconv.Itoa(n)
	}
	return name
}

// addValue adds a value of the field of that name to the sample in column col.
func (g *geoFields) addValue(name string, col int, value string) error {
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
	switch v, cell := &g.all[i].Values[col], (geoCell{i, col}); {
	case value == "":
	case *v == "":
		*v = value
	default:
		// A file may have thousands: each is appended where the earlier ones lie.
		text, ok := g.joined[cell]
		if !ok {
			text = []byte(*v)
		}
		if g.joined == nil {
			g.joined = make(map[geoCell][]byte)
		}
		g.joined[cell] = append(append(text, "; "...), value...)
	}
	return nil
}

// join puts the values that belong together into the fields, after the last line.
func (g *geoFields) join() {
	for cell, text := range g.joined {
		g.all[cell.field].Values[cell.column] = string(text)
	}
	g.joined = nil
}

// check checks that the table has the same samples as the lines above it. samples are
// the names in the header of the table.
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

// unquote removes the quotes around a value. Unlike in a table, a quote within it need
// not be doubled.
func unquote(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && s[0] == '"' && s[len(s)-1] == '"' {
		s = strings.ReplaceAll(s[1:len(s)-1], `""`, `"`)
	}
	return strings.TrimSpace(s)
}
