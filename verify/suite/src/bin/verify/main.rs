//! `verify TASK`: the long comparisons and the generator that `cargo x` runs. One program, so that there is one to link.

mod answers;
mod bench;
mod facts;
mod generate;
mod soak;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let task = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    match task.as_str() {
        "answers" => answers::run(&rest),
        "bench" => bench::run(&rest),
        "facts" => facts::run(&rest),
        "generate" => generate::run(&rest),
        "soak" => soak::run(&rest),
        _ => {
            eprintln!("verify answers | bench | facts | generate | soak");
            ExitCode::from(2)
        }
    }
}
