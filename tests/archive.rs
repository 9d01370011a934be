//! The archive, through the program itself: seal, correct, sign, tamper, verify, hand on; and what runs leave untouched.

#[path = "archive/anchors.rs"]
mod anchors;
#[path = "archive/desk.rs"]
mod desk;
#[path = "archive/determinism.rs"]
mod determinism;
#[path = "archive/earlier.rs"]
mod earlier;
#[path = "archive/forged.rs"]
mod forged;
#[path = "archive/forger.rs"]
mod forger;
#[path = "archive/inputs.rs"]
mod inputs;
#[path = "archive/places.rs"]
mod places;
#[path = "archive/seal.rs"]
mod seal;
#[path = "archive/tampered.rs"]
mod tampered;
#[cfg(unix)]
#[path = "archive/tampering.rs"]
mod tampering;
