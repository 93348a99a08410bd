//! Says which names new files and folders may have: those that every system accepts, and that look like what they are.

use std::fmt;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// Why a new file or folder may not have a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NameFault {
    /// It has a character that is invisible, or that some system does not allow.
    Character(char),
    /// It is empty, or begins or ends with a dot or a space.
    Ends,
    /// Windows takes it for a device, with any ending.
    Device,
    /// There is this name already, and some systems do not tell the two apart.
    Clash(String),
}

impl fmt::Display for NameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NameFault::Character(c) => {
                write!(f, "the character {} is invisible or not allowed on every system", shown(*c))
            }
            NameFault::Ends => f.write_str("it is empty, or begins or ends with a dot or a space"),
            NameFault::Device => f.write_str("Windows reserves it for a device"),
            NameFault::Clash(other) => {
                write!(f, "`{other}` is there already, and some systems do not tell the two apart")
            }
        }
    }
}

/// A character as one can read it: its number if it is invisible.
pub fn shown(c: char) -> String {
    if c.is_ascii_graphic() { format!("`{c}`") } else { format!("U+{:04X}", u32::from(c)) }
}

/// Whether a file or folder of this name may be made in a folder, which need not be there yet.
pub fn check_new(folder: &Path, name: &str) -> Result<(), NameFault> {
    if let Some(c) = name.chars().find(|c| is_refused(*c)) {
        return Err(NameFault::Character(c));
    }
    if name.is_empty() || name.starts_with(['.', ' ']) || name.ends_with(['.', ' ']) {
        return Err(NameFault::Ends);
    }
    if is_device(name) {
        return Err(NameFault::Device);
    }
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut others = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.file_name());
    let clash = others.find(|other| other != name && folded(&other.to_string_lossy()) == folded(name));
    clash.map_or(Ok(()), |other| Err(NameFault::Clash(other.to_string_lossy().into_owned())))
}

fn is_refused(c: char) -> bool {
    use GeneralCategory::*;
    let unseen = match c.general_category() {
        // Direction marks, joiners, tags.
        Control | Format | Surrogate | PrivateUse | Unassigned | LineSeparator | ParagraphSeparator => true,
        SpaceSeparator => c != ' ',
        // Marks and letters that are not drawn either: fillers, inherent vowels, selectors of variants.
        _ => matches!(u32::from(c),
            0x034F | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x2800 | 0x3164 | 0xFE00..=0xFE0F
            | 0xFFA0 | 0xE0100..=0xE01EF),
    };
    unseen || "<>:\"/\\|?*".contains(c)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = |kind: &str| {
        let number = stem.strip_prefix(kind).and_then(|rest| {
            let mut rest = rest.chars();
            rest.next().filter(|_| rest.next().is_none())
        });
        number.is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c))
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"].contains(&&*stem)
        || numbered("COM")
        || numbered("LPT")
}

/// What systems compare that ignore case and ways to write an accent.
fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_on_every_system_and_looks_like_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let check = |name: &str| check_new(folder.path(), name);
        for name in
            ["a.vig", "Año 2010.vig", "año-1_(b), c.vig", "con-1.vig", "com.vig", "com10.vig", "合同.vig"]
        {
            assert_eq!(check(name), Ok(()), "{name}");
        }
        for device in [
            "con.vig",
            "CON",
            "Prn.vig",
            "aux.a.vig",
            "nul .vig",
            "conin$.vig",
            "CONOUT$",
            "com1.vig",
            "COM¹.vig",
            "lpt9.vig",
            "Lpt³.vig",
            "clock$.vig",
        ] {
            assert_eq!(check(device), Err(NameFault::Device), "{device}");
        }
        for name in ["", ".a.vig", " a.vig", "a.", "a ", ".", ".."] {
            assert_eq!(check(name), Err(NameFault::Ends), "{name:?}");
        }
        for c in "<>:\"/\\|?*\0\n\u{7f}\u{85}\u{a0}\u{ad}\u{34f}\u{61c}\u{115f}\u{180e}\u{200b}\u{200d}\u{200e}\u{2028}\
                  \u{202e}\u{2060}\u{2066}\u{2069}\u{2800}\u{3000}\u{3164}\u{fe0f}\u{feff}\u{fff9}\u{e0041}\u{e0100}\u{e000}"
            .chars()
        {
            assert_eq!(check(&format!("a{c}b.vig")), Err(NameFault::Character(c)), "{}", shown(c));
        }
    }

    #[test]
    fn two_names_that_some_systems_take_for_one_clash() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("Año.vig"), "").unwrap();
        for name in ["año.vig", "AÑO.VIG", "An\u{303}o.vig"] {
            let clash = Err(NameFault::Clash("Año.vig".to_owned()));
            assert_eq!(check_new(folder.path(), name), clash, "{name}");
        }
        assert_eq!(check_new(folder.path(), "Año.vig"), Ok(()), "the same name is no clash");
        assert_eq!(check_new(folder.path(), "Ano.vig"), Ok(()));
        assert_eq!(check_new(&folder.path().join("later"), "año.vig"), Ok(()));
    }
}
