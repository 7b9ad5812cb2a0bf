package vcf

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"serialfraction/harness/input/blocks"
	"serialfraction/harness/input/lines"
)

// A header is what the first lines of a file tell.
type header struct {
	samples []string

	// The dictionaries of BCF: records have the index of a name in place of the name.
	contigs dictionary
	strings dictionary // the names of FILTER, INFO and FORMAT together
}

// fixedColumns is the number of columns before the samples, FORMAT among them.
const fixedColumns = 9

// readHeader reads the lines up to that of the columns, and returns the number of the last
// line read.
func readHeader(in *bufio.Reader) (h *header, line int, err error) {
	h = &header{strings: dictionary{names: []string{"PASS"}}}
	var text []byte
	for {
		line++
		if text, err = readLine(in, text[:0]); err != nil {
			return nil, line, err
		}
		switch {
		case line == 1 && !bytes.HasPrefix(text, []byte("##fileformat=VCF")) && !bytes.HasPrefix(text, []byte("#CHROM\t")):
			if err := lines.Check(text); err != nil {
				return nil, line, err
			}
			return nil, line, fmt.Errorf("it begins with %s and not ##fileformat=VCF: give the file the extension of what it is", lines.Quote(string(text)))
		case bytes.HasPrefix(text, []byte("##")):
			if err := h.addMeta(string(text)); err != nil {
				return nil, line, err
			}
		case bytes.HasPrefix(text, []byte("#CHROM\t")):
			return h, line, h.addColumns(string(text))
		default:
			return nil, line, fmt.Errorf("the line of columns, which begins with #CHROM and a tab, is expected, %s found%s", lines.Quote(string(text)), blanksHint(text))
		}
	}
}

// blanksHint returns what to type where blanks separate the columns that a line names.
func blanksHint(line []byte) string {
	if bytes.HasPrefix(line, []byte("#CHROM ")) {
		return ": write tabs between the columns, as with tr -s ' ' '\\t' <FILE >NEW"
	}
	return ""
}

// readLine reads a line into text, without its end.
func readLine(in *bufio.Reader, text []byte) ([]byte, error) {
	for {
		part, err := in.ReadSlice('\n')
		text = append(text, part...)
		switch {
		case err == nil:
			return bytes.TrimRight(text, "\r\n"), nil
		case err == io.EOF:
			return text, errors.New("the file ends within its header: fetch it again")
		case err != bufio.ErrBufferFull:
			return text, err
		case len(text) > blocks.MaxItem:
			return text, fmt.Errorf("longer than %d MiB", blocks.MaxItem>>20)
		}
	}
}

// addMeta reads a line such as ##contig=<ID=1,IDX=0>. Lines of other kinds are skipped.
func (h *header) addMeta(text string) error {
	kind, attributes, ok := strings.Cut(strings.TrimPrefix(text, "##"), "=<")
	if !ok {
		return nil
	}
	to := &h.strings
	switch kind {
	case "contig":
		to = &h.contigs
	case "FILTER", "INFO", "FORMAT":
	default:
		return nil
	}
	id, index := "", -1
	for attributes != "" {
		var key, value string
		if key, value, attributes = cutAttribute(attributes); key == "ID" {
			id = value
		} else if key == "IDX" {
			n, err := strconv.Atoi(value)
			if err != nil || n < 0 || n > maxIndex {
				return fmt.Errorf("IDX %s is no index of a dictionary", lines.Quote(value))
			}
			index = n
		}
	}
	to.add(id, index)
	return nil
}

// cutAttribute cuts the first of a list such as ID=1,Description="a, b">.
func cutAttribute(list string) (key, value, rest string) {
	key, list, _ = strings.Cut(list, "=")
	if strings.HasPrefix(list, `"`) {
		end := 1
		for end < len(list) && list[end] != '"' {
			if list[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end, len(list))
		value, rest = list[1:end], list[end:]
		_, rest, _ = strings.Cut(rest, ",")
		return key, value, rest
	}
	end := strings.IndexAny(list, ",>")
	if end < 0 {
		return key, list, ""
	}
	if list[end] == ',' {
		rest = list[end+1:]
	}
	return key, list[:end], rest
}

// addColumns reads the names of the samples.
func (h *header) addColumns(text string) error {
	columns := strings.Split(text, "\t")
	if len(columns) < fixedColumns-1 {
		return fmt.Errorf("%d columns, but CHROM, POS, ID, REF, ALT, QUAL, FILTER and INFO are %d: separate them by tabs, or fetch the file again", len(columns), fixedColumns-1)
	}
	if len(columns) > fixedColumns {
		h.samples = columns[fixedColumns:]
	}
	return nil
}

// checkSamples checks the names of the samples.
func (h *header) checkSamples() error {
	if len(h.samples) == 0 {
		return errNoSamples
	}
	seen := make(map[string]bool, len(h.samples))
	for i, name := range h.samples {
		switch {
		case name == "" || !lines.IsText([]byte(name)):
			return fmt.Errorf("sample %d has the name %s: give it one that can be printed, as with bcftools reheader", i+1, lines.Quote(name))
		case seen[name]:
			return fmt.Errorf("sample %s is there twice: rename one, as with bcftools reheader", lines.Quote(name))
		}
		seen[name] = true
	}
	return nil
}

// maxIndex bounds the indices of a dictionary, and so the memory that a line takes.
const maxIndex = 1 << 20

// A dictionary has the names of BCF by their index.
type dictionary struct {
	names []string
	index map[string]int
}

// add adds a name, unless it is there already. index -1 is the next one.
func (d *dictionary) add(name string, index int) {
	if d.index == nil {
		d.index = make(map[string]int)
		for i, name := range d.names {
			d.index[name] = i
		}
	}
	if _, twice := d.index[name]; twice {
		return
	}
	if index < 0 {
		index = len(d.names)
	}
	for len(d.names) <= index {
		d.names = append(d.names, "")
	}
	d.names[index] = name
	d.index[name] = index
}

// at returns the name of an index, "" where there is none.
func (d *dictionary) at(index int) string {
	if index < 0 || index >= len(d.names) {
		return ""
	}
	return d.names[index]
}
