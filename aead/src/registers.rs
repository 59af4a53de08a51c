//! [`clear_registers`]: what the cipher, and whatever copied a key, leave in the registers for vectors.
//!
//! Nothing else clears them: half of those of AVX-512 are used by hardly any other code, so that a round key may stay
//! there as long as the thread runs, and whoever saves registers next, for a signal or in the dynamic linker, writes it
//! to a stack that nobody wipes.
#![allow(unsafe_code, reason = "no safe code says which registers it uses")]

/// Clears all registers for vectors that the processor has. Elsewhere than on x86-64 and AArch64 it does nothing.
#[inline]
pub fn clear_registers() {
    #[cfg(all(target_arch = "x86_64", unix, not(miri)))]
    x86_64();
    #[cfg(all(target_arch = "aarch64", not(miri)))]
    aarch64();
}

#[cfg(all(target_arch = "x86_64", unix, not(miri)))]
fn x86_64() {
    use core::arch::asm;
    use std::is_x86_feature_detected;

    if is_x86_feature_detected!("avx512f") {
        // SAFETY: the processor has these instructions, they write nothing but these registers, and the ABI says that
        // a call may change all of them.
        unsafe {
            asm!(
                "vzeroall",
                "vpxord zmm16, zmm16, zmm16",
                "vpxord zmm17, zmm17, zmm17",
                "vpxord zmm18, zmm18, zmm18",
                "vpxord zmm19, zmm19, zmm19",
                "vpxord zmm20, zmm20, zmm20",
                "vpxord zmm21, zmm21, zmm21",
                "vpxord zmm22, zmm22, zmm22",
                "vpxord zmm23, zmm23, zmm23",
                "vpxord zmm24, zmm24, zmm24",
                "vpxord zmm25, zmm25, zmm25",
                "vpxord zmm26, zmm26, zmm26",
                "vpxord zmm27, zmm27, zmm27",
                "vpxord zmm28, zmm28, zmm28",
                "vpxord zmm29, zmm29, zmm29",
                "vpxord zmm30, zmm30, zmm30",
                "vpxord zmm31, zmm31, zmm31",
                clobber_abi("sysv64"),
                options(nomem, nostack, preserves_flags),
            );
        }
    } else if is_x86_feature_detected!("avx") {
        // SAFETY: as above.
        unsafe {
            asm!("vzeroall", clobber_abi("sysv64"), options(nomem, nostack, preserves_flags));
        }
    } else {
        // SAFETY: as above; every x86-64 has these.
        unsafe {
            asm!(
                "pxor xmm0, xmm0",
                "pxor xmm1, xmm1",
                "pxor xmm2, xmm2",
                "pxor xmm3, xmm3",
                "pxor xmm4, xmm4",
                "pxor xmm5, xmm5",
                "pxor xmm6, xmm6",
                "pxor xmm7, xmm7",
                "pxor xmm8, xmm8",
                "pxor xmm9, xmm9",
                "pxor xmm10, xmm10",
                "pxor xmm11, xmm11",
                "pxor xmm12, xmm12",
                "pxor xmm13, xmm13",
                "pxor xmm14, xmm14",
                "pxor xmm15, xmm15",
                clobber_abi("sysv64"),
                options(nomem, nostack, preserves_flags),
            );
        }
    }
}

#[cfg(all(target_arch = "aarch64", not(miri)))]
fn aarch64() {
    use core::arch::asm;

    // SAFETY: every AArch64 that has an ABI with vectors has these instructions, which write nothing but these registers
    // (and clear those of SVE, of which they are the lower parts). The compiler is told that all of them change.
    unsafe {
        asm!(
            "movi v0.2d, #0",
            "movi v1.2d, #0",
            "movi v2.2d, #0",
            "movi v3.2d, #0",
            "movi v4.2d, #0",
            "movi v5.2d, #0",
            "movi v6.2d, #0",
            "movi v7.2d, #0",
            "movi v8.2d, #0",
            "movi v9.2d, #0",
            "movi v10.2d, #0",
            "movi v11.2d, #0",
            "movi v12.2d, #0",
            "movi v13.2d, #0",
            "movi v14.2d, #0",
            "movi v15.2d, #0",
            "movi v16.2d, #0",
            "movi v17.2d, #0",
            "movi v18.2d, #0",
            "movi v19.2d, #0",
            "movi v20.2d, #0",
            "movi v21.2d, #0",
            "movi v22.2d, #0",
            "movi v23.2d, #0",
            "movi v24.2d, #0",
            "movi v25.2d, #0",
            "movi v26.2d, #0",
            "movi v27.2d, #0",
            "movi v28.2d, #0",
            "movi v29.2d, #0",
            "movi v30.2d, #0",
            "movi v31.2d, #0",
            clobber_abi("C"),
            options(nomem, nostack, preserves_flags),
        );
    }
}

#[cfg(all(test, target_arch = "x86_64", unix))]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use core::arch::asm;
    use std::is_x86_feature_detected;

    use super::*;

    const PATTERN: [u8; 64] = [0xA5; 64];

    /// Fills registers, does something, and counts those that are as they were.
    fn stay_after(work: fn()) -> usize {
        let mut seen = [[0_u8; 64]; 32];
        let mut low = [[0_u8; 16]; 16];
        if is_x86_feature_detected!("avx512f") {
            // SAFETY: the processor has the instructions; the first reads `PATTERN`, the second writes to `seen`, which
            // has room for them.
            unsafe {
                asm!(
                    "vmovdqu64 zmm1, [{0}]", "vmovdqu64 zmm15, [{0}]", "vmovdqu64 zmm18, [{0}]",
                    "vmovdqu64 zmm31, [{0}]",
                    in(reg) PATTERN.as_ptr(), clobber_abi("sysv64"), options(nostack),
                );
                work();
                asm!(
                    "vmovdqu64 [{0}], zmm1", "vmovdqu64 [{0} + 64], zmm15", "vmovdqu64 [{0} + 128], zmm18",
                    "vmovdqu64 [{0} + 192], zmm31",
                    in(reg) seen.as_mut_ptr(), options(nostack),
                );
            }
        } else {
            // SAFETY: as above; every x86-64 has these.
            unsafe {
                asm!(
                    "movups xmm1, [{0}]", "movups xmm15, [{0}]",
                    in(reg) PATTERN.as_ptr(), clobber_abi("sysv64"), options(nostack),
                );
                work();
                asm!(
                    "movups [{0}], xmm1", "movups [{0} + 16], xmm15",
                    in(reg) low.as_mut_ptr(), options(nostack),
                );
            }
        }
        seen.iter().filter(|bytes| **bytes == PATTERN).count()
            + low.iter().filter(|bytes| **bytes == PATTERN[..16]).count()
    }

    #[test]
    fn nothing_stays() {
        assert!(stay_after(|| ()) > 0, "what stays is seen");
        assert_eq!(stay_after(clear_registers), 0);
    }
}
