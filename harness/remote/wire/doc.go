// Package wire is what coordinator and workers of the remote engine write to each other: the
// subjects, the tasks and results in a binary form, and the rare messages in JSON.
//
// All numbers are little-endian. A task and a result begin with a magic number, and have the size that
// their header names; whatever else comes is refused. A task has a checksum. A result ends with a code
// that only the coordinator and its worker can make, so that nobody else answers for that worker. Reading a task or a result allocates nothing: what is read is a view of the message.
package wire

import "hash/crc32"

// Version is the number of this form of the messages. Coordinator and workers of different numbers
// do not work together.
const Version = 2

var castagnoli = crc32.MakeTable(crc32.Castagnoli)
