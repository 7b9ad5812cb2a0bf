package probe

// Files returns how many files a probe opens at once on so many CPUs: the account of each thread that
// works, what the system counts, and the file on the disk. Without an account its figures would be of
// a machine that takes nothing. They were counted on 2 CPUs, and are a few more than that.
func Files(cpus int) int { return 10 + cpus }
