//! The real command, run as a person runs it: in a folder, with arguments, today fixed.

mod bad_worlds;
mod formatting;
mod json;
mod making;
mod matters;
mod run;
mod screens;
