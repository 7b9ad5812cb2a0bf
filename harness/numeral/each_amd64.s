#include "textflag.h"

// func eightsAVX2(numbers *uint64, groups int)
//
// The steps are those of eight: each number of eight digits becomes two of four, four of two and eight of
// one, the first lowest.
TEXT ·eightsAVX2(SB), NOSPLIT, $0-16
	MOVQ numbers+0(FP), DI
	MOVQ groups+8(FP), CX
	MOVQ $0xd1b71759, AX // 2^45/10^4, rounded up
	MOVQ AX, X8
	VPBROADCASTQ X8, Y8
	MOVQ $10000, AX
	MOVQ AX, X9
	VPBROADCASTQ X9, Y9
	MOVQ $5243, AX // 2^19/100, rounded up
	MOVQ AX, X10
	VPBROADCASTW X10, Y10
	MOVQ $100, AX
	MOVQ AX, X11
	VPBROADCASTW X11, Y11
	MOVQ $6554, AX // 2^16/10, rounded up
	MOVQ AX, X12
	VPBROADCASTW X12, Y12
	MOVQ $10, AX
	MOVQ AX, X13
	VPBROADCASTW X13, Y13

loop:
	VMOVDQU (DI), Y0

	VPMULUDQ Y8, Y0, Y1
	VPSRLQ $45, Y1, Y1 // the first four
	VPMULUDQ Y9, Y1, Y2
	VPSUBQ Y2, Y0, Y0 // the last four
	VPSLLQ $32, Y0, Y0
	VPOR Y1, Y0, Y0

	VPMULHUW Y10, Y0, Y1
	VPSRLW $3, Y1, Y1
	VPMULLW Y11, Y1, Y2
	VPSUBW Y2, Y0, Y0
	VPSLLD $16, Y0, Y0
	VPOR Y1, Y0, Y0

	VPMULHUW Y12, Y0, Y1
	VPMULLW Y13, Y1, Y2
	VPSUBW Y2, Y0, Y0
	VPSLLW $8, Y0, Y0
	VPOR Y1, Y0, Y0

	VMOVDQU Y0, (DI)
	ADDQ $32, DI
	DECQ CX
	JNZ loop
	VZEROUPPER
	RET
