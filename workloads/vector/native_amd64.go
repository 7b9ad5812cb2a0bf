package vector

import "golang.org/x/sys/cpu"

var native = Set{
	AVX2:   cpu.X86.HasAVX2 && cpu.X86.HasFMA,
	AVX512: cpu.X86.HasAVX512F && cpu.X86.HasAVX512VPOPCNTDQ,
}
