//! The web application's files, built into the binary. The editor component is there only if it was built before
//! (`cargo x assets`); without it, pages have a plain text area.

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
