package main

// A contest is one job, from the same file, by several programs in turns.
type contest struct {
	Name    string
	Title   string
	Text    string // what is timed
	Rounds  int
	Inputs  []input
	Entries []entry
}

// An input is a file of the folder and the command that makes it.
type input struct {
	File    string
	Command string // by sh in the folder
}

// An entry is a program in a contest.
type entry struct {
	Name    string
	Title   string
	Workers int    // on which it works at most
	Job     string // one of several alike of a contest; "" where there is one
	Ends    bool   // each of its processes that answers rows leaves a file of the time when it was done in the folder $ENDS
	Command string // by sh in the folder, where harness is in PATH and $PEERS has the scripts
	Out     string // the file of its answers
	As      string // the entry whose answers these must be; "" = its answers are those of harness that others are held to
	Where   string // the word that the column TEST has in the lines to compare; "" = all lines
	Columns []column
}

// A column says which of two columns of answers must be alike.
type column struct {
	Ours, Theirs string
	Tolerance    float64 // relative, to the larger of the two or Floor
	Floor        float64
	Draws        int  // the two are shares of so many random draws each; 0 = they are not random
	Magnitude    bool // the signs may differ
}

// near are the columns of a test whose steps are done in another order.
var near = []column{{"t", "t", 1e-9, 1, 0, false}, {"p", "p", 1e-9, 0, 0, false}}

var contests = append([]contest{ttest, trend, permutations}, python.rows(), inR.rows())

const of100 = "harness run --data t.csv --group-by '^[ab]' --quiet --force"

var ttest = contest{
	Name: "ttest", Title: "The t-test, from CSV to results: 100,000 rows × 100 samples", Rounds: 7,
	Text: `Reads 197 MB of text, tests every row and writes a line for each. NumPy alone has no distribution of t, so
it writes t without p; genefilter pools the variances, which with groups of one size gives the same t but
another p. pandas reads numbers as it does by default, which is not to the last digit. harness reads the file with all
CPUs, whatever N, as the CPU seconds show.`,
	Inputs: []input{{"t.csv", "harness data generate t.csv --rows 100000 --cols 100 --force --quiet"}},
	Entries: []entry{
		{Name: "harness-1", Title: "harness run", Workers: 1, Command: of100 + " --workers 1 --results t1.out.csv", Out: "t1.out.csv"},
		{Name: "harness-2", Title: "harness run", Workers: 2, Command: of100 + " --workers 2 --results t2.out.csv", Out: "t2.out.csv", As: "harness-1", Columns: near},
		{Name: "pandas", Title: "pandas and scipy", Workers: 1, Command: "python3 $PEERS/ttest_pandas.py t.csv tp.out.csv", Out: "tp.out.csv", As: "harness-1", Columns: near},
		{Name: "genefilter-1", Title: "data.table and genefilter", Workers: 1, Command: "Rscript $PEERS/ttest.R t.csv tr1.out.csv 1", Out: "tr1.out.csv", As: "harness-1", Columns: near[:1]},
		{Name: "genefilter-2", Title: "data.table and genefilter", Workers: 2, Command: "Rscript $PEERS/ttest.R t.csv tr2.out.csv 2", Out: "tr2.out.csv", As: "harness-1", Columns: near[:1]},
		{Name: "numpy", Title: "NumPy alone", Workers: 1, Command: "python3 $PEERS/ttest_numpy.py t.csv tn.out.csv", Out: "tn.out.csv", As: "harness-1", Columns: near[:1]},
	},
}

// PLINK prints four digits.
const fourDigits = 5.1e-4

const plink = "plink1.9 --bfile v --allow-no-sex --keep-allele-order "

var trend = contest{
	Name: "trend", Title: "Tests of variants, from .bed to results: 1,000,000 variants × 1000 samples", Rounds: 5,
	Text: `The .bed file is mapped, .bim and .fam are read, and every variant gets its line. harness makes the
trend and the allelic test in one pass and writes all digits; PLINK writes four digits, the allelic test by --assoc,
and the trend with four other tests by --model. PLINK does its work on one thread; harness reads .bim with all
CPUs, whatever N. Memory of harness has the pages of the mapped file in it, 250 MB, which the system takes back when
it needs them, and the text of .bim.`,
	Inputs: []input{{"v.bed", "plink1.9 --dummy 1000 1000000 0.01 --seed 7 --make-bed --out v >/dev/null"}},
	Entries: []entry{
		{Name: "harness-1", Title: "harness run, both tests", Workers: 1, Command: variants + "--workers 1 --results v1.out.csv", Out: "v1.out.csv"},
		{Name: "harness-2", Title: "harness run, both tests", Workers: 2, Command: variants + "--workers 2 --results v2.out.csv", Out: "v2.out.csv", As: "harness-1",
			Columns: []column{{"chisq_trend", "chisq_trend", 0, 0, 0, false}, {"p_allelic", "p_allelic", 0, 0, 0, false}}},
		{Name: "trend-2", Title: "harness run --test trend", Workers: 2, Command: variants + "--test trend --workers 2 --results vt.out.csv", Out: "vt.out.csv", As: "harness-1",
			Columns: []column{{"chisq_trend", "chisq_trend", 0, 0, 0, false}, {"p_trend", "p_trend", 0, 0, 0, false}}},
		{Name: "assoc", Title: "plink1.9 --assoc", Workers: 1, Command: plink + "--assoc --out va >/dev/null", Out: "va.assoc", As: "harness-1",
			Columns: []column{{"f_a", "F_A", fourDigits, 0, 0, false}, {"f_b", "F_U", fourDigits, 0, 0, false}, {"or", "OR", fourDigits, 0, 0, false}, {"chisq_allelic", "CHISQ", fourDigits, 0, 0, false}, {"p_allelic", "P", fourDigits, 0, 0, false}}},
		{Name: "model", Title: "plink1.9 --model", Workers: 1, Command: plink + "--model --cell 0 --out vm >/dev/null", Out: "vm.model", As: "harness-1", Where: "TREND",
			Columns: []column{{"chisq_trend", "CHISQ", fourDigits, 0, 0, false}, {"p_trend", "P", fourDigits, 0, 0, false}}},
	},
}

const variants = "harness run --data v.bed --workload trend --quiet --force "

// draws is the number of permutations of a row.
const draws = 10_000

var drawn = []column{{"t", "t", 1e-9, 1, 0, true}, {"p", "p", 0, 0, draws, false}}

var permutations = contest{
	Name: "permtest", Title: "Permutation tests, from CSV to results: 3051 rows × (27 + 11) samples, 10,000 permutations", Rounds: 3,
	Text: `The genes of golub, Welch's t, each row with permutations of its own. multtest uses the same permutations
for all rows and makes adjusted p of them besides, which harness does with --adjust maxt. The p of two programs come from
other permutations, so they must agree as two shares of 10,000 draws do: within six standard errors of their
difference.`,
	Inputs: []input{{"golub.csv", "harness data convert golub golub.csv --force --quiet"}},
	Entries: []entry{
		{Name: "harness-1", Title: "harness run", Workers: 1, Command: permuted + "--workers 1 --results p1.out.csv", Out: "p1.out.csv"},
		{Name: "harness-2", Title: "harness run", Workers: 2, Command: permuted + "--workers 2 --results p2.out.csv", Out: "p2.out.csv", As: "harness-1",
			Columns: []column{{"t", "t", 0, 0, 0, false}, {"p", "p", 0, 0, 0, false}}},
		{Name: "maxt-1", Title: "harness run --adjust maxt", Workers: 1, Command: permuted + "--adjust maxt --workers 1 --results p3.out.csv", Out: "p3.out.csv", As: "harness-1", Columns: drawn},
		{Name: "multtest", Title: "multtest mt.maxT", Workers: 1, Command: "Rscript $PEERS/permutation.R golub.csv pm.out.csv 10000 27", Out: "pm.out.csv", As: "harness-1", Columns: drawn},
		{Name: "scipy", Title: "scipy.stats.permutation_test", Workers: 1, Command: "python3 $PEERS/permutation.py golub.csv ps.out.csv 10000 27", Out: "ps.out.csv", As: "harness-1", Columns: drawn},
	},
}

const permuted = "harness run --data golub.csv --group-by '^A[LM]L' --workload permtest --permutations 10000 --quiet --force "
