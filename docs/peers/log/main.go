// Command log makes a long event log of Spark, and reads one as `harness log` does, for bench.sh.
//
//	log make BYTES LOG >LONG    LOG over and over, each time with later times, other stages and other tasks
//	log read LONG               prints the tasks and the sum of their launch times in ms since September 2020
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"

	"serialfraction/harness/input/content"
	"serialfraction/results/tasklog/logs"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "log:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 3 && args[0] == "make":
		size, err := strconv.Atoi(args[1])
		if err != nil {
			return err
		}
		return makeLong(size, args[2])
	case len(args) == 2 && args[0] == "read":
		r, err := logs.Read(args[1], logs.Options{})
		if err != nil {
			return err
		}
		sum := int64(0)
		for _, t := range r.Tasks {
			sum += t.Start/1_000_000 - 1_600_000_000_000
		}
		fmt.Println(len(r.Tasks), sum)
		return nil
	}
	return fmt.Errorf("type log make BYTES LOG, or log read LOG")
}

// numbers are what tells the tasks and the times of one part of a long log from those of the next.
var numbers = regexp.MustCompile(`"(?:Stage ID|Task ID|Job ID)":\d+|"(?:Parent IDs|Stage IDs)":\[[\d,]*|:1\d{12}\b`)

// makeLong writes the events of a log until they have so many bytes: each part begins 20 seconds after the
// part before, and its stages and tasks are numbered on.
func makeLong(size int, path string) error {
	f, err := content.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	s, err := content.NewStream(path, f)
	if err != nil {
		return err
	}
	defer s.Close()
	text, err := io.ReadAll(s)
	if err != nil {
		return err
	}
	begin := bytes.Index(text, []byte(`{"Event":"SparkListenerJobStart"`))
	end := bytes.LastIndex(text, []byte(`{"Event":"SparkListenerApplicationEnd"`))
	if begin < 0 || end < begin {
		return fmt.Errorf("%s: no event log from its beginning to its end", path)
	}
	w := bufio.NewWriter(os.Stdout)
	written, err := w.Write(text[:begin])
	digits := regexp.MustCompile(`\d+`)
	for part := int64(0); err == nil && written < size; part++ {
		var n int
		n, err = w.Write(numbers.ReplaceAllFunc(text[begin:end], func(found []byte) []byte {
			return digits.ReplaceAllFunc(found, func(number []byte) []byte {
				v, _ := strconv.ParseInt(string(number), 10, 64)
				step := int64(1000)
				if len(number) == 13 {
					step = 20_000
				}
				return strconv.AppendInt(nil, v+part*step, 10)
			})
		}))
		written += n
	}
	if err == nil {
		_, err = w.Write(text[end:])
	}
	if err != nil {
		return err
	}
	return w.Flush()
}
