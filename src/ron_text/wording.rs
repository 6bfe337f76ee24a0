//! What the reader of RON says, in our words: what is wrong, where, and what to do about it.

use ron::error::{Error, SpannedError};

use crate::finding::{TextPosition, excerpt};

/// What is wrong with a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Fault {
    /// What is wrong and what to do about it.
    pub(crate) message: String,
    /// Where in the text.
    pub(crate) at: TextPosition,
}

impl Fault {
    /// Says in our words what is wrong with `text`.
    pub(crate) fn new(err: &SpannedError, text: &str) -> Self {
        let ron::error::Position { line, col } = err.span.start;
        // The error points behind leading blanks.
        let rest = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().chars().skip(col.saturating_sub(1));
        let num_blanks = rest.clone().take_while(|c| c.is_whitespace()).count();
        let column = if num_blanks < rest.count() { col + num_blanks } else { col };
        Self { message: message(&err.code), at: TextPosition { line, column } }
    }
}

fn message(err: &Error) -> String {
    let text = match err {
        // What our own readers say; they quote by `excerpt` themselves.
        Error::Message(text) | Error::Io(text) => return text.clone(),
        Error::NoSuchStructField { expected, found, outer } => {
            let (found, place) = (excerpt(found), place(outer.as_deref()));
            return format!("unknown field “{found}”{place}: {}", suggestion(&found, expected));
        }
        Error::MissingStructField { field, outer } => {
            return format!("missing field “{field}”{}: add it", place(outer.as_deref()));
        }
        Error::DuplicateStructField { field, .. } => {
            return format!("the field “{field}” stands here twice: keep one of the two");
        }
        Error::NoSuchEnumVariant { expected, found, outer } => {
            let found = excerpt(found);
            return format!(
                "“{found}” is not {}: {}",
                outer.as_deref().unwrap_or("known"),
                suggestion(&found, expected)
            );
        }
        Error::InvalidValueForType { expected, found } => {
            return format!("{expected} is expected here, not {}", found_words(found));
        }
        Error::ExpectedDifferentLength { expected, found } => {
            return format!("{expected} is expected here, not {found} values");
        }
        Error::ExpectedDifferentStructName { found, .. } => {
            return format!("the name “{}” does not belong here: remove it", excerpt(found));
        }
        Error::InvalidIdentifier(word) | Error::SuggestRawIdentifier(word) => {
            return format!("“{}” is no name of a field: write a plain word of letters and _", excerpt(word));
        }
        Error::NoSuchExtension(name) => {
            return format!("there is no extension “{}” of the file format: remove the line", excerpt(name));
        }
        Error::UnexpectedChar(found) => {
            return format!("the character “{}” does not belong here: remove it", found.escape_debug());
        }
        Error::ExpectedString => "a text is expected here: put it in quotes",
        Error::ExpectedArray => "a list is expected here: put it in square brackets",
        Error::ExpectedMap => "a map is expected here: put it in curly brackets, as {\"key\": value}",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedStructName(_) => {
            "round brackets are expected here: write (…)"
        }
        Error::ExpectedIdentifier => "a word is expected here: write it without quotes",
        Error::ExpectedBoolean => "yes or no is expected here: write true or false",
        Error::ExpectedInteger
        | Error::InvalidIntegerDigit { .. }
        | Error::ExpectedFloat
        | Error::FloatUnderscore
        | Error::UnderscoreAtBeginning => "a whole number is expected here",
        Error::IntegerOutOfBounds => "this number is out of range: ports go from 1 to 65535",
        Error::ExpectedComma => "a comma is missing here, or a bracket or a quote before it",
        Error::ExpectedMapColon => "a colon is missing here: write name: value",
        Error::ExpectedArrayEnd => "the list does not end here: close it with ], or put a comma before the next item",
        Error::ExpectedMapEnd => "the map does not end here: close it with }, or put a comma before the next entry",
        Error::ExpectedOptionEnd | Error::ExpectedStructLikeEnd => {
            "the round bracket does not end here: close it with ), or put a comma before what follows"
        }
        Error::ExpectedOption | Error::ExpectedUnit => "nothing more belongs here: remove what stands in the brackets",
        Error::ExpectedChar | Error::ExpectedByteLiteral | Error::ExpectedByteString => {
            "a text is expected here: put it in double quotes, without a letter before them"
        }
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd => {
            "a line that begins with # says nothing here: remove it"
        }
        Error::ExpectedRangeSyntax => "a range is written in quotes, as \"49152-65535\"",
        Error::InvalidEscape(_) => "this is no escape: write \\\\ for a backslash",
        Error::UnclosedBlockComment => "a comment is not closed: end it with */",
        Error::UnclosedLineComment => "the text ends in a comment: end its line",
        Error::Eof | Error::ExpectedStringEnd => "the text ends too early: close every bracket and every quote",
        Error::TrailingCharacters => "the file has ended here: remove what follows",
        Error::ExceededRecursionLimit => "brackets are nested too deeply here: remove some",
        Error::Utf8Error(_) => "a character is broken here: save the file as UTF-8",
        // The list of errors may grow with the crate.
        _ => "this can't be read: compare it with a file that the program wrote",
    };
    text.to_owned()
}

/// What stands there instead, in our words and without the reader's own quotes.
fn found_words(found: &str) -> String {
    let (kind, value) = found.split_once(" `").map_or((found, None), |(kind, value)| (kind, value.strip_suffix('`')));
    match (kind, value) {
        ("the boolean" | "the unsigned integer" | "the signed integer" | "the floating point number", Some(value)) => {
            excerpt(value).into_owned()
        }
        ("the UTF-8 character", Some(value)) => format!("the character “{}”", excerpt(value)),
        ("a sequence", None) => "a list".to_owned(),
        ("a unit value" | "a unit variant", None) => "nothing in brackets".to_owned(),
        ("an optional value", None) => "Some(…)".to_owned(),
        ("an enum" | "a newtype variant" | "a tuple variant" | "a struct variant", None) => "a word".to_owned(),
        ("a newtype struct", None) => "a value in round brackets".to_owned(),
        _ => match found.strip_prefix("the string ") {
            Some(text) => format!("the text {}", excerpt(text)),
            None => excerpt(found).into_owned(),
        },
    }
}

fn place(outer: Option<&str>) -> String {
    outer.map(|outer| format!(" in {outer}")).unwrap_or_default()
}

/// What to write instead of `found`: the one word that is close to it, or all there are.
fn suggestion(found: &str, known: &[&str]) -> String {
    // One slip: a letter too many, too few, another, or two swapped.
    let found = found.to_lowercase();
    let close: Vec<_> = known.iter().filter(|known| strsim::osa_distance(&found, known) <= 1).collect();
    match close[..] {
        [word] => format!("did you mean “{word}”?"),
        _ => format!("write one of {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::MAX_QUOTED;

    /// What is said of `text` when a `T` is read from it.
    fn said<T: serde::de::DeserializeOwned + std::fmt::Debug>(text: &str) -> String {
        let err = super::super::options().from_str::<T>(text).expect_err(text);
        Fault::new(&err, text).message
    }

    #[test]
    fn what_the_reader_says_is_said_in_our_words() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only read into")]
        struct Small {
            name: String,
        }
        for (said, expected) in [
            (said::<Small>("(na-me: \"a\")"), "“na-me” is no name of a field: write a plain word of letters and _"),
            (said::<Small>("#![enable(wings)] (name: \"a\")"), "there is no extension “wings” of the file format"),
            (said::<Small>("(name: \"a\" extra)"), "a comma is missing here"),
            (said::<Small>("(name: 5)"), "a text is expected here: put it in quotes"),
            (said::<Vec<u16>>("[1 2]"), "a comma is missing here"),
            (said::<Vec<u16>>("[1, \u{1f}]"), "a whole number is expected here"),
            (said::<(u16, u16)>("(1, 2, 3)"), "the round bracket does not end here"),
            (said::<u16>("_1"), "a whole number is expected here"),
        ] {
            assert!(said.contains(expected), "{said}");
        }
    }

    #[test]
    fn a_message_quotes_little_of_a_long_field() {
        #[derive(Debug, serde::Deserialize)]
        enum Word {
            A,
        }
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        #[expect(dead_code, reason = "only read into")]
        struct Small {
            word: Option<bool>,
        }
        let long = "x".repeat(3000);
        for said in [
            said::<Word>(&long),
            said::<Small>(&format!("({long}: 1)")),
            said::<Small>(&format!("({long}-: 1)")),
            said::<Small>(&format!("{long}(word: true)")),
            said::<Small>(&format!("#![enable({long})] ()")),
            found_words(&format!("the string {long:?}")),
        ] {
            assert!(said.chars().count() < 2 * MAX_QUOTED + 100, "{said}");
        }
    }
}
