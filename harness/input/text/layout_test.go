package text

import (
	"context"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
	"serialfraction/harness/input/readertest"
)

func readLayout(text string, l Layout, comma byte, size int) (*harness.Dataset, error) {
	s, err := content.NewStream("x", strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	return readDelimited(context.Background(), s, l, comma, size)
}

// counted is what featureCounts writes.
const counted = "# Program:featureCounts v2.0.3; Command:\"featureCounts\" \"-a\" \"x.gtf\"\n" +
	"Geneid\tChr\tStart\tEnd\tStrand\tLength\tone.bam\ttwo.bam\n" +
	"G1\tc1;c1\t11;20\t15;30\t+;+\t120\t5\t7\n"

func TestLayouts(t *testing.T) {
	nan := math.NaN()
	for _, tt := range []struct {
		name, text string
		comma      byte
		layout     Layout
		want       harness.Dataset
		fields     []harness.Field
	}{
		{"no header", "# x\ng1,1,2\ng2,3,4\n", ',', Layout{NoHeader: true},
			harness.Dataset{Cols: 2, Samples: []string{"c1", "c2"}, Rows: []string{"g1", "g2"}, Values: []float64{1, 2, 3, 4}}, nil},
		{"no header, a comment as wide", "# x,y,z\ng1,1,2\n", ',', Layout{NoHeader: true},
			harness.Dataset{Cols: 2, Samples: []string{"c1", "c2"}, Rows: []string{"g1"}, Values: []float64{1, 2}}, nil},
		{"no ids", "a,b\n1,2\n3,4\n", ',', Layout{IDs: IDsNone},
			harness.Dataset{Cols: 2, Samples: []string{"a", "b"}, Values: []float64{1, 2, 3, 4}}, nil},
		{"values alone", "1,2\r3,4\r", ',', Layout{NoHeader: true, IDs: IDsNone},
			harness.Dataset{Cols: 2, Samples: []string{"c1", "c2"}, Values: []float64{1, 2, 3, 4}}, nil},
		{"one column of values", "a,b\n1,2\n", ',', Layout{Texts: 1, IDs: IDsNone},
			harness.Dataset{Cols: 1, Samples: []string{"b"}, Values: []float64{2}}, []harness.Field{{Name: "a", Values: []string{"1"}}}},
		{"texts are part of the rows", "id,title,stars\na,\"good, book\",4\nb,5%,\n", ',', Layout{Wordy: true},
			harness.Dataset{Cols: 1, Samples: []string{"stars"}, Rows: []string{"a", "b"}, Values: []float64{4, nan}}, []harness.Field{{Name: "title", Values: []string{"good, book", "5%"}}}},
		{"texts alone", "id,title\na,12\nb,x\n", ',', Layout{Wordy: true},
			harness.Dataset{Rows: []string{"a", "b"}}, []harness.Field{{Name: "title", Values: []string{"12", "x"}}}},
		{"counts of reads", counted, '\t', Layout{Texts: 5},
			harness.Dataset{Cols: 2, Samples: []string{"one.bam", "two.bam"}, Rows: []string{"G1"}, Values: []float64{5, 7}},
			[]harness.Field{{Name: "Chr", Values: []string{"c1;c1"}}, {Name: "Start", Values: []string{"11;20"}}, {Name: "End", Values: []string{"15;30"}},
				{Name: "Strand", Values: []string{"+;+"}}, {Name: "Length", Values: []string{"120"}}}},
		{"a quoted text", "id,what,a\nr1,\"x, y\",1\n", ',', Layout{Texts: 1},
			harness.Dataset{Cols: 1, Samples: []string{"a"}, Rows: []string{"r1"}, Values: []float64{1}}, []harness.Field{{Name: "what", Values: []string{"x, y"}}}},
		{"counts of reads, found", counted, '\t', Layout{},
			harness.Dataset{Cols: 2, Samples: []string{"one.bam", "two.bam"}, Rows: []string{"G1"}, Values: []float64{5, 7}},
			[]harness.Field{{Name: "Chr", Values: []string{"c1;c1"}}, {Name: "Start", Values: []string{"11;20"}}, {Name: "End", Values: []string{"15;30"}},
				{Name: "Strand", Values: []string{"+;+"}}, {Name: "Length", Values: []string{"120"}}}},
		{"texts behind the values, found", "id,a,what,b,gene\nr1,1,x,2,ACTB\nr2,3,y,4,\n", ',', Layout{},
			harness.Dataset{Cols: 2, Samples: []string{"a", "b"}, Rows: []string{"r1", "r2"}, Values: []float64{1, 2, 3, 4}},
			[]harness.Field{{Name: "what", Values: []string{"x", "y"}}, {Name: "gene", Values: []string{"ACTB", ""}}}},
		{"columns by their names", "id,a1,n,a2\nr1,1,2,3\n", ',', Layout{Columns: regexp.MustCompile("^a")},
			harness.Dataset{Cols: 2, Samples: []string{"a1", "a2"}, Rows: []string{"r1"}, Values: []float64{1, 3}}, []harness.Field{{Name: "n", Values: []string{"2"}}}},
		{"ids by their name", "entrez,what,gene,a\n7,x,ACTB,1\n9,y,TP53,2\n", ',', Layout{IDs: IDsNamed, IDColumn: "gene"},
			harness.Dataset{Cols: 1, Samples: []string{"a"}, Rows: []string{"ACTB", "TP53"}, Values: []float64{1, 2}},
			[]harness.Field{{Name: "entrez", Values: []string{"7", "9"}}, {Name: "what", Values: []string{"x", "y"}}}},
		{"ids in the last column", "a,b,gene\n1,2,ACTB\n", ',', Layout{IDs: IDsNamed, IDColumn: "gene"},
			harness.Dataset{Cols: 2, Samples: []string{"a", "b"}, Rows: []string{"ACTB"}, Values: []float64{1, 2}}, nil},
		{"missing values by other words", "id,a,b,c\nr1,-999,ND,-999.0\nr2,999,.,1\n", ',', Layout{Missing: []string{"-999", "ND", "."}},
			harness.Dataset{Cols: 3, Samples: []string{"a", "b", "c"}, Rows: []string{"r1", "r2"}, Values: []float64{nan, nan, nan, 999, nan, 1}}, nil},
		{"missing values by other words, semicolons", "id;a;b\nr1;-9;1,5\n", ',', Layout{Missing: []string{"-9"}},
			harness.Dataset{Cols: 2, Samples: []string{"a", "b"}, Rows: []string{"r1"}, Values: []float64{nan, 1.5}}, nil},
		{"texts without a header", "r1,x,1\n", ',', Layout{Texts: 1, NoHeader: true},
			harness.Dataset{Cols: 1, Samples: []string{"c1"}, Rows: []string{"r1"}, Values: []float64{1}}, []harness.Field{{Name: "column 2", Values: []string{"x"}}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range []int{1, 7, 4096} {
				got, err := readLayout(tt.text, tt.layout, tt.comma, size)
				if err != nil {
					t.Fatal(err)
				}
				if diff := readertest.Difference(got, &tt.want); diff != "" {
					t.Errorf("in blocks of %d bytes: %s", size, diff)
				}
				if !slices.EqualFunc(got.RowFields, tt.fields, func(a, b harness.Field) bool { return a.Name == b.Name && slices.Equal(a.Values, b.Values) }) {
					t.Errorf("fields of rows %v, want %v", got.RowFields, tt.fields)
				}
			}
		})
	}
	for _, tt := range []struct {
		text   string
		layout Layout
		want   string
	}{
		{"id,a\nr1,1\n", Layout{Texts: 1}, "x:1: 2 columns, and 2 of them are no values: a column of values is expected"},
		{"id,a\nr1,1\n", Layout{Columns: regexp.MustCompile("^s")}, `x:1: --columns "^s": no column has such a name: the names are "id", "a"`},
		{"id,a\nr1,1\n", Layout{IDs: IDsNamed, IDColumn: "gene"}, `x:1: --ids "gene": no such column: type first, none, or the name of one: "id", "a"`},
		{"id,a,a\nr1,1,2\n", Layout{IDs: IDsNamed, IDColumn: "a"}, `x:1: --ids "a": two columns have this name: rename one`},
		{"id,a\nr1,x\nr2,y\n", Layout{}, `x:2: column 2 (a): "x" is not a number (a missing value is empty, NA, N/A, NaN or null); if it stands for a missing value, type --na x`},
		{"id,a,b\nr1,AG,AA\nr2,AG,GG\nr3,1,2\n", Layout{}, `x:2: column 2 (a): "AG" is not a number (a missing value is empty, NA, N/A, NaN or null); if it stands for a missing value, type --na AG`},
		{"id,a,b,c\nr1,Undetermined,1,2\nr2,ND,1,2\n", Layout{}, `x:2: column 2 (a): "Undetermined" is not a number (a missing value is empty, NA, N/A, NaN or null); if every row has text about itself in column 2, type --text-columns 1: "a" is kept beside it; if it stands for a missing value, type --na Undetermined`},
		{"a,b\n1,x\n", Layout{IDs: IDsNone}, `x:2: column 2 (b): "x" is not a number (a missing value is empty, NA, N/A, NaN or null); if it stands for a missing value, type --na x`},
		{"a,b\n1,2,3\n", Layout{IDs: IDsNone}, "x:2: 2 values expected, 3 found (the header names 2 samples; correct this line or the header)"},
		{"# only\n", Layout{NoHeader: true}, "x: empty: a header is expected, then one line per row"},
	} {
		if _, err := readLayout(tt.text, tt.layout, ',', 4096); err == nil || err.Error() != tt.want {
			t.Errorf("%q: %v\nwant %s", tt.text, err, tt.want)
		}
	}
}

// TestDoubts reads tables whose header may be a row, or whose ids may be values.
func TestDoubts(t *testing.T) {
	const (
		noHeader = "type --no-header"
		noIDs    = "type --ids none, else --ids first"
		empty    = "without an id"
		kept     = " describe the rows and are kept beside them, not read as samples"
		facts    = "if they describe the rows, type --text-columns "
		sums     = "counts of reads that belong to no row, the first is row 2, \"__no_feature\": remove"
	)
	for _, tt := range []struct {
		text   string
		layout Layout
		want   []string
	}{
		{"g1,1,2,3\ng2,4,5,6\n", Layout{}, []string{noHeader}},
		{"gene1,1.5,NA\ngene2,4,5\n", Layout{}, []string{noHeader}},
		{"1,2,3\n4,5,6\n", Layout{}, []string{noHeader, noIDs}},
		{"s1,s2,s3\n1.5,2,3\n2.5,4,5\n", Layout{}, []string{noIDs}},
		{"s1,s2\n7,2\n9,4\n", Layout{}, []string{noIDs}},
		{"1,2\n3,4\n", Layout{NoHeader: true}, []string{noIDs}},
		{"id,a\nr1,1\n,\n,2\n", Layout{}, []string{empty}},

		{"Geneid,Chr,Start,End,Length,a,b\nG1,1,100,200,101,1,2\n", Layout{}, []string{facts + "4"}},
		{"Geneid,Chr,Start,End,Length,a,b\nG1,1,100,200,101,1,2\n", Layout{Texts: 1}, []string{facts + "4"}},
		{"Name,Length,EffectiveLength,TPM,NumReads\nT1,100,50.5,1.5,3\n", Layout{}, []string{"\"Length\", \"EffectiveLength\"" + kept}},
		{"target_id,length,eff_length,est_counts,tpm\nT1,100,50.5,1.5,3\n", Layout{}, []string{"\"length\", \"eff_length\"" + kept}},
		{"gene_id,transcript_id(s),length,effective_length,expected_count,TPM\nG1,\"T1,T2\",100,50.5,1.5,3\n", Layout{}, []string{"\"transcript_id(s)\", \"length\", \"effective_length\"" + kept}},
		{"id,symbol,a\nr1,ACTB,1\n", Layout{}, []string{"x:1: \"symbol\" describes the rows and is kept beside them, not read as a sample; --columns REGEXP chooses the samples"}},
		{"gene,symbol,chrom,a\ng1,ACTB,1,7\n", Layout{}, []string{"\"symbol\", \"chrom\"" + kept}},
		{"gene,symbol,chrom,a\ng1,ACTB,1,7\n", Layout{IDs: IDsNamed, IDColumn: "symbol"}, []string{"\"gene\", \"chrom\"" + kept}},
		{"gene,symbol,chrom,a\n1,ACTB,1,7\n", Layout{IDs: IDsNamed, IDColumn: "symbol"}, []string{"\"gene\", \"chrom\"" + kept}},
		{"id,a,b,Length\nr1,1,2,3\n", Layout{}, []string{"\"Length\" is read as a sample: if they describe the rows, choose the samples with --columns REGEXP, which matches their names"}},
		{"id;a\nr1;1\nr2;1,5\n", Layout{}, []string{"x:3: commas are read as decimal marks, \"1,5\" as 1.5"}},
		{"id;a\nr1;1,234\n", Layout{}, []string{"x:2: commas are read as decimal marks, \"1,234\" as 1.234"}},
		{"id\ta\nr1\t1\nr2\t1,5\n", Layout{}, []string{"x:3: commas are read as decimal marks, \"1,5\" as 1.5"}},
		{"gene,s1\n2-Mar,1\nx,2\nSep-10,3\n", Layout{}, []string{"x: 2 row ids seem to be dates that a spreadsheet made of names of genes, the first is row 1, \"2-Mar\": export the table again without the spreadsheet"}},
		{"gene,baseMean,log2FoldChange,pvalue\na,1,2,3\n", Layout{}, []string{"x:1: these are results of a test, not values of samples: give the table that the test was of"}},
		{"# x\n#allele,s1,s2\nREF,1,2\nALT,3,4\n", Layout{}, []string{"x:2: this line is read as a comment, and line 3 as the header: if it names the columns, remove its #"}},
		{"#exported,by,me\nid,s1,s2\nr1,1,2\n", Layout{}, nil},
		{"# exported, by, me\nid,1,2\nr1,1,2\n", Layout{}, nil},
		{"gene,s1\ng1,1\n__no_feature,5\n__ambiguous,7\n", Layout{}, []string{sums}},

		{"Geneid,Chr,Start,a,b\nG1,1,100,1,2\n", Layout{Texts: 2}, nil},
		{"id,length,width\nr1,1,2\n", Layout{}, nil}, // what was measured
		{"id,1,2\nr1,1,2\n", Layout{}, nil},          // samples that are numbered
		{",1,2\n0,1,2\n1,3,4\n", Layout{}, nil},
		{"entrez,a\n1000,1\n1001,2\n", Layout{}, nil}, // ids that are numbers
		{"GeneID,a\n1000,1\n", Layout{}, nil},
		{"Unnamed: 0,a\n0,1\n", Layout{}, nil},
		{"ID_REF,a\n1,1\n", Layout{}, nil},
		{"s1,s2\ng1,2\n9,4\n", Layout{}, nil},
		{"s1,s2\n7,2\n9,4\n", Layout{IDs: IDsFirst}, nil},
		{"s1,s2\n7,2\n9,4\n", Layout{IDs: IDsNone}, nil},
		{"g1,1,2\ng2,4,5\n", Layout{NoHeader: true}, nil},
	} {
		d, err := readLayout(tt.text, tt.layout, ',', 4096)
		if err != nil {
			t.Fatal(err)
		}
		ok := len(d.Notes) == len(tt.want)
		for i, note := range d.Notes {
			ok = ok && strings.HasPrefix(note, "x") && strings.Contains(note, tt.want[i])
		}
		if !ok {
			t.Errorf("%q: notes %q, want %q", tt.text, d.Notes, tt.want)
		}
	}
}

// TestCommentAboveAHeader: a comment that happens to have as many columns as the header below
// it is no header, even above samples that are numbered.
func TestCommentAboveAHeader(t *testing.T) {
	const rows = "g1,1,2\ng2,3,4\n"
	for text, want := range map[string]string{
		"# exported, by me, today\nid,1,2\n" + rows:    "1 2: g1 g2",
		"#exported,by,me\nid,1,2\n" + rows:             "1 2: g1 g2",
		"#exported,by,me\nid,s1,s2\n" + rows:           "s1 s2: g1 g2",
		"# exported, by me, today\n,1,2\n" + rows:      "1 2: g1 g2",
		"# exported, by me, today\n\"X\",1,2\n" + rows: "1 2: g1 g2",
		"#CHROM,s1,s2\nX,1,2\n":                        "s1 s2: X",
		"# CHROM,s1,s2\nX,1,2\n":                       "s1 s2: X",
		"#id,s1,s2\n,1,2\n":                            "s1 s2: ",
		"# id,s1,s2\n" + rows:                          "s1 s2: g1 g2",
		"sep=,\nid,s1,s2\n" + rows:                     "s1 s2: g1 g2",
		"\"sep=,\"\r\n# x\nid,s1,s2\n" + rows:          "s1 s2: g1 g2",
		"sep=;\nid,s1,s2\n" + rows:                     "s1 s2: g1 g2", // its semicolons were replaced
	} {
		for _, size := range []int{1, 4096} {
			d, err := readLayout(text, Layout{}, ',', size)
			if err != nil {
				t.Errorf("%q: %v", text, err)
				continue
			}
			if got := strings.Join(d.Samples, " ") + ": " + strings.Join(d.Rows, " "); got != want {
				t.Errorf("%q: %s, want %s", text, got, want)
			}
		}
	}
}

// TestTextColumnsFit: the flag is advised where it reads the table right, in a line of any
// length, and not where a value has a fault.
func TestTextColumnsFit(t *testing.T) {
	var wide, row strings.Builder
	for i := range 40 {
		fmt.Fprintf(&wide, "\ts%d", i)
		row.WriteString("\tAG")
	}
	for text, want := range map[string]string{
		"id" + wide.String() + "\tlast\nr1" + row.String() + "\tNA\n":       "",
		"id\twhat\ta\nr1\tACTB\t1\n":                                        "if every row has text about itself in column 2, type --text-columns 1: ",
		"id\ta\tb\nr1\t5%\t1\n":                                             "",
		"id\ta\tb\nr1\t#DIV/0!\t1\n":                                        "",
		"id\ta\tb\nr1\t=\"1\"\t1\n":                                         "",
		"id\ta\tb\tc\nr1\tAG\tAG\tNA\n":                                     "",
		"FID IID PAT MAT SEX PHENOTYPE rs1_A\nF1 I1 0 0 1 2 0\n":            "a .raw file of PLINK",
		"FID\tIID\tPAT\tMAT\tSEX\tPHENOTYPE\trs1_A\nF1\t1\t0\t0\t1\t2\t0\n": "a .raw file of PLINK",
	} {
		_, err := readLayout(text, Layout{}, '\t', 4096)
		if err == nil || !strings.Contains(err.Error(), want) || want == "" && strings.Contains(err.Error(), "--text-columns") || len(err.Error()) > 400 {
			t.Errorf("%q: %v, want …%s", text, err, want)
		}
	}
	d, err := readLayout("s1\ts2\ts3\ng1\tX\t1\t2\n", Layout{Texts: 1}, '\t', 4096) // the ids have no name
	if err != nil || d.Rows[0] != "g1" || d.RowFields[0].Values[0] != "X" {
		t.Error(d, err)
	}
}

// FuzzLayouts reads texts in any layout: what is read has a value for each row and sample, a text
// for each row and column of text, and no sample twice.
func FuzzLayouts(f *testing.F) {
	f.Add(counted, "", "", "", uint8(3), uint8(0))
	f.Add("id;a;b;what\nr1;1,5;-9;x\nr2;2;ND;y\n", "what", "^[ab]", "ND", uint8(1), uint8(0))
	f.Add("id\ta\tb\nr.1\t1\t2,25\nr2\t1,234\t\"0,5\"\n", "", "", "", uint8(3), uint8(0))
	f.Add("a b\n r1 1  2\n", "none", "", "-9", uint8(200), uint8(1))
	f.Add("g1,1,2\ng2,x,4\n", "first", "", "x", uint8(9), uint8(3))
	f.Fuzz(func(t *testing.T, text, ids, columns, na string, size, bits uint8) {
		if content.Of([]byte(text)) != nil {
			return
		}
		l := Layout{NoHeader: bits&1 != 0, Texts: int(bits >> 1 & 3), IDColumn: ids}
		switch ids {
		case "":
		case "first":
			l.IDs = IDsFirst
		case "none":
			l.IDs = IDsNone
		default:
			l.IDs = IDsNamed
		}
		if na != "" {
			l.Missing = []string{na}
		}
		if re, err := regexp.Compile(columns); err == nil && columns != "" {
			l.Columns = re
		}
		d, err := readLayout(text, l, ',', int(size)+1)
		if err != nil {
			if msg := err.Error(); !strings.HasPrefix(msg, "x:") || strings.Contains(msg, "\n") {
				t.Fatalf("not one line that names the file: %q", msg)
			}
			return
		}
		rows := len(d.Values) / d.Cols
		if rows == 0 || len(d.Values) != rows*d.Cols || len(d.Samples) != d.Cols || d.Rows != nil && len(d.Rows) != rows || (d.Rows == nil) != (l.IDs == IDsNone) {
			t.Fatalf("%d values, %d samples, %d ids", len(d.Values), len(d.Samples), len(d.Rows))
		}
		for _, field := range d.RowFields {
			if len(field.Values) != rows {
				t.Fatalf("%d texts of %q in %d rows", len(field.Values), field.Name, rows)
			}
		}
		whole, err := readLayout(text, l, ',', blockBytes)
		if err != nil {
			t.Fatalf("in one block: %v", err)
		}
		if diff := readertest.Difference(d, whole); diff != "" {
			t.Fatalf("in one block: %s", diff)
		}
		l.Missing = append(l.Missing, "no field is this") // each field is then looked at
		if whole, err = readLayout(text, l, ',', blockBytes); err == nil {
			if diff := readertest.Difference(d, whole); diff != "" && !strings.Contains(text, l.Missing[0]) {
				t.Fatalf("field by field: %s", diff)
			}
		} else if !strings.Contains(text, l.Missing[0]) {
			t.Fatalf("field by field: %v", err)
		}
	})
}
