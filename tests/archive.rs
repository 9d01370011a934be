//! The archive, through the program itself: seal, correct, sign, tamper, verify, hand on; and what runs leave untouched.

#[path = "archive/desk.rs"]
mod desk;
#[path = "archive/determinism.rs"]
mod determinism;
#[path = "archive/forged.rs"]
mod forged;
#[path = "archive/inputs.rs"]
mod inputs;
#[path = "archive/places.rs"]
mod places;
#[path = "archive/seal.rs"]
mod seal;
#[path = "archive/tampered.rs"]
mod tampered;
