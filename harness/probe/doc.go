// Package probe measures a machine: what its clock, its CPUs, its memory and its disk offer
// to a program that is timed there, and how they disturb it. It judges nothing.
//
// Every measurement takes its clock, its threads and its work as arguments, so that a test
// can replace them and know the result. [Measure] makes the measurements of a [Plan] with
// [Real] tools.
package probe
