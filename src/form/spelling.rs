//! How words of headers are compared: without capitals, accents, digits and punctuation.

use itertools::Itertools as _;

/// The words of a text: `SourceIP_1 (v4)` has `source`, `ip` and `v4`. Digits that stand alone are no word.
pub(super) fn words_in(text: &str) -> Vec<String> {
    let mut parted = String::with_capacity(text.len() + 4);
    let mut was_small = false;
    for c in text.chars() {
        // `SourcePort` is two words.
        if was_small && c.is_uppercase() {
            parted.push(' ');
        }
        was_small = c.is_lowercase();
        parted.extend(c.to_lowercase());
    }
    let words = parted.split(|c: char| !c.is_alphanumeric() && !is_mark(c)).map(plain);
    words.filter(|word| word.chars().any(char::is_alphabetic)).collect()
}

/// What two headers have in common that are the same name. A header without a word stands for itself: `#`.
pub(super) fn key(text: &str) -> String {
    let words = words_in(text);
    if words.is_empty() { text.trim().to_owned() } else { words.join(" ") }
}

/// The ways in which a word is written: ü is often u, and in German ue.
pub(super) fn spellings(text: &str) -> impl Iterator<Item = String> {
    let german = text.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss");
    [text.to_owned(), german].into_iter().unique()
}

/// The word without the marks of its letters.
pub(super) fn plain(word: &str) -> String {
    let mut res = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => res.push('a'),
            'ç' => res.push('c'),
            'è' | 'é' | 'ê' | 'ë' => res.push('e'),
            'ì' | 'í' | 'î' | 'ï' => res.push('i'),
            'ñ' => res.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => res.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => res.push('u'),
            'ß' => res.push_str("ss"),
            'œ' => res.push_str("oe"),
            _ if is_mark(c) => {}
            _ => res.push(c),
        }
    }
    res
}

/// Whether it is a mark apart from its letter, as some systems write ü. Source: Unicode, block Combining Diacritical Marks.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_by_their_words() {
        for (text, expected) in [
            ("Source IP", "source ip"),
            ("SOURCE_IP", "source ip"),
            ("SourceIP", "source ip"),
            ("Quell-IP (IPv4)", "quell ip ipv4"),
            ("source.2", "source"),
            ("Gültig\nbis:", "gultig bis"),
            ("Gu\u{308}ltig bis", "gultig bis"),
            ("Date d’expiration", "date d expiration"),
            ("N°", "n"),
            ("#", "#"),
            ("#Name", "name"),
            ("Straße", "strasse"),
        ] {
            assert_eq!(key(text), expected, "{text}");
        }
        assert_eq!(spellings("gültig").collect_vec(), ["gültig", "gueltig"]);
        assert_eq!(spellings("port").collect_vec(), ["port"]);
    }
}
