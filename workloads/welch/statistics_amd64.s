#include "go_asm.h"
#include "textflag.h"

// Four rows of a field of the block at DI; group b stands B bytes after group a.
#define B (8*const_blockRows)
#define ROWS(field) (field)(DI)

// Constants lie in a designLanes at R8, 32 bytes each.
#define C(field) field(R8)
#define OFB(field) (field+32)(R8)

// func statisticsAVX2(b *block, groups int, d *designLanes)
//
// The comments name the variables of statisticsGo.
TEXT ·statisticsAVX2(SB), NOSPLIT, $0-24
	MOVQ b+0(FP), DI
	MOVQ groups+8(FP), CX
	MOVQ d+16(FP), R8

loop:
	// x0 = Y0, Y1; sa, sb = Y2, Y3; ma, mb = Y4, Y5; ssa, ssb = Y6, Y7; ok = Y15
	VMOVUPD ROWS(moments_x0), Y0
	VMOVUPD ROWS(moments_x0+B), Y1
	VMOVUPD ROWS(moments_sum), Y2
	VMOVUPD ROWS(moments_sum+B), Y3
	VDIVPD C(designLanes_n), Y2, Y4
	VDIVPD OFB(designLanes_n), Y3, Y5
	VMOVUPD ROWS(moments_square), Y6
	VMOVUPD ROWS(moments_square+B), Y7
	VFNMADD231PD Y2, Y4, Y6
	VFNMADD231PD Y3, Y5, Y7
	VMULPD Y2, Y4, Y8
	VMULPD C(designLanes_maxShift), Y6, Y9
	VCMPPD $0x12, Y9, Y8, Y15
	VMULPD Y3, Y5, Y8
	VMULPD C(designLanes_maxShift), Y7, Y9
	VCMPPD $0x12, Y9, Y8, Y8
	VANDPD Y8, Y15, Y15

	// meanA, meanB = Y10, Y11
	VADDPD Y4, Y0, Y10
	VADDPD Y5, Y1, Y11
	VMOVUPD Y10, ROWS(block_mean)
	VMOVUPD Y11, ROWS(block_mean+B)

	// ea, eb = Y6, Y7; e = Y8; se = Y9; larger = Y12
	VMULPD C(designLanes_weight), Y6, Y6
	VMULPD OFB(designLanes_weight), Y7, Y7
	VADDPD Y7, Y6, Y8
	VSQRTPD Y8, Y9
	VMOVUPD C(designLanes_magnitude), Y13
	VANDPD Y13, Y10, Y12
	VANDPD Y13, Y11, Y14
	VMAXPD Y14, Y12, Y12
	VCMPPD $0x1D, C(designLanes_minSquared), Y8, Y14
	VANDPD Y14, Y15, Y15
	VCMPPD $0x12, C(designLanes_maxSquared), Y8, Y14
	VANDPD Y14, Y15, Y15
	VMULPD C(designLanes_constantRow), Y12, Y14
	VCMPPD $0x1D, Y14, Y9, Y14
	VANDPD Y14, Y15, Y15

	// diff = Y2: of the reported means, or unrounded where the offset is large (Y14)
	VSUBPD Y11, Y10, Y2
	VMULPD C(designLanes_largeOffset), Y9, Y14
	VCMPPD $0x1E, Y14, Y12, Y14
	VANDPD Y13, Y2, Y3
	VMULPD C(designLanes_smallDiff), Y3, Y3
	VCMPPD $0x1D, Y12, Y3, Y3
	VORPD Y14, Y3, Y3
	VANDNPD Y9, Y3, Y3 // coarse
	VMOVUPD Y3, ROWS(block_coarse)
	VSUBPD Y1, Y0, Y0
	VSUBPD Y5, Y4, Y4
	VADDPD Y4, Y0, Y0
	VBLENDVPD Y14, Y0, Y2, Y2
	VDIVPD Y9, Y2, Y2
	VMOVUPD Y2, ROWS(block_t)

	// df = Y8
	VMULPD Y7, Y7, Y7
	VMULPD OFB(designLanes_share), Y7, Y7
	VMULPD Y6, Y6, Y6
	VFMADD231PD C(designLanes_share), Y6, Y7
	VMULPD Y8, Y8, Y8
	VDIVPD Y7, Y8, Y8
	VMOVUPD C(designLanes_pooled), Y0
	VBLENDVPD Y0, C(designLanes_df), Y8, Y8
	VMOVUPD C(designLanes_doubtful), Y0
	VBLENDVPD Y15, Y8, Y0, Y8
	VMOVUPD Y8, ROWS(block_df)

	ADDQ $32, DI
	DECQ CX
	JNE  loop
	VZEROUPPER
	RET
