//! Prints the tree of a file or, with `-d`, only its diagnostics.

use vigente_syntax::diagnostic::FileId;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let only_wrong = args.iter().any(|a| a == "-d");
    for path in args.iter().filter(|a| *a != "-d") {
        let text = std::fs::read_to_string(path).expect("a readable file");
        let parsed = vigente_syntax::parse(&text, FileId(0));
        if !only_wrong {
            println!("{:#?}", parsed.file);
        }
        for d in &parsed.diagnostics {
            let at = d.labels[0].at;
            let line = text[..at.start as usize].matches('\n').count() + 1;
            println!(
                "{path}:{line}: {} {:?}: {} | {}",
                d.code,
                &text[at.start as usize..at.end as usize],
                d.message,
                d.help.as_deref().unwrap_or("")
            );
        }
    }
}
