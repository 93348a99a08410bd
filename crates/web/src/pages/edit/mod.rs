//! Writing a record: its text, forms that add to it, and everything wrong with it.

pub mod add;
pub mod check;
pub mod resend;
pub mod text;
