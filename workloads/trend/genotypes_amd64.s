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

// func countAVX512(dst *bitCounts, packed *byte, rows, stride int, a, b *uint64, steps int)
TEXT ·countAVX512(SB), NOSPLIT, $0-56
	MOVQ dst+0(FP), DI
	MOVQ packed+8(FP), SI
	MOVQ rows+16(FP), R8
	MOVQ stride+24(FP), R9
	MOVQ a+32(FP), R10
	MOVQ b+40(FP), R11
	MOVQ steps+48(FP), R12
	SHLQ $6, R12 // bytes of the masks

row512:
	VPXORQ Z0, Z0, Z0
	VPXORQ Z1, Z1, Z1
	VPXORQ Z2, Z2, Z2
	VPXORQ Z3, Z3, Z3
	VPXORQ Z4, Z4, Z4
	VPXORQ Z5, Z5, Z5
	XORQ CX, CX

step512:
	VMOVDQU64 (SI)(CX*1), Z6
	VMOVDQU64 (R10)(CX*1), Z8
	VMOVDQU64 (R11)(CX*1), Z9
	VPSRLQ $1, Z6, Z7
	COUNT(Z8, Z0, Z1, Z2)
	COUNT(Z9, Z3, Z4, Z5)
	ADDQ $64, CX
	CMPQ CX, R12
	JLT  step512

	REDUCE(Z0, Z3, X10, Y10, X10, bitCounts_lower)
	REDUCE(Z1, Z4, X11, Y11, X11, bitCounts_upper)
	REDUCE(Z2, Z5, X12, Y12, X12, bitCounts_both)
	ADDQ $bitCounts__size, DI
	ADDQ R9, SI
	DECQ R8
	JNZ  row512
	VZEROUPPER
	RET

// Every second pair of bits, and the lower half of every byte.
DATA pairs<>+0(SB)/8, $0x3333333333333333
DATA pairs<>+8(SB)/8, $0x3333333333333333
DATA pairs<>+16(SB)/8, $0x3333333333333333
DATA pairs<>+24(SB)/8, $0x3333333333333333
GLOBL pairs<>(SB), RODATA|NOPTR, $32
DATA nibbles<>+0(SB)/8, $0x0f0f0f0f0f0f0f0f
DATA nibbles<>+8(SB)/8, $0x0f0f0f0f0f0f0f0f
DATA nibbles<>+16(SB)/8, $0x0f0f0f0f0f0f0f0f
DATA nibbles<>+24(SB)/8, $0x0f0f0f0f0f0f0f0f
GLOBL nibbles<>(SB), RODATA|NOPTR, $32

// Loads the words at off of the row into Y12, shifted right by one into Y13.
#define LOAD(off) \
	VMOVDQU off(SI)(CX*1), Y12 \
	VPSRLQ  $1, Y12, Y13

// The genotypes in Y12 and Y13 that the mask at off(M) chooses, one bit in each pair of bits.
#define FIRST(M, off, LOWER, UPPER, BOTH) \
	VPAND off(M)(CX*1), Y12, LOWER \
	VPAND off(M)(CX*1), Y13, UPPER \
	VPAND LOWER, UPPER, BOTH

// Adds those of further words. A pair of bits holds a sum of up to three.
#define FURTHER(M, off, LOWER, UPPER, BOTH) \
	VPAND  off(M)(CX*1), Y12, Y14 \
	VPAND  off(M)(CX*1), Y13, Y15 \
	VPADDB Y14, LOWER, LOWER      \
	VPADDB Y15, UPPER, UPPER      \
	VPAND  Y14, Y15, Y14          \
	VPADDB Y14, BOTH, BOTH

// Adds the pairs of bits of S, three at most each, to the four sums of SUMS: first to four bits,
// six at most, then to bytes, twelve at most, which VPSADBW adds up. Y13 is zero.
#define WIDEN(S, SUMS) \
	VPSRLQ  $2, S, Y14           \
	VPAND   pairs<>(SB), S, S    \
	VPAND   pairs<>(SB), Y14, Y14 \
	VPADDB  Y14, S, S            \
	VPSRLQ  $4, S, Y14           \
	VPADDB  Y14, S, S            \
	VPAND   nibbles<>(SB), S, S  \
	VPSADBW Y13, S, S            \
	VPADDQ  S, SUMS, SUMS

// Adds up the four sums of A and of B, and writes the totals to the lower and the upper half of
// one number at off(DI). XA is the lower half of A.
#define TOTAL(A, XA, B, off) \
	VPSLLQ       $32, B, B    \
	VPADDQ       B, A, A      \
	VEXTRACTI128 $1, A, X14   \
	VPADDQ       X14, XA, XA  \
	VPSHUFD      $0x4e, XA, X14 \
	VPADDQ       X14, XA, XA  \
	VMOVQ        XA, off(DI)

// func countAVX2(dst *bitCounts, packed *byte, rows, stride int, a, b *uint64, steps int)
TEXT ·countAVX2(SB), NOSPLIT, $0-56
	MOVQ  dst+0(FP), DI
	MOVQ  packed+8(FP), SI
	MOVQ  rows+16(FP), R8
	MOVQ  stride+24(FP), R9
	MOVQ  a+32(FP), R10
	MOVQ  b+40(FP), R11
	MOVQ  steps+48(FP), R12
	IMULQ $96, R12 // bytes of the masks

row2:
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	XORQ  CX, CX

step2:
	LOAD(0)
	FIRST(R10, 0, Y6, Y7, Y8)
	FIRST(R11, 0, Y9, Y10, Y11)
	LOAD(32)
	FURTHER(R10, 32, Y6, Y7, Y8)
	FURTHER(R11, 32, Y9, Y10, Y11)
	LOAD(64)
	FURTHER(R10, 64, Y6, Y7, Y8)
	FURTHER(R11, 64, Y9, Y10, Y11)
	VPXOR Y13, Y13, Y13
	WIDEN(Y6, Y0)
	WIDEN(Y7, Y1)
	WIDEN(Y8, Y2)
	WIDEN(Y9, Y3)
	WIDEN(Y10, Y4)
	WIDEN(Y11, Y5)
	ADDQ  $96, CX
	CMPQ  CX, R12
	JLT   step2

	TOTAL(Y0, X0, Y3, bitCounts_lower)
	TOTAL(Y1, X1, Y4, bitCounts_upper)
	TOTAL(Y2, X2, Y5, bitCounts_both)
	ADDQ $bitCounts__size, DI
	ADDQ R9, SI
	DECQ R8
	JNZ  row2
	VZEROUPPER
	RET
