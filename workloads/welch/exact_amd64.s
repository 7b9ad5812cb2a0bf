#include "go_asm.h"
#include "textflag.h"

// addLost for four lanes: the value in X into sum S and lost L.
#define ADDLOST(X, S, L) \
	VADDPD X, S, Y9    \
	VSUBPD S, Y9, Y10  \
	VSUBPD Y10, Y9, Y11 \
	VSUBPD Y11, S, Y11 \
	VSUBPD Y10, X, Y10 \
	VADDPD Y10, Y11, Y11 \
	VADDPD Y11, L, L   \
	VMOVAPD Y9, S

#define STEP(off, S, L) \
	VMOVUPD off(SI), Y8 \
	ADDLOST(Y8, S, L)

#define MASKED(off, S, L) \
	VMASKMOVPD off(SI), Y15, Y8 \
	ADDLOST(Y8, S, L)

// func addAVX2(s *laneSums, x *float64, n int)
TEXT ·addAVX2(SB), NOSPLIT, $0-24
	MOVQ s+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ n+16(FP), CX
	VXORPD Y0, Y0, Y0
	VXORPD Y1, Y1, Y1
	VXORPD Y2, Y2, Y2
	VXORPD Y3, Y3, Y3
	VXORPD Y4, Y4, Y4
	VXORPD Y5, Y5, Y5
	VXORPD Y6, Y6, Y6
	VXORPD Y7, Y7, Y7
	SUBQ $16, CX
	JLT  tail

sixteen:
	STEP(0, Y0, Y4)
	STEP(32, Y1, Y5)
	STEP(64, Y2, Y6)
	STEP(96, Y3, Y7)
	ADDQ $128, SI
	SUBQ $16, CX
	JGE  sixteen

tail:
	ADDQ $16, CX // 0 ≤ CX < 16
	MOVQ CX, AX
	ANDQ $3, AX
	NEGQ AX
	LEAQ ·tailMask+32(SB), R11
	VMOVUPD (R11)(AX*8), Y15 // first CX mod 4 lanes
	CMPQ CX, $8
	JGE  eight
	CMPQ CX, $4
	JGE  four
	MASKED(0, Y0, Y4)
	JMP  done

four:
	STEP(0, Y0, Y4)
	MASKED(32, Y1, Y5)
	JMP  done

eight:
	STEP(0, Y0, Y4)
	STEP(32, Y1, Y5)
	CMPQ CX, $12
	JGE  twelve
	MASKED(64, Y2, Y6)
	JMP  done

twelve:
	STEP(64, Y2, Y6)
	MASKED(96, Y3, Y7)

done:
	VMOVUPD Y0, (laneSums_sum+0)(DI)
	VMOVUPD Y1, (laneSums_sum+32)(DI)
	VMOVUPD Y2, (laneSums_sum+64)(DI)
	VMOVUPD Y3, (laneSums_sum+96)(DI)
	VMOVUPD Y4, (laneSums_lost+0)(DI)
	VMOVUPD Y5, (laneSums_lost+32)(DI)
	VMOVUPD Y6, (laneSums_lost+64)(DI)
	VMOVUPD Y7, (laneSums_lost+96)(DI)
	VZEROUPPER
	RET
