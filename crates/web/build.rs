//! Looks whether the editor's component has been built, and puts it into the program if so.

use std::path::Path;

fn main() {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/assets/editor.js");
    println!("cargo::rerun-if-changed={}", built.display());
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    let said = if built.is_file() {
        let _ = std::fs::copy(&built, Path::new(&out).join("editor.js"));
        "Some(include_bytes!(concat!(env!(\"OUT_DIR\"), \"/editor.js\")))"
    } else {
        "None"
    };
    let text = format!("/// The component of the editor.\nconst EDITOR: Option<&[u8]> = {said};\n");
    let _ = std::fs::write(Path::new(&out).join("editor.rs"), text);
}
