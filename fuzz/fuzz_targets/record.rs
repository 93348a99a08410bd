//! Any text is resolved as a record, evaluated in every viewpoint and asked, without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigente_query::{Question, Session};
use vigente_resolve::resolve_text;
use vigente_model::Days;

fuzz_target!(|data: &[u8]| {
    let resolved = resolve_text(&String::from_utf8_lossy(data));
    let session = Session::new(&resolved.model);
    let Ok(day) = Days::read("2020-06-30") else { return };
    let _ = session.situation(&Question::on(day.hi).as_it_stood());
    let _ = session.check();
});
