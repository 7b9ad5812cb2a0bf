#include "textflag.h"

// One round of Philox4x32 on four blocks. Each 64-bit lane holds one 32-bit word of
// the counter in its lower half; VPMULUDQ ignores the upper half. T, U = new words 1 and 3;
// keys in Y12, Y13, multipliers in Y14, Y15.
#define ROUND(C0, C1, C2, C3, T, U) \
	VPMULUDQ C2, Y15, T \
	VPMULUDQ C0, Y14, U \
	VPSRLQ $32, T, C0 \
	VPXOR C1, C0, C0 \
	VPXOR Y12, C0, C0 \
	VPSRLQ $32, U, C2 \
	VPXOR C3, C2, C2 \
	VPXOR Y13, C2, C2

// One round on the blocks in Y0..Y3 and Y4..Y7, and the same with the roles of the
// words 1 and 3 and of the spare registers exchanged.
#define ROUND_THERE \
	ROUND(Y0, Y1, Y2, Y3, Y8, Y9) \
	ROUND(Y4, Y5, Y6, Y7, Y10, Y11) \
	NEXTKEY
#define ROUND_BACK \
	ROUND(Y0, Y8, Y2, Y9, Y1, Y3) \
	ROUND(Y4, Y10, Y6, Y11, Y5, Y7) \
	NEXTKEY

#define NEXTKEY \
	VPADDD weyl0<>(SB), Y12, Y12 \
	VPADDD weyl1<>(SB), Y13, Y13

// Four blocks as eight words at OFF(DI): word 0 | word 1 << 32, word 2 | word 3 << 32.
#define STORE(C0, C1, C2, C3, OFF) \
	VPSLLQ $32, C1, C1 \
	VPBLENDD $0xAA, C1, C0, C0 \
	VPSLLQ $32, C3, C3 \
	VPBLENDD $0xAA, C3, C2, C2 \
	VPUNPCKLQDQ C2, C0, C1 \
	VPUNPCKHQDQ C2, C0, C3 \
	VPERM2I128 $0x20, C3, C1, C0 \
	VPERM2I128 $0x31, C3, C1, C2 \
	VMOVDQU C0, OFF(DI) \
	VMOVDQU C2, (OFF+32)(DI)

#define FOUR(name, value) \
	DATA name<>+0(SB)/8, value \
	DATA name<>+8(SB)/8, value \
	DATA name<>+16(SB)/8, value \
	DATA name<>+24(SB)/8, value \
	GLOBL name<>(SB), RODATA|NOPTR, $32

FOUR(weyl0, $0x9E3779B99E3779B9)
FOUR(weyl1, $0xBB67AE85BB67AE85)
FOUR(multiplier0, $0xD2511F53)
FOUR(multiplier1, $0xCD9E8D57)
FOUR(four, $4)

DATA steps<>+0(SB)/8, $0
DATA steps<>+8(SB)/8, $1
DATA steps<>+16(SB)/8, $2
DATA steps<>+24(SB)/8, $3
GLOBL steps<>(SB), RODATA|NOPTR, $32

// func philoxAVX2(words *uint64, eights int, key, block, number uint64)
TEXT ·philoxAVX2(SB), NOSPLIT, $0-40
	MOVQ words+0(FP), DI
	MOVQ eights+8(FP), CX
	MOVQ block+24(FP), AX
	VMOVDQU multiplier0<>(SB), Y14
	VMOVDQU multiplier1<>(SB), Y15

loop:
	MOVQ AX, X0
	VPBROADCASTQ X0, Y0
	VPADDQ steps<>(SB), Y0, Y0
	VPADDQ four<>(SB), Y0, Y4
	VPSRLQ $32, Y0, Y1
	VPSRLQ $32, Y4, Y5
	VPBROADCASTQ number+32(FP), Y2
	VPSRLQ $32, Y2, Y3
	VMOVDQA Y2, Y6
	VMOVDQA Y3, Y7
	VPBROADCASTQ key+16(FP), Y12
	VPSRLQ $32, Y12, Y13
	ROUND_THERE
	ROUND_BACK
	ROUND_THERE
	ROUND_BACK
	ROUND_THERE
	ROUND_BACK
	ROUND_THERE
	ROUND_BACK
	ROUND_THERE
	ROUND_BACK
	STORE(Y0, Y1, Y2, Y3, 0)
	STORE(Y4, Y5, Y6, Y7, 64)
	ADDQ $128, DI
	ADDQ $8, AX
	DECQ CX
	JNZ loop
	VZEROUPPER
	RET
