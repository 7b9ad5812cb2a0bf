#include "go_asm.h"
#include "textflag.h"

// The four lanes from 8·(4−k) on are all ones for the first k of four values.
DATA ·tailMask+0(SB)/8, $-1
DATA ·tailMask+8(SB)/8, $-1
DATA ·tailMask+16(SB)/8, $-1
DATA ·tailMask+24(SB)/8, $-1
DATA ·tailMask+32(SB)/8, $0
DATA ·tailMask+40(SB)/8, $0
DATA ·tailMask+48(SB)/8, $0
DATA ·tailMask+56(SB)/8, $0
GLOBL ·tailMask(SB), RODATA|NOPTR, $64

// Four values at off(SI), shifted by Y0, into the lanes of S and Q.
#define STEP(off, D, S, Q) \
	VMOVUPD off(SI), D  \
	VSUBPD Y0, D, D     \
	VADDPD D, S, S      \
	VFMADD231PD D, D, Q

// The last values under the mask Y15, the rest of the lanes 0.
#define MASKED(off, S, Q) \
	VMASKMOVPD off(SI), Y15, Y9 \
	VSUBPD Y0, Y9, Y9           \
	VANDPD Y15, Y9, Y9          \
	VADDPD Y9, S, S             \
	VFMADD231PD Y9, Y9, Q

// func momentsAVX2(m *moments, x *float64, rows, na, nb int)
TEXT ·momentsAVX2(SB), NOSPLIT, $0-40
	MOVQ m+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ rows+16(FP), R8
	MOVQ na+24(FP), R9
	MOVQ nb+32(FP), R10
	LEAQ ·tailMask+32(SB), R11

row:
	MOVQ R9, CX // values left in this group
	XORQ R12, R12 // 0: group a, 1: group b

group:
	VBROADCASTSD (SI), Y0
	VXORPD Y1, Y1, Y1
	VXORPD Y2, Y2, Y2
	VXORPD Y3, Y3, Y3
	VXORPD Y4, Y4, Y4
	VXORPD Y5, Y5, Y5
	VXORPD Y6, Y6, Y6
	VXORPD Y7, Y7, Y7
	VXORPD Y8, Y8, Y8
	SUBQ $16, CX
	JLT  tail

sixteen:
	STEP(0, Y9, Y1, Y5)
	STEP(32, Y10, Y2, Y6)
	STEP(64, Y11, Y3, Y7)
	STEP(96, Y12, Y4, Y8)
	ADDQ $128, SI
	SUBQ $16, CX
	JGE  sixteen

tail:
	ADDQ $16, CX // 0 ≤ CX < 16
	MOVQ CX, AX
	ANDQ $3, AX
	NEGQ AX
	VMOVUPD (R11)(AX*8), Y15 // first CX mod 4 lanes
	CMPQ CX, $8
	JGE  eight
	CMPQ CX, $4
	JGE  four
	MASKED(0, Y1, Y5)
	JMP  reduce

four:
	STEP(0, Y9, Y1, Y5)
	MASKED(32, Y2, Y6)
	JMP  reduce

eight:
	STEP(0, Y9, Y1, Y5)
	STEP(32, Y10, Y2, Y6)
	CMPQ CX, $12
	JGE  twelve
	MASKED(64, Y3, Y7)
	JMP  reduce

twelve:
	STEP(64, Y11, Y3, Y7)
	MASKED(96, Y4, Y8)

reduce:
	LEAQ (SI)(CX*8), SI
	VADDPD Y2, Y1, Y1
	VADDPD Y4, Y3, Y3
	VADDPD Y6, Y5, Y5
	VADDPD Y8, Y7, Y7
	VADDPD Y3, Y1, Y1 // sums in four lanes
	VADDPD Y7, Y5, Y5 // squares in four lanes
	VUNPCKLPD Y5, Y1, Y2 // lanes 0 and 2 of both, interleaved
	VUNPCKHPD Y5, Y1, Y3 // lanes 1 and 3
	VADDPD Y3, Y2, Y2
	VEXTRACTF128 $1, Y2, X3
	VADDPD X3, X2, X2
	VMOVSD X0, moments_x0(DI)
	VMOVLPD X2, moments_sum(DI)
	VMOVHPD X2, moments_square(DI)

	TESTQ R12, R12
	JNE  next
	MOVQ $1, R12
	MOVQ R10, CX
	ADDQ $(8*const_blockRows), DI
	JMP  group

next:
	SUBQ $(8*const_blockRows-8), DI
	DECQ R8
	JNE  row
	VZEROUPPER
	RET
