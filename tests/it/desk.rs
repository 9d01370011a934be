//! The desk: what is dropped, judged and taken; and what is asked for over HTTP.

mod dropped;
mod message;
mod take;
mod tray;
