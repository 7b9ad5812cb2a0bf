package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// score is a program of a user's in the scripts: it answers each row with the sum of
// its values. With an argument it is wrong in some way at the row of that id.
func score() {
	wrong, at := "", ""
	if len(os.Args) > 2 {
		wrong, at = os.Args[1], os.Args[2]
	}
	fmt.Println("sum")
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		fields := strings.Split(in.Text(), ",")
		if fields[0] == "id" {
			continue
		}
		sum := 0.0
		for _, f := range fields[1:] {
			v, err := strconv.ParseFloat(f, 64)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			sum += v
		}
		if fields[0] == at {
			switch wrong {
			case "exit":
				fmt.Fprintf(os.Stderr, "no idea of %s\n", at)
				os.Exit(3)
			case "text":
				fmt.Println("high")
			case "pid":
				fmt.Println(os.Getpid())
				continue
			case "interrupt", "kill": // harness, and then waits for its own end
				signal := os.Kill
				if wrong == "interrupt" {
					signal = os.Interrupt
				}
				if parent, err := os.FindProcess(os.Getppid()); err != nil || parent.Signal(signal) != nil {
					os.Exit(1)
				}
				select {}
			case "say":
				fmt.Fprintf(os.Stderr, "%s is odd\n", at)
			}
		}
		fmt.Println(sum)
	}
}
