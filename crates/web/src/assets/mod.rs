//! The name of a file goes in; its bytes come out. All of them are in the program; the editor's component
//! only where it was built before (`cargo x assets`): without it the text area stays.

include!(concat!(env!("OUT_DIR"), "/editor.rs"));

/// Media type and bytes.
pub fn find(name: &str) -> Option<(&'static str, &'static [u8])> {
    Some(match name {
        "style.css" => ("text/css; charset=utf-8", include_bytes!("style.css")),
        "app.js" => ("text/javascript; charset=utf-8", include_bytes!("app.js")),
        "icon.svg" => ("image/svg+xml", include_bytes!("icon.svg")),
        "editor.js" => ("text/javascript; charset=utf-8", EDITOR?),
        _ => return None,
    })
}
