//! Which instructions the codes use, chosen once at run time.

use std::sync::OnceLock;

/// A set of instructions that this CPU has; only detection makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernel(pub(super) Isa);

/// Instructions that there are kernels for, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(any(target_arch = "x86_64", target_arch = "aarch64")), allow(dead_code))]
pub(super) enum Isa {
    #[cfg(target_arch = "x86_64")]
    Gfni512,
    #[cfg(target_arch = "x86_64")]
    Gfni256,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "aarch64")]
    Neon,
    Scalar,
}

#[cfg(target_arch = "x86_64")]
const ALL: &[Isa] = &[Isa::Gfni512, Isa::Gfni256, Isa::Avx2, Isa::Scalar];
#[cfg(target_arch = "aarch64")]
const ALL: &[Isa] = &[Isa::Neon, Isa::Scalar];
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
const ALL: &[Isa] = &[Isa::Scalar];

impl Kernel {
    /// The fastest kernel of this CPU. Detected at the first call.
    pub fn best() -> Kernel {
        static BEST: OnceLock<Kernel> = OnceLock::new();
        *BEST.get_or_init(|| Kernel::available().next().unwrap_or(Kernel(Isa::Scalar)))
    }

    /// The kernels of this CPU, fastest first; the last one is "scalar".
    pub fn available() -> impl Iterator<Item = Kernel> + Clone {
        ALL.iter().copied().filter(|isa| isa.is_available()).map(Kernel)
    }

    /// Name for logs and measurements: "gfni-512", "gfni-256", "avx2", "neon" or "scalar".
    pub fn name(self) -> &'static str {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            Isa::Gfni512 => "gfni-512",
            #[cfg(target_arch = "x86_64")]
            Isa::Gfni256 => "gfni-256",
            #[cfg(target_arch = "x86_64")]
            Isa::Avx2 => "avx2",
            #[cfg(target_arch = "aarch64")]
            Isa::Neon => "neon",
            Isa::Scalar => "scalar",
        }
    }
}

impl Isa {
    fn is_available(self) -> bool {
        match self {
            #[cfg(target_arch = "x86_64")]
            Isa::Gfni512 => {
                is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("gfni")
            }
            #[cfg(target_arch = "x86_64")]
            Isa::Gfni256 => is_x86_feature_detected!("avx2") && is_x86_feature_detected!("gfni"),
            #[cfg(target_arch = "x86_64")]
            Isa::Avx2 => is_x86_feature_detected!("avx2"),
            #[cfg(target_arch = "aarch64")]
            Isa::Neon => std::arch::is_aarch64_feature_detected!("neon"),
            Isa::Scalar => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn best_is_the_first_of_the_available_ones_and_scalar_is_always_there() {
        assert_eq!(Kernel::available().next(), Some(Kernel::best()));
        assert_eq!(Kernel::available().last().map(Kernel::name), Some("scalar"));
    }
}
