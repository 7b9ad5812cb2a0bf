package pipe

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

// The programs that the tests start are this test binary with the arguments child MODE.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "child" {
		os.Exit(childMain(os.Args[2]))
	}
	// A program built with the race detector would linger for a second at its end.
	os.Setenv("GORACE", "atexit_sleep_ms=0")
	goleak.VerifyTestMain(m)
}

// argvOf returns the command line of a program of the tests.
func argvOf(t testing.TB, mode string) []string {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return []string{exe, "child", mode}
}

// A talker is a program of the tests: it reads lines and answers them, or in the frame f8 numbers.
type talker struct {
	in  *bufio.Scanner
	f8  *f8Rows // nil = it reads lines
	out *bufio.Writer
	row int
}

// next returns the values of the next row, false at the end.
func (k *talker) next() (id string, values []float64, ok bool) {
	if k.f8 != nil {
		values, ok = k.f8.next()
		if ok {
			k.row++
		}
		return "", values, ok
	}
	for k.in.Scan() {
		fields := strings.Split(k.in.Text(), ",")
		if fields[0] == "id" {
			continue
		}
		for _, f := range fields[1:] {
			v, err := strconv.ParseFloat(f, 64)
			if err != nil {
				panic(err)
			}
			values = append(values, v)
		}
		k.row++
		return fields[0], values, true
	}
	return "", nil, false
}

func (k *talker) printf(format string, args ...any) {
	k.hold(format, args...)
	k.out.Flush()
}

// hold answers without a flush.
func (k *talker) hold(format string, args ...any) {
	line := fmt.Sprintf(format, args...)
	if k.f8 != nil {
		k.out.Write(f8Bytes(line))
		return
	}
	fmt.Fprintln(k.out, line)
}

func sumOf(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}

// childMain is one of the programs; it returns the exit code.
func childMain(mode string) int {
	k := &talker{in: bufio.NewScanner(os.Stdin), out: bufio.NewWriter(os.Stdout)}
	k.in.Buffer(nil, 1<<24)
	if wanted, ok := strings.CutPrefix(mode, "f8/"); ok {
		mode, k.f8 = wanted, newF8Rows(os.Stdin)
	}
	mode, at, _ := strings.Cut(mode, "=")
	n, _ := strconv.Atoi(at)
	if adapter, wrong, _ := strings.Cut(mode, "/"); adapter == "adapter" {
		return adapterChild(wrong, n)
	}
	switch mode {
	case "arrow":
		return arrowChild()
	case "json":
		return jsonChild(k)
	case "block": // for ever: nobody writes to the other end
		r, w, err := os.Pipe()
		if err != nil {
			panic(err)
		}
		r.Read(make([]byte, 1))
		w.Close()
	case "one": // as fast as a program can: it does not look at its rows
		answer, read := []byte("1\n"), k.in.Scan
		if k.f8 != nil {
			answer, read = f8Bytes("1"), k.f8.read
		} else {
			read() // the header
		}
		for read() {
			k.out.Write(answer)
			if k.row++; k.row%1000 == 1 || k.row < 9 || n == 1 { // the probe, or a chunk of the benchmark
				k.out.Flush()
			}
		}
		return 0
	case "nothing":
		return 0
	case "yes": // reads nothing and answers for ever
		for {
			k.printf("1")
		}
	case "header", "names":
		k.printf("%s", map[string]string{"header": "id,sum,n", "names": `"sum" "n"`}[mode])
	case "babble":
		k.printf("Loading the model …")
	case "mixed":
		k.printf("sum,1")
	}
	for id, values, ok := k.next(); ok; id, values, ok = k.next() {
		late := k.row >= n
		switch {
		case mode == "header":
			k.printf("%s,%v,%d", id, sumOf(values), len(values))
		case mode == "names":
			k.printf("%v %d ", sumOf(values), len(values))
		case mode == "exit" && late:
			fmt.Fprintln(os.Stderr, "Traceback:\n  out of cheese")
			return 3
		case mode == "few" && late:
			return 0
		case mode == "many" && late:
			k.printf("1\n2")
		case mode == "part" && late: // of an answer in the frame f8
			k.out.Write([]byte("12345"))
			k.out.Flush()
			return 0
		case mode == "garbage" && late:
			k.printf("abc")
		case mode == "wide" && late:
			k.printf("1,2")
		case mode == "hang" && late:
			childMain("block")
		case mode == "stderr":
			fmt.Fprintf(os.Stderr, "row %s is odd\n", id)
			k.printf("%v", sumOf(values))
		case mode == "keeps": // all answers until the input ends
			k.hold("%v", sumOf(values))
		case mode == "order" && late:
			k.printf("nobody,1")
		case mode == "long" && late:
			k.printf("%s", strings.Repeat("1", answerBuffer+1))
		case mode == "two":
			k.printf("%v\t%d", sumOf(values), len(values))
		case mode == "groups":
			k.printf("%s", strings.ReplaceAll(os.Getenv("HARNESS_GROUP_SIZES"), ",", " "))
		case mode == "rows": // the number of rows that this process has seen
			k.printf("%d", k.row)
		case mode == "missing":
			k.printf("%s", []string{"NA", "", "nan", "NaN", "-nan"}[k.row%5])
		default:
			k.printf("%v", sumOf(values))
		}
	}
	k.out.Flush()
	switch mode {
	case "stays":
		childMain("block")
	case "fails":
		return 7
	case "more":
		k.printf("8")
	}
	return 0
}
