//! The desk: what is dropped, judged and taken; and what is asked for over HTTP.

mod dropped;
mod message;
mod take;
mod tray;
//! What the desk does with the folder of a province, as use-cases; the pages themselves are shown elsewhere.

mod settings;
mod wording;
