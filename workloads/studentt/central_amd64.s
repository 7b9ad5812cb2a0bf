#include "go_asm.h"
#include "textflag.h"

// Constants lie in a constants at R8, 32 bytes each.
#define C(field) field(R8)
#define AT(field, i) (field+32*i)(R8)

// One term of the central series, n from 8 down to 1: Y8 = q_n from q_{n+1}, and
// Y9 = Y9·w + q_n·(u + shift of n−1). Y3 = w, Y4 = h, Y6 = u.
#define TERM(n) \
	VMULPD AT(constants_growth, n), Y4, Y10        \
	VFMADD213PD AT(constants_sinh, n), Y10, Y8     \
	VADDPD AT(constants_shift, (n-1)), Y6, Y11     \
	VMULPD Y11, Y8, Y11                  \
	VFMADD213PD Y11, Y3, Y9

// func twoSidedAVX2(p, t, df *float64, groups int, c *studentLanes)
//
// The comments name the variables of twoSidedCentral and of what it calls.
TEXT ·twoSidedAVX2(SB), NOSPLIT, $0-40
	MOVQ p+0(FP), DI
	MOVQ t+8(FP), SI
	MOVQ df+16(FP), DX
	MOVQ groups+24(FP), CX
	MOVQ c+32(FP), R8

loop:
	VMOVUPD (SI), Y0 // t
	VMOVUPD (DX), Y1 // df

	// square: t2 = Y2, t2lo = Y3
	VMULPD Y0, Y0, Y2
	VMOVAPD Y0, Y3
	VFMSUB213PD Y2, Y0, Y3

	// quotient: q = Y5, qlo = Y6
	VMOVUPD C(constants_one), Y14
	VDIVPD Y1, Y14, Y4
	VMULPD Y4, Y2, Y5
	VMOVAPD Y2, Y6
	VFNMADD231PD Y1, Y5, Y6
	VADDPD Y3, Y6, Y6
	VMULPD Y4, Y6, Y6

	// within the central range: Y15
	VCMPPD $0x1D, C(constants_minDF), Y1, Y15
	VCMPPD $0x12, C(constants_maxDF), Y1, Y7
	VCMPPD $0x1D, C(constants_minT2), Y2, Y8
	VCMPPD $0x12, C(constants_maxQ), Y5, Y9
	VANDPD Y7, Y15, Y15
	VANDPD Y9, Y8, Y8
	VANDPD Y8, Y15, Y15

	// log1pSmall: d = Y7, dlo = Y8, r = Y9, s = Y10, slo = Y11
	VMOVUPD C(constants_two), Y13
	VADDPD Y5, Y13, Y7
	VSUBPD Y7, Y13, Y8
	VADDPD Y5, Y8, Y8
	VADDPD Y6, Y8, Y8
	VDIVPD Y7, Y14, Y9
	VMULPD Y9, Y5, Y10
	VFNMADD231PD Y7, Y10, Y5
	VFNMADD231PD Y8, Y10, Y6
	VADDPD Y6, Y5, Y11
	VMULPD Y9, Y11, Y11

	// artanh2: y = Y12, z = Y13, even = Y3, odd = Y4; v = Y2, vlo = Y3
	VMULPD Y10, Y10, Y12
	VMULPD Y12, Y12, Y13
	VMOVUPD AT(constants_artanh, 12), Y3
	VMOVUPD AT(constants_artanh, 13), Y4
	VFMADD213PD AT(constants_artanh, 10), Y13, Y3
	VFMADD213PD AT(constants_artanh, 11), Y13, Y4
	VFMADD213PD AT(constants_artanh, 8), Y13, Y3
	VFMADD213PD AT(constants_artanh, 9), Y13, Y4
	VFMADD213PD AT(constants_artanh, 6), Y13, Y3
	VFMADD213PD AT(constants_artanh, 7), Y13, Y4
	VFMADD213PD AT(constants_artanh, 4), Y13, Y3
	VFMADD213PD AT(constants_artanh, 5), Y13, Y4
	VFMADD213PD AT(constants_artanh, 2), Y13, Y3
	VFMADD213PD AT(constants_artanh, 3), Y13, Y4
	VFMADD213PD AT(constants_artanh, 0), Y13, Y3
	VFMADD213PD AT(constants_artanh, 1), Y13, Y4
	VFMADD213PD Y3, Y12, Y4
	VMULPD Y12, Y10, Y5
	VADDPD Y11, Y11, Y11
	VFMADD213PD Y11, Y5, Y4
	VADDPD Y10, Y10, Y10
	VADDPD Y4, Y10, Y2
	VSUBPD Y2, Y10, Y3
	VADDPD Y4, Y3, Y3

	// centralFactor: T = Y4, tlo = Y5, u = Y6, ulo = Y7
	VMOVUPD C(constants_half), Y4
	VMOVAPD Y4, Y5
	VFMADD213PD C(constants_negQuarter), Y1, Y4
	VFMSUB213PD Y4, Y1, Y5
	VSUBPD C(constants_quarter), Y5, Y5
	VMULPD Y2, Y4, Y6
	VMOVAPD Y4, Y7
	VFMSUB213PD Y6, Y2, Y7
	VMULPD Y2, Y5, Y8
	VFMADD231PD Y3, Y4, Y8
	VADDPD Y8, Y7, Y7
	VCMPPD $0x12, C(constants_maxU), Y6, Y8
	VANDPD Y8, Y15, Y15

	// h = Y4, w = Y3; q = Y8, sum = Y9, rho = Y9
	VADDPD Y4, Y4, Y4
	VMULPD Y4, Y4, Y4
	VDIVPD Y4, Y14, Y4
	VMULPD C(constants_quarter), Y2, Y3
	VMULPD Y2, Y3, Y3
	VMOVUPD AT(constants_sinh, 9), Y8
	VADDPD AT(constants_shift, 8), Y6, Y9
	VMULPD Y9, Y8, Y9
	TERM(8)
	TERM(7)
	TERM(6)
	TERM(5)
	TERM(4)
	TERM(3)
	TERM(2)
	TERM(1)
	VMULPD AT(constants_growth, 0), Y4, Y10
	VFMADD213PD Y14, Y10, Y8
	VMULPD Y9, Y4, Y9
	VDIVPD Y8, Y9, Y9

	// z = Y10, a = Y11, b = Y12, r = Y13; s = Y14, a·r = Y11
	VSQRTPD Y6, Y10
	VADDPD C(constants_four), Y10, Y11
	VMOVUPD C(constants_two), Y12
	VFMADD213PD Y14, Y10, Y12
	VMULPD Y12, Y11, Y13
	VDIVPD Y13, Y14, Y13
	VSUBPD C(constants_four), Y10, Y14
	VMULPD Y12, Y14, Y14
	VMULPD Y13, Y14, Y14
	VMULPD Y13, Y11, Y11

	// erfcxNumerator: s2 = Y12, s4 = Y13, c0 … c3 = Y0 … Y3; f = Y3
	VMULPD Y14, Y14, Y12
	VMULPD Y12, Y12, Y13
	VMOVUPD AT(constants_erfcx, 20), Y0
	VMOVUPD AT(constants_erfcx, 21), Y1
	VMOVUPD AT(constants_erfcx, 18), Y2
	VMOVUPD AT(constants_erfcx, 19), Y3
	VFMADD213PD AT(constants_erfcx, 16), Y13, Y0
	VFMADD213PD AT(constants_erfcx, 17), Y13, Y1
	VFMADD213PD AT(constants_erfcx, 14), Y13, Y2
	VFMADD213PD AT(constants_erfcx, 15), Y13, Y3
	VFMADD213PD AT(constants_erfcx, 12), Y13, Y0
	VFMADD213PD AT(constants_erfcx, 13), Y13, Y1
	VFMADD213PD AT(constants_erfcx, 10), Y13, Y2
	VFMADD213PD AT(constants_erfcx, 11), Y13, Y3
	VFMADD213PD AT(constants_erfcx, 8), Y13, Y0
	VFMADD213PD AT(constants_erfcx, 9), Y13, Y1
	VFMADD213PD AT(constants_erfcx, 6), Y13, Y2
	VFMADD213PD AT(constants_erfcx, 7), Y13, Y3
	VFMADD213PD AT(constants_erfcx, 4), Y13, Y0
	VFMADD213PD AT(constants_erfcx, 5), Y13, Y1
	VFMADD213PD AT(constants_erfcx, 2), Y13, Y2
	VFMADD213PD AT(constants_erfcx, 3), Y13, Y3
	VFMADD213PD AT(constants_erfcx, 0), Y13, Y0
	VFMADD213PD AT(constants_erfcx, 1), Y13, Y1
	VFMADD213PD Y1, Y12, Y3
	VFMADD213PD Y0, Y12, Y2
	VFMADD213PD Y2, Y14, Y3

	// g = Y3
	VMULPD C(constants_invSqrtPi), Y10, Y10
	VMULPD Y9, Y10, Y10
	VFMADD213PD Y10, Y11, Y3

	// expNeg: n = Y0, 2^−n = Y1, x = Y2, y = Y4, even = Y5, odd = Y6; m = Y6
	VMOVUPD C(constants_log2E), Y0
	VMOVUPD C(constants_roundingBits), Y8
	VMOVUPD C(constants_one), Y14
	VFMADD213PD Y8, Y6, Y0
	VPSLLQ $52, Y0, Y1 // n stands in the low bits
	VPSUBQ Y1, Y14, Y1
	VSUBPD Y8, Y0, Y0
	VMOVUPD C(constants_ln2Hi), Y2
	VFMSUB213PD Y6, Y0, Y2
	VFMADD231PD C(constants_ln2Lo), Y0, Y2
	VSUBPD Y7, Y2, Y2
	VMULPD Y2, Y2, Y4
	VMOVUPD AT(constants_exp, 8), Y5
	VMOVUPD AT(constants_exp, 9), Y6
	VFMADD213PD AT(constants_exp, 6), Y4, Y5
	VFMADD213PD AT(constants_exp, 7), Y4, Y6
	VFMADD213PD AT(constants_exp, 4), Y4, Y5
	VFMADD213PD AT(constants_exp, 5), Y4, Y6
	VFMADD213PD AT(constants_exp, 2), Y4, Y5
	VFMADD213PD AT(constants_exp, 3), Y4, Y6
	VFMADD213PD AT(constants_exp, 0), Y4, Y5
	VFMADD213PD AT(constants_exp, 1), Y4, Y6
	VFMADD213PD Y5, Y2, Y6
	VFMADD213PD Y2, Y4, Y6
	VADDPD Y14, Y6, Y6

	// p = min((g·m)·2^−n, 1), or outside
	VMULPD Y6, Y3, Y3
	VMULPD Y1, Y3, Y3
	VMINPD Y14, Y3, Y3
	VMOVUPD C(constants_outside), Y0
	VBLENDVPD Y15, Y3, Y0, Y0
	VMOVUPD Y0, (DI)

	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, DI
	DECQ CX
	JNE  loop
	VZEROUPPER
	RET
