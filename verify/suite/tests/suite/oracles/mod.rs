//! The engine against those who work out the same answers in another way.

mod answer_sets;
mod datalog;
mod explanations;
mod oracle;
mod past;
