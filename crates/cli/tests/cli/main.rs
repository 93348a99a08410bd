//! The real command, run as a person runs it: in a folder, with arguments, today fixed.

mod bad_worlds;
mod formatting;
mod gallery;
mod json;
mod making;
mod manual;
mod matters;
mod run;
mod screens;
