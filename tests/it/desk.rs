//! What the desk does with the folder of a province, as use-cases: what is dropped, judged and taken; the plan and the letters'
//! wording.

mod dropped;
mod message;
mod settings;
mod take;
mod tray;
mod wording;
