// Package content opens the bytes of a file for a reader: unpacked where they are
// compressed, as a stream or as a whole, mapped where the file is a plain one.
//
// It never looks at what the bytes mean, and no reader looks at how they are stored:
//
//	file → Open → NewStream or Map → a reader of harness/input
//
// The readers and harness/input import it; a compression is one line in [Compressions].
package content
