//! The key that both sides derive from the PIN, and the hash that commits to a secret.

use std::fmt;

use aes::Aes128;
use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use ring::digest::{Context, SHA256, digest};
use zeroize::Zeroize;

use super::PairingError;

/// The four digits that the user carries from one screen to the other. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin([u8; 4]);

impl Pin {
    /// The PIN that these four bytes of randomness choose.
    pub fn from_random(random: [u8; 4]) -> Pin {
        let mut number = u32::from_le_bytes(random) % 10_000;
        let mut digits = [0; 4];
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (number % 10) as u8;
            number /= 10;
        }
        Pin(digits)
    }

    /// The digits, to be shown to the user and to no one else.
    pub fn expose(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl std::str::FromStr for Pin {
    type Err = PairingError;

    fn from_str(text: &str) -> Result<Pin, PairingError> {
        let digits: [u8; 4] = text.as_bytes().try_into().map_err(|_| PairingError::PinForm)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(PairingError::PinForm);
        }
        Ok(Pin(digits))
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin")
    }
}

/// AES-128 in ECB mode under SHA-256(salt, PIN). No padding: whole blocks only.
pub(super) struct PairingCipher(Aes128);

impl PairingCipher {
    pub(super) fn new(salt: &[u8; 16], pin: &Pin) -> PairingCipher {
        let mut salted = [0; 20];
        salted[..16].copy_from_slice(salt);
        salted[16..].copy_from_slice(&pin.0);
        let hash = digest(&SHA256, &salted);
        salted.zeroize();
        let mut key = [0; 16];
        key.copy_from_slice(&hash.as_ref()[..16]);
        let cipher = PairingCipher(Aes128::new(&key.into()));
        key.zeroize();
        cipher
    }

    /// `N` must be a multiple of 16, which the compiler checks.
    pub(super) fn encrypt<const N: usize>(&self, mut text: [u8; N]) -> [u8; N] {
        const { assert!(N.is_multiple_of(16)) };
        for block in text.as_chunks_mut::<16>().0 {
            self.0.encrypt_block(block.into());
        }
        text
    }

    /// The inverse of `encrypt`; under another key it silently yields noise.
    pub(super) fn decrypt<const N: usize>(&self, mut text: [u8; N]) -> [u8; N] {
        const { assert!(N.is_multiple_of(16)) };
        for block in text.as_chunks_mut::<16>().0 {
            self.0.decrypt_block(block.into());
        }
        text
    }
}

/// SHA-256(challenge, signature of the sender's certificate, secret).
pub(super) fn commitment(challenge: &[u8; 16], signature: &[u8], secret: &[u8; 16]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    context.update(challenge);
    context.update(signature);
    context.update(secret);
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting<const N: usize>(start: u8) -> [u8; N] {
        std::array::from_fn(|at| start + at as u8)
    }

    /// Vectors: docs/wire-gamestream.md "Test vectors", pairing.
    #[test]
    fn every_value_of_an_exchange_matches_the_vectors() {
        let cipher = PairingCipher::new(&counting(0), &"1234".parse().unwrap());
        let challenge: [u8; 16] = counting(0x10);
        let sent = cipher.encrypt(challenge);
        assert_eq!(hex::encode(sent), "5febcdc985b2baddd65925da162380eb");
        assert_eq!(cipher.decrypt(sent), challenge);

        let host_signature: [u8; 256] = std::array::from_fn(|i| (7 * i + 3) as u8);
        let hash = commitment(&challenge, &host_signature, &counting(0x20));
        assert_eq!(
            hex::encode(hash),
            "8f02b23e74e61cbcb3e810452f66ce29158069ebe0e6baaecb5d7b72022a257b"
        );
        let mut answer = [0; 48];
        answer[..32].copy_from_slice(&hash);
        answer[32..].copy_from_slice(&counting::<16>(0x30));
        assert_eq!(
            hex::encode(cipher.encrypt(answer)),
            "100827e3db0177733a0599df799dde13dd558b51f6797c7da8b9cb50fa3ad362\
             58f1c991a85a76c2526eb7cf9453b7e7"
        );

        let client_signature: [u8; 256] = std::array::from_fn(|i| (5 * i + 1) as u8);
        let hash = commitment(&counting(0x30), &client_signature, &counting(0x40));
        assert_eq!(
            hex::encode(hash),
            "12bdc3b4b5294d38799f947f04d92bc6a4256a98f33ba2bfb1bf7d1886ae6350"
        );
        assert_eq!(
            hex::encode(cipher.encrypt(hash)),
            "f097d62776dd0301e7b20d11b65f7670cd336205ffd0625443115e3a596f4061"
        );
    }

    #[test]
    fn pins_are_four_digits() {
        assert_eq!("0042".parse::<Pin>().unwrap().expose(), "0042");
        for bad in ["", "123", "12345", "12a4", "１２"] {
            assert_eq!(bad.parse::<Pin>(), Err(PairingError::PinForm));
        }
        assert_eq!(Pin::from_random([0x39, 0x30, 0, 0]).expose(), "2345");
        assert_eq!(format!("{:?}", Pin::from_random([0; 4])), "Pin");
    }
}
