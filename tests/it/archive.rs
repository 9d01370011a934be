//! The archive, through the program itself: seal, correct, sign, tamper, verify, hand on; and what runs leave untouched.

mod anchors;
mod determinism;
mod earlier;
mod enclosures;
mod forged;
mod forger;
mod inputs;
mod places;
mod seal;
mod tampered;
#[cfg(unix)]
mod tampering;
