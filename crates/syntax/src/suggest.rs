//! What was probably meant by a word that is not in the language: words of other languages and tools, and slips of the
//! keyboard.

use crate::keywords::{HEAD_WORDS, LINE_WORDS, MODIFIERS, STATES, VERBS};

/// What people write instead of a verb or of another word that begins an indented line.
const LINE_HABITS: &[(&str, &str)] = &[
    // English, in another form or from another drawer.
    ("annul", "annuls"),
    ("annulled", "annuls"),
    ("quashes", "annuls"),
    ("voids", "annuls"),
    ("nullifies", "annuls"),
    ("overturns", "annuls"),
    ("invalidates", "annuls"),
    ("overrules", "annuls"),
    ("repeal", "repeals"),
    ("revokes", "repeals"),
    ("rescinds", "repeals"),
    ("abrogates", "repeals"),
    ("derogates", "repeals"),
    ("suspend", "suspends"),
    ("stays", "suspends"),
    ("restore", "restores"),
    ("reinstates", "restores"),
    ("revives", "restores"),
    ("uphold", "upholds"),
    ("confirms", "upholds"),
    ("affirms", "upholds"),
    ("ratifies", "upholds"),
    ("require", "requires"),
    ("must", "requires"),
    ("orders", "requires"),
    ("shall", "requires"),
    ("obliges", "requires"),
    ("demands", "requires"),
    ("mandates", "requires"),
    ("forbid", "forbids"),
    ("prohibits", "forbids"),
    ("bans", "forbids"),
    ("recommends", "urges"),
    ("urge", "urges"),
    ("invites", "urges"),
    ("asks", "urges"),
    ("recomienda", "urges"),
    ("insta", "urges"),
    ("recommande", "urges"),
    ("recomenda", "urges"),
    ("permit", "permits"),
    ("allows", "permits"),
    ("may", "permits"),
    ("authorises", "permits"),
    ("authorizes", "permits"),
    ("do", "does"),
    ("performs", "does"),
    ("makes", "does"),
    ("begin", "begins"),
    ("starts", "begins"),
    ("end", "ends"),
    ("stops", "ends"),
    ("terminates", "ends"),
    ("disapply", "disapplies"),
    ("discharge", "discharges"),
    ("releases", "discharges"),
    ("lifts", "discharges"),
    ("waives", "discharges"),
    ("move", "moves"),
    ("extends", "moves"),
    ("postpones", "moves"),
    ("find", "finds"),
    ("holds", "finds"),
    ("declares", "finds"),
    ("determines", "finds"),
    ("claim", "claims"),
    ("asserts", "claims"),
    ("alleges", "claims"),
    ("say", "says"),
    ("states", "says"),
    ("argues", "says"),
    ("rely", "relies"),
    ("rests", "relies"),
    ("count", "counts"),
    ("cite", "cites"),
    ("quotes", "cites"),
    ("see", "cites"),
    ("contradict", "contradicts"),
    ("denies", "contradicts"),
    ("dispute", "disputed"),
    ("disputes", "disputed"),
    ("verified", "unverified"),
    ("notification", "notified"),
    ("served", "notified"),
    ("publication", "published"),
    ("effect", "effective"),
    ("comment", "note"),
    ("remark", "note"),
    ("alias", "aka"),
    ("link", "url"),
    ("lang", "language"),
    ("hash", "sha256"),
    ("reference", "ref"),
    ("prefer", "prefers"),
    ("ranks", "prefers"),
    ("except", "unless"),
    ("whenever", "when"),
    ("provided", "if"),
    // Spanish.
    ("anula", "annuls"),
    ("invalida", "annuls"),
    ("deroga", "repeals"),
    ("revoca", "repeals"),
    ("suspende", "suspends"),
    ("restituye", "restores"),
    ("restablece", "restores"),
    ("restaura", "restores"),
    ("inaplica", "disapplies"),
    ("confirma", "upholds"),
    ("ratifica", "upholds"),
    ("exige", "requires"),
    ("ordena", "requires"),
    ("requiere", "requires"),
    ("dispone", "requires"),
    ("debe", "requires"),
    ("prohíbe", "forbids"),
    ("prohibe", "forbids"),
    ("permite", "permits"),
    ("autoriza", "permits"),
    ("hace", "does"),
    ("realiza", "does"),
    ("inicia", "begins"),
    ("comienza", "begins"),
    ("termina", "ends"),
    ("cesa", "ends"),
    ("exime", "discharges"),
    ("prorroga", "moves"),
    ("declara", "finds"),
    ("constata", "finds"),
    ("afirma", "claims"),
    ("alega", "claims"),
    ("dice", "says"),
    ("señala", "says"),
    ("cita", "cites"),
    ("contradice", "contradicts"),
    ("notificado", "notified"),
    ("notificada", "notified"),
    ("publicado", "published"),
    ("publicada", "published"),
    ("vigente", "effective"),
    ("conocido", "known"),
    ("nota", "note"),
    ("alias", "aka"),
    ("nacido", "born"),
    ("fallecido", "died"),
    ("idioma", "language"),
    ("archivo", "file"),
    ("cuando", "when"),
    ("si", "if"),
    ("mientras", "while"),
    ("salvo", "unless"),
    ("entonces", "then"),
    ("desde", "from"),
    ("hasta", "until"),
    ("nulo", "void"),
    // French.
    ("annule", "annuls"),
    ("abroge", "repeals"),
    ("suspend", "suspends"),
    ("rétablit", "restores"),
    ("confirme", "upholds"),
    ("exige", "requires"),
    ("ordonne", "requires"),
    ("doit", "requires"),
    ("interdit", "forbids"),
    ("permet", "permits"),
    ("autorise", "permits"),
    ("fait", "does"),
    ("commence", "begins"),
    ("dit", "says"),
    ("constate", "finds"),
    ("cite", "cites"),
    ("contredit", "contradicts"),
    ("notifié", "notified"),
    ("publié", "published"),
    ("quand", "when"),
    ("lorsque", "when"),
    ("sauf", "unless"),
    ("alors", "then"),
    ("depuis", "from"),
    ("né", "born"),
    ("langue", "language"),
    // Portuguese.
    ("revoga", "repeals"),
    ("proíbe", "forbids"),
    ("determina", "requires"),
    ("restabelece", "restores"),
    ("faz", "does"),
    ("começa", "begins"),
    ("publicado", "published"),
    ("até", "until"),
];

const HEAD_HABITS: &[(&str, &str)] = &[
    ("import", "use"),
    ("include", "use"),
    ("using", "use"),
    ("uses", "use"),
    ("usa", "use"),
    ("usar", "use"),
    ("case", "matter"),
    ("dossier", "matter"),
    ("asunto", "matter"),
    ("caso", "matter"),
    ("affaire", "matter"),
    ("state", "order"),
    ("country", "order"),
    ("orden", "order"),
    ("estado", "order"),
    ("court", "organ"),
    ("órgano", "organ"),
    ("organo", "organ"),
    ("organe", "organ"),
    ("authority", "organ"),
    ("institution", "organ"),
    ("treaty", "instrument"),
    ("law", "instrument"),
    ("tratado", "instrument"),
    ("ley", "instrument"),
    ("instrumento", "instrument"),
    ("persona", "person"),
    ("personne", "person"),
    ("people", "person"),
    ("object", "thing"),
    ("cosa", "thing"),
    ("fuente", "source"),
    ("document", "source"),
    ("doc", "source"),
    ("view", "viewpoint"),
    ("perspective", "viewpoint"),
    ("vista", "viewpoint"),
    ("hecho", "fact"),
    ("estatus", "status"),
    ("statut", "status"),
    ("title", "status"),
    ("action", "deed"),
    ("acto", "deed"),
    ("rule", "norm"),
    ("norma", "norm"),
    ("norme", "norm"),
    ("regla", "norm"),
];

const MODIFIER_HABITS: &[(&str, &str)] = &[
    ("due", "by"),
    ("before", "by"),
    ("deadline", "by"),
    ("till", "until"),
    ("til", "until"),
    ("to", "until"),
    ("effective", "from"),
    ("since", "from"),
    ("as", "from"),
    ("starting", "from"),
    ("on", "from"),
    ("immediately", "at once"),
    ("in", "within"),
    ("every", "then every"),
    ("each", "then every"),
    ("when", "if"),
    ("where", "if"),
    ("provided", "if"),
    ("except", "unless"),
    ("during", "while"),
    ("see", "cites"),
    ("source", "cites"),
    ("equals", "worth"),
    ("equivalent", "worth"),
    ("toward", "towards"),
    ("hacia", "towards"),
    ("benefiting", "for"),
    ("desde", "from"),
    ("hasta", "until"),
    ("antes", "by"),
    ("dentro", "within"),
    ("cada", "then every"),
    ("si", "if"),
    ("mientras", "while"),
    ("salvo", "unless"),
    ("para", "for"),
    ("inmediatamente", "at once"),
    ("cita", "cites"),
    ("dès", "from"),
    ("depuis", "from"),
    ("avant", "by"),
    ("sauf", "unless"),
    ("pour", "for"),
    ("até", "until"),
];

const STATE_HABITS: &[(&str, &str)] = &[
    ("valid", "in force"),
    ("effective", "operative"),
    ("inforce", "in force"),
    ("in-force", "in force"),
    ("standing", "stands"),
    ("stand", "stands"),
    ("quashed", "annulled"),
    ("void", "annulled"),
    ("revoked", "repealed"),
    ("bind", "binds"),
    ("binding", "binds"),
    ("bound", "binds"),
    ("yield", "yields"),
    ("done", "performed"),
    ("fulfilled", "performed"),
    ("complied", "performed"),
    ("open", "pending"),
    ("breached", "broken"),
    ("violated", "broken"),
    ("partially", "partly"),
    ("discharged", "lifted"),
    ("vigente", "in force"),
    ("anulado", "annulled"),
    ("suspendido", "suspended"),
    ("pendiente", "pending"),
    ("vencido", "overdue"),
    ("should", "must"),
    ("shall", "must"),
    ("has", "must"),
    ("debe", "must"),
    ("needs", "must"),
    ("known", "on record"),
];

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene", "abr", "ago",
    "dic", "fév", "avr", "mai", "juin", "juil", "aoû", "déc", "fev", "set", "out", "dez",
];

/// Whether a word is the name of a month, in one of a few languages.
pub(crate) fn is_month(word: &str) -> bool {
    let word = word.to_lowercase();
    let full = word.chars().count() > 3;
    MONTHS.iter().any(|m| if full { word.starts_with(m) && !word.contains(['-', '.']) } else { word == **m })
}

pub(crate) fn line_word(word: &str) -> Option<&'static str> {
    meant(word, LINE_HABITS, LINE_WORDS)
}

pub(crate) fn verb(word: &str) -> Option<&'static str> {
    meant(word, LINE_HABITS, VERBS).filter(|w| VERBS.contains(w))
}

pub(crate) fn head_word(word: &str) -> Option<&'static str> {
    meant(word, HEAD_HABITS, HEAD_WORDS)
}

pub(crate) fn modifier(word: &str) -> Option<&'static str> {
    meant(word, MODIFIER_HABITS, MODIFIERS)
}

pub(crate) fn state(word: &str) -> Option<&'static str> {
    meant(word, STATE_HABITS, STATES)
}

fn meant(word: &str, habits: &'static [(&str, &str)], words: &'static [&str]) -> Option<&'static str> {
    let word = word.to_lowercase();
    if word.is_empty() {
        return None;
    }
    if let Some(same) = words.iter().find(|w| **w == word) {
        return Some(same);
    }
    let habit = habits.iter().find(|(from, _)| *from == word).map(|(_, to)| *to);
    habit.or_else(|| did_you_mean(&word, words.iter().copied()))
}

/// The longest word that another may be a slip for: the comparison takes the two lengths multiplied.
const LONGEST: usize = 64;

/// The nearest of some words to a mistyped one, if it is near enough to be meant: one slip in a short word, two in a
/// longer one. Of equally near ones, the first.
pub fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let letters = word.chars().count();
    let most = match letters {
        0..=2 => return None,
        3..=5 => 1,
        _ => 2,
    };
    let mut best = None;
    for candidate in candidates {
        let length = candidate.chars().count();
        if length.abs_diff(letters) > most || !(2..=LONGEST).contains(&length) {
            continue;
        }
        let slips = strsim::osa_distance(word, candidate);
        if slips <= most && best.is_none_or(|(fewest, _)| slips < fewest) {
            best = Some((slips, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
