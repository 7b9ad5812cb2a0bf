//go:build !amd64

package vector

var native Set
