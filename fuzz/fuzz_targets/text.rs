//! Any text is parsed, formatted and highlighted without a panic, and formatting twice equals formatting once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigente_syntax::diagnostic::FileId;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let _ = vigente_syntax::parse(&text, FileId(0));
    let _ = vigente_syntax::parse_query(&text, FileId(0));
    let _ = vigente_syntax::highlight(&text);
    let once = vigente_syntax::format(&text);
    assert_eq!(once, vigente_syntax::format(&once));
});
