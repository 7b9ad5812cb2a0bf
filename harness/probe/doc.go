// Package probe measures a machine: what its clock, its CPUs, its memory and its disk
// give to a program that is timed there, and what they take away. It judges nothing.
//
// Every measurement is a function of the clock, the threads and the work that it is
// made with, so that what it makes of them is known without a machine. [Measure] makes
// those of a [Plan] with [Real] tools.
package probe
