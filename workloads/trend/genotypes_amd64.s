#include "go_asm.h"
#include "textflag.h"

// The chosen genotypes of mask M: words in Z6, shifted right by one in Z7.
#define COUNT(M, LOWER, UPPER, BOTH) \
	VPANDQ Z6, M, Z10         \
	VPANDQ Z7, M, Z11         \
	VPANDQ Z10, Z11, Z12      \
	VPOPCNTQ Z10, Z10         \
	VPOPCNTQ Z11, Z11         \
	VPOPCNTQ Z12, Z12         \
	VPADDQ Z10, LOWER, LOWER  \
	VPADDQ Z11, UPPER, UPPER  \
	VPADDQ Z12, BOTH, BOTH

// Adds up the eight sums of A and of B, and writes the totals to the lower and the upper half of
// one number at off(DI).
#define REDUCE(A, B, X, Y, YX, off) \
	VPSLLQ $32, B, B           \
	VPADDQ A, B, B             \
	VEXTRACTI64X4 $1, B, Y     \
	VEXTRACTI64X4 $0, B, Y8    \
	VPADDQ Y8, Y, Y            \
	VEXTRACTI128 $1, Y, X8     \
	VPADDQ X8, YX, YX          \
	VPSHUFD $0x4e, YX, X8      \
	VPADDQ X8, YX, YX          \
	VMOVQ YX, off(DI)

// func countAVX512(dst *bitCounts, packed *byte, rows, stride int, a, b *uint64, blocks int)
TEXT ·countAVX512(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ packed+8(FP), SI
	MOVQ rows+16(FP), R8
	MOVQ stride+24(FP), R9
	MOVQ a+32(FP), R10
	MOVQ b+40(FP), R11
	MOVQ blocks+48(FP), R12
	SHLQ $6, R12 // bytes of the masks

row:
	VPXORQ Z0, Z0, Z0
	VPXORQ Z1, Z1, Z1
	VPXORQ Z2, Z2, Z2
	VPXORQ Z3, Z3, Z3
	VPXORQ Z4, Z4, Z4
	VPXORQ Z5, Z5, Z5
	XORQ CX, CX

block:
	VMOVDQU64 (SI)(CX*1), Z6
	VMOVDQU64 (R10)(CX*1), Z8
	VMOVDQU64 (R11)(CX*1), Z9
	VPSRLQ $1, Z6, Z7
	COUNT(Z8, Z0, Z1, Z2)
	COUNT(Z9, Z3, Z4, Z5)
	ADDQ $64, CX
	CMPQ CX, R12
	JLT  block

	REDUCE(Z0, Z3, X10, Y10, X10, bitCounts_lower)
	REDUCE(Z1, Z4, X11, Y11, X11, bitCounts_upper)
	REDUCE(Z2, Z5, X12, Y12, X12, bitCounts_both)
	ADDQ $bitCounts__size, DI
	ADDQ R9, SI
	DECQ R8
	JNZ  row
	VZEROUPPER
	RET
