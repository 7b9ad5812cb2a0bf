package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// agree compares every number of chi-square, p, odds ratio and frequency that PLINK
// has printed with ours, printed with as many digits.
func (b *bench) agree(w io.Writer) error {
	f, err := os.Open(filepath.Join(b.dir, "big.csv"))
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return err
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	compared, ties := 0, 0
	for _, table := range []struct {
		file, test string
		columns    map[string]string
	}{
		{"big.assoc", "", map[string]string{"F_A": "f_a", "F_U": "f_b", "OR": "or", "CHISQ": "chisq_allelic", "P": "p_allelic"}},
		{"big.model", "TREND", map[string]string{"CHISQ": "chisq_trend", "P": "p_trend"}},
	} {
		row := 0
		err := eachLine(filepath.Join(b.dir, table.file), func(of map[string]string) error {
			if of["TEST"] != table.test {
				return nil
			}
			row++
			if rows[row][0] != of["SNP"] {
				return fmt.Errorf("%s: row %d is %s, ours %s", table.file, row, of["SNP"], rows[row][0])
			}
			for theirs, ours := range table.columns {
				v, err := strconv.ParseFloat(rows[row][at[ours]], 64)
				if err != nil {
					return err
				}
				compared++
				switch got := number(of[theirs]); got {
				case short(v):
				case evenTie(v):
					ties++
				default:
					return fmt.Errorf("%s: %s of %s is %s, ours %v", table.file, theirs, of["SNP"], got, v)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	fmt.Fprintf(w, "%d numbers compared, each to the four digits that PLINK prints: all equal, but for the %d whose fifth and last digit is 5, which PLINK rounds to an even fourth.\n", compared, ties)
	return nil
}

// eachLine hands on the lines of a table of words under a header.
func eachLine(path string, do func(of map[string]string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var header []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if header == nil {
			header = words
			continue
		}
		of := make(map[string]string, len(words))
		for i, word := range words {
			of[header[i]] = word
		}
		if err := do(of); err != nil {
			return err
		}
	}
	return lines.Err()
}

func short(v float64) string {
	if math.IsNaN(v) {
		return "NA"
	}
	return strconv.FormatFloat(v, 'g', 4, 64)
}

// number writes a number of PLINK's as Go does.
func number(s string) string {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return short(v)
}

// evenTie returns a number of five digits, the last of them 5, rounded to an even
// fourth, and "" for any other.
func evenTie(v float64) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
	digits := strings.Replace(mantissa, ".", "", 1)
	if len(digits) != 5 || digits[4] != '5' {
		return ""
	}
	n, errN := strconv.Atoi(digits[:4])
	e, errE := strconv.Atoi(exponent)
	if errN != nil || errE != nil {
		return ""
	}
	return number(fmt.Sprintf("%de%d", n+n%2, e-3))
}
