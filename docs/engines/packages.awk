# 24 Go packages that import nothing, for go build to share out.
BEGIN {
	for (p = 1; p <= 24; p++) {
		dir = "build/p" p
		system("mkdir -p " dir)
		file = dir "/p.go"
		print "package p" p > file
		for (f = 0; f < 150; f++)
			printf "\nfunc F%d(x, y int) int {\n\tfor i := x; i < y; i++ {\n\t\tif i%%%d == 0 {\n\t\t\tx += i * y\n\t\t} else {\n\t\t\ty ^= x << 3\n\t\t}\n\t}\n\treturn x - y\n}\n", f, f + 2 > file
		close(file)
	}
	print "module build\n\ngo 1.21" > "build/go.mod"
}
