//! Writes a workload to a folder: `records.vig` for Vigente, the same as numbered facts and rules for other
//! engines, `names.txt` with the name of each number, `answers.txt` with what is true and, for questions,
//! `questions.txt`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use vigente_model::Day;
use vigente_tests::workloads::{Inquiry, Problem, Reduced, Theory, level, prevails};

/// Stands between two records of a file.
pub(crate) const PARTED: &str = ";;;\n";

/// Writes the workload of this name.
pub(crate) fn write(name: &str, size: usize, folder: &Path) -> io::Result<()> {
    if name == QUESTIONS {
        return questions(&Inquiry::new(size), folder);
    }
    let problem =
        Problem::new(name, size).ok_or_else(|| io::Error::other(format!("no workload `{name}`")))?;
    std::fs::create_dir_all(folder)?;
    let file = |name: &str| Ok::<_, io::Error>(BufWriter::new(File::create(folder.join(name))?));
    let (mut records, mut answers) = (file("records.vig")?, file("answers.txt")?);
    for number in 0..problem.len() {
        if number > 0 {
            records.write_all(PARTED.as_bytes())?;
        }
        records.write_all(problem.record(number).as_bytes())?;
        let mut key = Vec::new();
        problem.key(number, &mut key);
        key.iter().try_for_each(|line| writeln!(answers, "{line}"))?;
    }
    let mut names = file("names.txt")?;
    match &problem {
        Problem::Theory(theory) => rules(theory, &mut names, &mut file("rules.txt")?)?,
        Problem::Annulments(all) => {
            let (mut pairs, mut first) = (file("annuls.txt")?, 0);
            for (number, record) in all.iter().enumerate() {
                for (act, targets) in record.iter().enumerate() {
                    writeln!(names, "{number}.n{act:06}")?;
                    targets
                        .iter()
                        .try_for_each(|t| writeln!(pairs, "{} {}", first + act, first + *t as usize))?;
                }
                first += record.len();
            }
        }
        Problem::Registry(all) => registry(all, folder, &mut names)?,
        Problem::Protocol(protocol) => {
            let mut events = file("events.csv")?;
            protocol.rows.iter().try_for_each(|row| writeln!(events, "{row}"))?;
        }
    }
    println!("{{\"asked\": \"{}\", \"items\": {}}}", problem.asked().word(), problem.items());
    Ok(())
}

/// `head|body|unless`, literals by number; a fact has neither.
fn rules(theory: &Theory, names: &mut impl Write, out: &mut impl Write) -> io::Result<()> {
    theory.names.iter().try_for_each(|name| writeln!(names, "{name}"))?;
    theory.facts.iter().try_for_each(|fact| writeln!(out, "{fact}||"))?;
    let all = |list: &[u32]| list.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
    theory.rules.iter().try_for_each(|r| writeln!(out, "{}|{}|{}", r.head, all(&r.body), all(&r.unless)))
}

/// The workload of questions, which is not one answer for each record.
pub(crate) const QUESTIONS: &str = "registry-questions";

/// `questions.txt`: viewpoint, part, the day, made by, known by, matter, and the part's name in it. Days are numbers; without `made by` or
/// `known by` the last of all days stands there. The answers are the numbers of the questions to which the answer is yes.
fn questions(inquiry: &Inquiry, folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let file = |name: &str| Ok::<_, io::Error>(BufWriter::new(File::create(folder.join(name))?));
    let (mut records, mut answers, mut out) =
        (file("records.vig")?, file("answers.txt")?, file("questions.txt")?);
    let (mut names, mut parts) = (file("names.txt")?, 0);
    let mut first = Vec::new();
    for (number, matter) in inquiry.matters.iter().enumerate() {
        first.push(parts);
        parts += matter.parts.len();
        records.write_all(if number > 0 { PARTED.as_bytes() } else { b"" })?;
        records.write_all(matter.text.as_bytes())?;
    }
    registry(&inquiry.matters, folder, &mut io::sink())?;
    for ((number, question), yes) in inquiry.questions.iter().enumerate().zip(inquiry.key()) {
        let last = |day: Option<Day>| day.unwrap_or(Day::MAX).0;
        writeln!(
            out,
            "{} {} {} {} {} {} {}",
            question.viewpoint,
            first[question.matter] + question.part as usize,
            question.on.0,
            last(question.made_by),
            last(question.known_by),
            question.matter,
            inquiry.matters[question.matter].parts[question.part as usize].0
        )?;
        writeln!(names, "{number}")?;
        if yes {
            writeln!(answers, "{number}")?;
        }
    }
    println!("{{\"asked\": \"questions\", \"items\": {}}}", inquiry.questions.len());
    Ok(())
}

/// `parts.txt`: part, author, act, depth, made, known, end; `annuls.txt`, `upholds.txt`: part, part; `recognised.txt`: viewpoint, author;
/// `prevails.txt`: viewpoint, author, author. The depth is for languages that cannot recurse through negation.
fn registry(all: &[Reduced], folder: &Path, names: &mut impl Write) -> io::Result<()> {
    let file = |name: &str| Ok::<_, io::Error>(BufWriter::new(File::create(folder.join(name))?));
    let (mut parts, mut annuls, mut upholds) =
        (file("parts.txt")?, file("annuls.txt")?, file("upholds.txt")?);
    let mut organs: Vec<&str> = all.iter().flat_map(|r| r.authors.iter().map(String::as_str)).collect();
    organs.sort_unstable();
    organs.dedup();
    let organ = |name: &str| organs.binary_search(&name).unwrap_or_default();
    let (mut first, mut acts) = (0, 0);
    for (number, matter) in all.iter().enumerate() {
        for (((name, act), depth), end) in matter.parts.iter().zip(matter.depths()).zip(&matter.ends) {
            writeln!(names, "{number}.{name}")?;
            let at = *act as usize;
            let (author, made, known) = (organ(&matter.authors[at]), matter.made[at].0, matter.known[at].0);
            let end = end.unwrap_or(Day::MAX).0;
            writeln!(parts, "{author} {} {depth} {made} {known} {end}", acts + act)?;
        }
        matter.annuls.iter().try_for_each(|(a, b)| writeln!(annuls, "{} {}", first + a, first + b))?;
        matter.upholds.iter().try_for_each(|(a, b)| writeln!(upholds, "{} {}", first + a, first + b))?;
        first += matter.parts.len() as u32;
        acts += matter.authors.len() as u32;
    }
    let (mut recognised, mut ranks) = (file("recognised.txt")?, file("prevails.txt")?);
    for viewpoint in 0..3 {
        for one in &organs {
            if level(viewpoint, one).is_some() {
                writeln!(recognised, "{viewpoint} {}", organ(one))?;
            }
            for other in organs.iter().filter(|other| prevails(viewpoint, one, other)) {
                writeln!(ranks, "{viewpoint} {} {}", organ(one), organ(other))?;
            }
        }
    }
    Ok(())
}
