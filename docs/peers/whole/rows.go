package main

import "fmt"

// A job of rows is a function and the file of its rows.
type job struct {
	Name             string
	Script, Function string // the script without its extension, in the folder of this program
	File             string
	Ends             bool // the function leaves when each process was done
}

// The jobs of rows, the same for each language.
var (
	startUp   = job{"load", "../../functions/welch", "welch", "few.csv", false} // two rows, so that all is start-up
	transfer  = job{"first", "rows_functions", "first", "w.csv", false}         // a function that returns at once
	imbalance = job{"ends", "rows_functions", "welch", "w.csv", true}
	allRows   = job{"welch", "../../functions/welch", "welch", "w.csv", false}
	jobs      = []job{startUp, transfer, allRows, imbalance} // imbalance is held against the answers of allRows
)

// rowsOf is the number of rows of w.csv, and rounds of the rounds.
const (
	rowsOf = 8000
	rounds = 7
)

// workersOf are the N of the systems that hand out rows.
var workersOf = []int{1, 2}

// gnuParallel is the peer that hands rows over as pipe does.
const gnuParallel = "parallel"

// A language is one in which functions of a row are, with the systems beside harness that call them. In the
// commands $FILE is the script and $NAME the function.
type language struct {
	Name, Title, Text string
	Extension         string
	Options           string // of the function workload of harness
	Welch             string // the columns of welch
	Lines             string // answers lines with lines
	Numbers           string // answers float64s with float64s
	Peer, Workers     string // the system of the language's own, and its command before N IN OUT
}

var python = language{Name: "python", Title: "A Python function for every row", Text: rowsText, Extension: ".py",
	Options: " --interpreter python3", Welch: "t,p", Lines: "python3 $PEERS/lines.py $FILE:$NAME", Numbers: "python3 $PEERS/f8.py $FILE:$NAME",
	Peer: "joblib", Workers: "python3 $PEERS/rows_joblib.py $FILE:$NAME"}

var inR = language{Name: "r", Title: "An R function for every row", Text: rowsText, Extension: ".R",
	Welch: "t,df,p", Lines: "Rscript $PEERS/lines.R $FILE $NAME", Numbers: "Rscript $PEERS/f8.R $FILE $NAME",
	Peer: "mclapply", Workers: "Rscript $PEERS/rows_mclapply.R $FILE $NAME"}

const rowsText = `The same function by every system, at equal N. joblib and mclapply read the table with pandas and
data.table; GNU parallel gives each of N processes a part of the file at once (--pipepart --block -1), and
pipe has the same script. harness tries the function on three rows first, in a process that then is a worker's, while the others start.

GNU parallel and pipe hand rows over as lines of text, which the script reads and answers with lines; joblib, mclapply
and the function workloads as numbers. With the frame f8 pipe hands over numbers too, as they lie in memory: the script
reads 8 bytes for each with what its language has for that, readBin or numpy.frombuffer, and writes its answers alike.
GNU parallel reads what a process has answered when it ends; under pipe answers are read as they come, so that they can
be checked, kept and timed.`

// rows returns the contest of the systems that call a function of a language for every row.
func (l language) rows() contest {
	c := contest{Name: "rows-" + l.Name, Title: l.Title, Text: l.Text, Rounds: rounds, Inputs: []input{
		{"w.csv", fmt.Sprintf("harness data generate w.csv --rows %d --cols 40 --force --quiet", rowsOf)},
		{"few.csv", "head -3 w.csv >few.csv"},
	}}
	for _, j := range jobs {
		for _, n := range workersOf {
			if n > 1 || !j.Ends {
				c.Entries = append(c.Entries, l.entries(j, n)...)
			}
		}
	}
	return c
}

// entries returns the systems at a job, on so many workers. All answers are held against those of the function
// workload on one.
func (l language) entries(j job, n int) (list []entry) {
	ours := "harness run --data " + j.File + " --group-by '^[ab]' --quiet --force --workers $N --results $OUT "
	for _, s := range []struct{ name, title, command string }{
		{ofFunctions, "harness run --workload " + l.Name, ours + "--workload " + l.Name + l.Options + " --call $FILE:$NAME"},
		{ofLines, "harness run --workload pipe", ours + "--workload pipe --outputs " + l.Welch + " -- " + l.Lines},
		{ofNumbers, "harness run --workload pipe --frame f8", ours + "--workload pipe --frame f8 --outputs " + l.Welch + " -- " + l.Numbers},
		{l.Peer, l.Peer, l.Workers + " $N " + j.File + " $OUT"},
		{gnuParallel, "GNU parallel", "echo " + l.Welch + " >$OUT; parallel --will-cite -k -j$N --pipepart -a " + j.File + " --header : --block -1 " + l.Lines + " >>$OUT"},
	} {
		e := entry{Name: entryName(s.name, n, j), Title: s.title, Workers: n, Job: j.Name, Ends: j.Ends,
			Out: fmt.Sprintf("%s-%s-%d-%s.out.csv", l.Name, s.name, n, j.Name), As: entryName(ofFunctions, 1, j), Columns: near}
		if j.Ends {
			e.As = entryName(ofFunctions, 1, allRows)
		}
		if e.Name == e.As {
			e.As = ""
		}
		e.Command = fmt.Sprintf("FILE=$PEERS/%s%s NAME=%s N=%d OUT=%s; ", j.Script, l.Extension, j.Function, n, e.Out) + s.command
		list = append(list, e)
	}
	return list
}

// entryName is the name of a system's entry for a job on so many workers.
func entryName(system string, workers int, j job) string {
	return fmt.Sprintf("%s-%d-%s", system, workers, j.Name)
}
