//! Files go in, their canonical layout comes out.

fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(path).expect("a readable file");
        print!("{}", vigente_syntax::format(&text));
    }
}
