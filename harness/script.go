package harness

// A Script is the file of a user's that has the function which a workload calls.
type Script struct {
	SHA256      string `json:"sha256"`                // of the file, in hexadecimal
	Interpreter string `json:"interpreter,omitempty"` // that runs it, with its version, such as "Python 3.11.2"; "" = it does not tell
}
