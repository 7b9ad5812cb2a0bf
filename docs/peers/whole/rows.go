package main

import "fmt"

// A job of rows is a function, the file of its rows and the columns of its answers to compare.
type job struct {
	Name, Function, File string
	Columns              []column
}

// The jobs of rows, the same for each language: two rows, so that all is start-up, and all rows.
var jobs = []job{
	{"load", "welch", "few.csv", near},
	{"welch", "welch", "w.csv", near},
}

// rowsOf is the number of rows of w.csv.
const rowsOf = 8000

// workersOf are the N of the systems that hand out rows.
var workersOf = []int{1, 2}

// A language is one in which functions of a row are, with the systems beside harness that call them. In the
// commands $FILE is the script and $NAME the function.
type language struct {
	Name, Title, Text string
	Extension         string
	Options           string // of the function workload of harness
	Welch             string // the columns of welch
	Lines             string // answers lines with lines
	Rounds            int
	Peer, Workers     string // the system of the language's own, and its command before N IN OUT
}

var python = language{Name: "python", Title: "A Python function for every row", Text: rowsText + pythonText, Extension: ".py",
	Options: " --interpreter python3", Welch: "t,p", Lines: "python3 $PEERS/lines.py $FILE:$NAME", Rounds: 3,
	Peer: "joblib", Workers: "python3 $PEERS/rows_joblib.py $FILE:$NAME"}

var inR = language{Name: "r", Title: "An R function for every row", Text: rowsText, Extension: ".R",
	Welch: "t,df,p", Lines: "Rscript $PEERS/lines.R $FILE $NAME", Rounds: 1,
	Peer: "mclapply", Workers: "Rscript $PEERS/rows_mclapply.R $FILE $NAME"}

const rowsText = `The same function by every system, at equal N. joblib and mclapply read the table with pandas and
data.table; GNU parallel gives each of N processes a part of the file at once (--pipepart --block -1), and
pipe has the same script. harness tries the function on three rows first, while the processes of its workers start.`

// pythonText is of Python alone: R writes each line at once, whoever reads it.
const pythonText = `

GNU parallel reads what a process has answered when it ends. Under pipe each row's answer is read when it comes,
so that it can be checked, kept and timed; for that Python is told not to buffer, and then writes the four parts of
print(t, p, sep=",") one by one, for each of which harness wakes. That is what pipe takes longer. The
function workloads have no lines: their answers come every 0.2 s, as numbers.`

// rows returns the contest of the systems that call a function of a language for every row.
func (l language) rows() contest {
	c := contest{Name: "rows-" + l.Name, Title: l.Title, Text: l.Text, Loaded: true, Rounds: l.Rounds, Inputs: []input{
		{"w.csv", fmt.Sprintf("harness data generate w.csv --rows %d --cols 40 --force --quiet", rowsOf)},
		{"few.csv", "head -3 w.csv >few.csv"},
	}}
	for _, j := range jobs {
		for _, n := range workersOf {
			c.Entries = append(c.Entries, l.entries(j, n)...)
		}
	}
	return c
}

// entries returns the systems at a job, on so many workers. All answers are held against those of the function
// workload on one.
func (l language) entries(j job, n int) (list []entry) {
	ours := "harness run --data " + j.File + " --group-by '^[ab]' --quiet --force --workers $N --results $OUT "
	for _, s := range []struct{ name, title, command string }{
		{"harness", "harness run --workload " + l.Name, ours + "--workload " + l.Name + l.Options + " --call $FILE:$NAME"},
		{"pipe", "harness run --workload pipe", ours + "--workload pipe --outputs " + l.Welch + " -- " + l.Lines},
		{l.Peer, l.Peer, l.Workers + " $N " + j.File + " $OUT"},
		{"parallel", "GNU parallel", "echo " + l.Welch + " >$OUT; parallel --will-cite -k -j$N --pipepart -a " + j.File + " --header : --block -1 " + l.Lines + " >>$OUT"},
	} {
		e := entry{Name: fmt.Sprintf("%s-%d-%s", s.name, n, j.Name), Title: s.title, Workers: n, Job: j.Name,
			Out: fmt.Sprintf("%s-%s-%d-%s.out.csv", l.Name, s.name, n, j.Name), As: "harness-1-" + j.Name, Columns: j.Columns}
		if e.Name == e.As {
			e.As = ""
		}
		e.Command = fmt.Sprintf("FILE=$PEERS/../../functions/%s%s NAME=%[1]s N=%[3]d OUT=%[4]s; ", j.Function, l.Extension, n, e.Out) + s.command
		list = append(list, e)
	}
	return list
}
