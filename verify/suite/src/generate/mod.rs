//! Generates a registry of any size: a pack that all matters share, and their records. The same seed gives the same
//! bytes, and only one matter is in memory at a time.

mod matter;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use vigente_model::Day;
use vigente_oracle::Chance;
use vigente_resolve::world::{SourceFile, World};

pub use matter::Matter;

/// The norms that all matters share, without the six States.
const NORMS: &str = include_str!("pack.vig");

/// The States of the registry.
const STATES: [(&str, &str); 6] = [
    ("AV", "Arvenia"),
    ("BO", "Borlandia"),
    ("CE", "Cendria"),
    ("DU", "Dunmark"),
    ("EL", "Elessia"),
    ("FA", "Faroway"),
];

/// The name of the pack.
pub const PACK: &str = "registry";

/// The viewpoints that the pack offers.
pub const VIEWPOINTS: usize = 3;

/// The pack: the region's norms, and each State with its organs, its law and its place in three viewpoints.
pub fn pack() -> String {
    let mut out = NORMS.to_owned();
    for (code, name) in STATES {
        out += &format!(
            "\norder {code} \"{name}\"\n\
             organ {code}.President \"President of {name}\"\n\
             organ {code}.Parliament \"Parliament of {name}\"\n\
             organ {code}.Prisons \"Prison service ({name})\"\n\
             organ {code}.Constitutional \"Constitutional Court ({name})\"\n\
             organ {code}.Courts \"Judiciary of {name}\"\n\
             organ {code}.Courts.Supreme \"Supreme Court ({name})\"\n\
             organ {code}.Courts.Penal \"Penal court ({name})\"\n\
             \n\
             norm {code}.pardons of {code} \"Whom the President pardons serves no sentence\"\n  \
               when {code}.President does pardon(?person)\n  \
               then ends sentence(?person)\n  \
               then begins pardoned(?person)\n\
             \n\
             norm {code}.amnesties of {code} \"Facts on which Parliament grants an amnesty are amnestied\"\n  \
               when {code}.Parliament does enact-amnesty(?facts)\n  \
               then begins amnestied(?facts)\n"
        );
    }
    let all = |organ: &str| STATES.map(|(code, _)| format!("{code}{organ}")).join(" = ");
    let (guardians, courts) = (all(".Constitutional"), all(".Courts"));
    out += &format!(
        "\nviewpoint region \"As the region sees it\"\n  prefers RG > {guardians} > {courts} > others\n\
         viewpoint constitutions \"As the constitutional courts see it\"\n  prefers {guardians} > {courts} > others > RG\n\
         viewpoint judges \"As the ordinary courts see it\"\n  prefers {courts} > {guardians} > others\n  not RG\n"
    );
    out
}

/// The matter of this number, as text; its names carry the number if it stands in one file with others.
pub fn matter(seed: u64, number: usize, one_file: bool) -> Matter {
    let mut chance = Chance::new(seed.wrapping_mul(0x9E37_79B9).wrapping_add(number as u64));
    let (state, _) = *chance.one(&STATES);
    Matter::new(chance, state, number, one_file)
}

/// The head of a record that uses the pack.
pub fn head(title: &str) -> String {
    format!("use {PACK}\nmatter {title} \"Generated: {title}\"\n")
}

/// The name of the record of treaties.
pub const TREATIES: &str = "treaties";

/// The head of a record that uses the pack and reads who is a party from the record of treaties.
pub fn reading_head(title: &str) -> String {
    format!("{}  reads party from {TREATIES}\n", head(title))
}

/// The record of treaties: which State joined the charter and the protocol, and when.
pub fn treaties(seed: u64) -> String {
    let mut chance = Chance::new(seed ^ 0x7EA7);
    let mut out = head(TREATIES);
    for (code, _) in STATES {
        for treaty in ["charter", "protocol"] {
            if chance.percent(80) {
                let day = Day(1826 + chance.below(5000) as i32);
                out += &format!("\n{day} {treaty}-{code} {code}.Parliament\n  does join({treaty})\n");
            }
        }
    }
    out
}

/// An act that comes late to the record of treaties: a State leaves, comes back, or an exit is annulled.
pub fn treaty_act(chance: &mut Chance, number: usize) -> String {
    let (code, _) = *chance.one(&STATES);
    let day = Day(5000 + chance.below(10_000) as i32);
    let treaty = *chance.one(&["charter", "protocol"]);
    let (organ, does) = match chance.below(3) {
        0 => ("Parliament", "join"),
        _ => ("President", "denounce"),
    };
    format!("\n{day} late-{number} {code}.{organ}\n  notified {day}\n  does {does}({treaty})\n")
}

/// An act that comes late to a matter of this State: on what every matter has, its first judgment.
pub fn late_act(chance: &mut Chance, state: &str, number: usize) -> String {
    let day = Day(6000 + chance.below(9000) as i32);
    let (organ, does) = match chance.below(5) {
        0 => ("Constitutional", "suspends trial until 2019-12-31"),
        1 => ("Courts.Supreme", "annuls trial.costs"),
        2 => ("Constitutional", "restores trial"),
        3 => ("Courts.Supreme", "order: requires STATE to report(RG.Committee) within 6 months of made"),
        _ => ("President", "does report(RG.Court)"),
    };
    format!("\n{day} late-{number} {state}.{organ}\n  {}\n", does.replace("STATE", state))
}

/// A record with the pack, as the program reads it.
pub fn world(record: &str) -> World {
    let files = vec![SourceFile::new("record.vig", record), SourceFile::of_pack(PACK, "pack.vig", pack())];
    World { files, ..World::default() }
}

/// So many matters in one record.
pub fn record(seed: u64, matters: usize) -> String {
    let mut out = head("registry");
    (0..matters).for_each(|number| out += &matter(seed, number, true).text);
    out
}

/// Where the matters of a registry are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// `matters/000/000017.vig`: a file for each, for `batch`.
    Files,
    /// `matters/000/000017/record.vig`: a folder for each, for `serve`.
    Folders,
    /// `registry.vig`: one large record.
    OneFile,
}

/// Writes a registry: `packs/registry/pack.vig`, and its matters. Acts written.
///
/// # Errors
/// What the disk says.
pub fn write(folder: &Path, matters: usize, seed: u64, layout: Layout) -> std::io::Result<usize> {
    let packs = folder.join("packs").join(PACK);
    fs::create_dir_all(&packs)?;
    fs::write(packs.join("pack.vig"), pack())?;
    let mut acts = 0;
    if layout == Layout::OneFile {
        let mut file = BufWriter::new(File::create(folder.join("registry.vig"))?);
        file.write_all(head("registry").as_bytes())?;
        for number in 0..matters {
            let matter = matter(seed, number, true);
            acts += matter.acts;
            file.write_all(matter.text.as_bytes())?;
        }
        file.flush()?;
        return Ok(acts);
    }
    for number in 0..matters {
        let shelf = folder.join("matters").join(format!("{:03}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&shelf)?;
        }
        let matter = matter(seed, number, false);
        acts += matter.acts;
        let text = head(&format!("m{number}")) + &matter.text;
        if layout == Layout::Folders {
            let own = shelf.join(format!("{number:06}"));
            fs::create_dir_all(&own)?;
            fs::write(own.join("record.vig"), text)?;
        } else {
            fs::write(shelf.join(format!("{number:06}.vig")), text)?;
        }
    }
    Ok(acts)
}
