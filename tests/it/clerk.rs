//! The program as a clerk meets it: every word, the next step after each command, what is typed, and what is dropped.

mod newcomer;
mod typed;
mod watch;
mod words;
