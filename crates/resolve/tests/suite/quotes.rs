//! A quote must say what its source says: pairs that match exactly, pairs that match with something ignored, and pairs
//! that must not match.

use proptest::prelude::*;
use vigente_resolve::quotes::IndexedText;

fn ignored(text: &str, quote: &str) -> Option<Vec<&'static str>> {
    IndexedText::of(text).find(quote, 0..text.len()).map(|found| found.ignored)
}

#[test]
fn what_matches_exactly() {
    let pairs = [
        ("The State shall pay.", "State shall"),
        ("two\n   lines", "two lines"),
        ("a\u{a0}narrow\u{202f}space", "a narrow space"),
        ("l'État c'est moi", "l'État"),
        ("page one ends\u{c}here", "ends here"),
        ("one paragraph\n\nand the next", "paragraph and"),
        ("see art. 8.2.h of it", "art. 8.2.h"),
        ("under § 12 of the Act", "§ 12"),
        ("costs 20.000,50 soles", "20.000,50"),
        ("at -5 degrees", "-5 degrees"),
        ("(1990-1995)", "1990-1995"),
        ("half, ½ of it", "½ of"),
        ("e\u{301}tat", "état"),
        ("قال القاضي", "القاضي"),
        ("The first part, then the last.", "first … last"),
        ("The first part, then the last.", "first [...] last"),
        ("The first part, then the last.", "The first part... the last"),
        ("the pre- and post-war years", "pre- and post-war"),
        ("日本国憲法第九条", "憲法第九"),
    ];
    for (text, quote) in pairs {
        assert_eq!(ignored(text, quote), Some(vec![]), "{text:?} {quote:?}");
    }
}

#[test]
fn what_matches_and_is_reported() {
    let pairs: [(&str, &str, &[&str]); 25] = [
        ("the State", "The state", &["case"]),
        ("spo-\nken", "spoken", &["hyphens at line ends"]),
        ("spo\u{ad}\nken", "spoken", &["hyphens at line ends"]),
        ("well-\nknown", "well-known", &["hyphens at line ends"]),
        ("spo\u{ad}ken", "spoken", &["invisible characters"]),
        ("zero\u{200b}width", "zerowidth", &["invisible characters"]),
        ("“It is”, he", "\"It is\", he", &["quotation marks"]),
        ("l’État", "l'État", &["quotation marks"]),
        ("yes – or no", "yes - or no", &["dashes"]),
        ("non\u{2011}binding", "non-binding", &["dashes"]),
        ("1990–1995", "1990-1995", &["dashes"]),
        ("8 (2)", "8(2)", &["spacing"]),
        ("art.5", "art. 5", &["spacing"]),
        ("yes, or no", "yes or no", &["punctuation"]),
        ("Resolución Nº 48", "RESOLUCION Nº 48", &["case", "accents of capitals"]),
        ("oﬃciel ﬁgure", "officiel figure", &["ligatures or other compatibility forms"]),
        ("ΟΔΟΣ", "οδος", &["case"]),
        ("οδός", "ΟΔΌΣ", &["case"]),
        ("STRASSE", "Straße", &["case"]),
        ("İstanbul", "istanbul", &["case"]),
        ("N° 48", "Nº 48", &["ligatures or other compatibility forms"]),
        ("№ 48", "No 48", &["ligatures or other compatibility forms"]),
        ("the １２ judges", "the 12 judges", &["ligatures or other compatibility forms"]),
        ("\u{202b}قال\u{202c} القاضي", "قال القاضي", &["invisible characters"]),
        ("it (the State) pays", "it the State pays", &["punctuation"]),
    ];
    for (text, quote, what) in pairs {
        assert_eq!(ignored(text, quote).as_deref(), Some(what), "{text:?} {quote:?}");
        assert!(ignored(quote, text).is_some(), "{quote:?} {text:?}");
    }
}

#[test]
fn what_does_not_match() {
    let pairs = [
        ("article 8(2)", "82"),
        ("article 8(2)", "8 2"),
        ("20.000,50", "2000050"),
        ("20.000,50", "20.000.50"),
        ("at -5 degrees", "5"),
        ("at −5 degrees", "5 degrees"),
        ("at 5 degrees", "-5 degrees"),
        ("1,000", "1.000"),
        ("1,000", "1 000"),
        ("1.000", "1000"),
        ("1 000", "1000"),
        ("The State", "T"),
        ("The State", "a"),
        ("The State", "Sta"),
        ("The State", "he State"),
        ("The State", "TheState"),
        ("TheState", "The State"),
        ("well-known", "wellknown"),
        ("well-known", "well known"),
        ("l'État", "lÉtat"),
        ("l'État", "État"),
        ("esta ley", "está ley"),
        ("está ley", "esta ley"),
        ("el año", "el ano"),
        ("10²", "102"),
        ("10²", "10 2"),
        ("1½", "11/2"),
        ("½", "12"),
        ("½", "1 2"),
        ("art. 8.2.h", "art. 8.2"),
        ("art. 8.2.h", "8.2.g"),
        ("§ 12", "12 §"),
        ("50 % of it", "50 of it"),
        ("the 1990-1995 term", "19901995"),
        ("the 1990-1995 term", "1990 1995"),
        ("48/2019", "482019"),
        ("48/2019", "48 2019"),
        ("10.30 or 10:30", "1030"),
        ("rule 8(2)(b)", "82b"),
        ("first then last", "last … first"),
        ("first then last", "first … middle … last"),
        ("first", "… [...]"),
        ("sentencia\u{b9} de", "sentencia de"),
    ];
    for (text, quote) in pairs {
        assert_eq!(ignored(text, quote), None, "{text:?} {quote:?}");
    }
}

/// Repeated passages do not make a search take longer than the text is long: this would never end otherwise.
#[test]
fn many_quotes_in_a_long_text() {
    let text: String = (0..200_000).map(|i| format!("word{i} something else\n\n")).collect();
    let words = IndexedText::of(&text);
    for i in 0..200_000 {
        assert!(words.find(&format!("word{i} something else"), 0..text.len()).is_some());
        assert!(words.find(&format!("else something word{i}"), 0..text.len()).is_none());
        assert!(words.nearest(&format!("else something word{i}"), 0..text.len()).is_some());
    }
}

const TEXTS: [&str; 5] = [
    "La Corte ordena al Estado que se abstenga de ejecutar la resolución de 17 de marzo de 2022, y que informe en 30 días.",
    "The river is closed to motor boats from 10.30 until 18.00; a fine of 1,000 crowns applies under § 12 (3) of the Act.",
    "L'État n'est pas tenu d'exécuter l'arrêt nº 8.2 avant le 1er janvier, sauf décision contraire du juge d'appel.",
    "Αποφασίζει ότι ο νόμος δεν παράγει αποτελέσματα στην Αθήνα μετά την 5η ημέρα, κατά το άρθρο 14.",
    "O Supremo Tribunal Federal julgou a arguição procedente, por 8 votos a 3, e modulou os efeitos da de-\ncisão anterior.",
];

proptest! {
    #[test]
    fn a_quote_with_another_word_is_rejected(
        text in 0..TEXTS.len(), from in 0usize..40, length in 3usize..9, at in 0usize..9, kind in 0..4, word in "[bcdfghk]{3,7}x"
    ) {
        let text = TEXTS[text];
        let all: Vec<&str> = text.split_whitespace().filter(|w| !w.ends_with('-')).collect();
        let from = from % (all.len() - 3);
        let quote = &all[from..(from + length).min(all.len())];
        let broken = text.contains("-\n") && from + length > all.iter().position(|w| *w == "da").unwrap_or(usize::MAX);
        prop_assume!(!broken);
        prop_assert_eq!(ignored(text, &quote.join(" ")), Some(vec![]));
        let mut changed: Vec<&str> = quote.to_vec();
        // A word dropped at an end leaves a shorter quote, which is there.
        let at = 1 + at % (changed.len() - 2);
        match kind {
            0 => changed[at] = &word,
            1 => drop(changed.remove(at)),
            2 => changed.insert(at, &word),
            _ => changed.swap(at, at - 1),
        }
        prop_assume!(changed != quote);
        prop_assert_eq!(ignored(text, &changed.join(" ")), None, "{:?}", changed);
    }
}
