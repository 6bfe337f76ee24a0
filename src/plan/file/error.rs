//! What is wrong with a text that should be a plan: what, where, and what to do about it.

use ron::error::{Error, SpannedError};

use crate::finding::Position;

/// A text is no plan.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{message} (line {}, column {})", position.line, position.column)]
pub struct PlanFileError {
    /// What is wrong and what to do about it.
    pub message: String,
    /// Where in the text.
    pub position: Position,
}

impl PlanFileError {
    /// Says in our words what is wrong with `text`.
    pub(super) fn new(err: &SpannedError, text: &str) -> Self {
        let ron::error::Position { line, col } = err.span.start;
        // Blanks before what is wrong are not wrong.
        let rest = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().chars().skip(col.saturating_sub(1));
        let num_blanks = rest.clone().take_while(|c| c.is_whitespace()).count();
        let column = if num_blanks < rest.count() { col + num_blanks } else { col };
        Self { message: message(&err.code), position: Position { line, column } }
    }
}

fn message(err: &Error) -> String {
    let text = match err {
        Error::NoSuchStructField { expected, found, outer } => {
            return format!("unknown field “{found}”{}: {}", place(outer.as_deref()), suggestion(found, expected));
        }
        Error::MissingStructField { field, outer } => {
            return format!("missing field “{field}”{}: add it", place(outer.as_deref()));
        }
        Error::DuplicateStructField { field, .. } => {
            return format!("the field “{field}” stands here twice: keep one of the two");
        }
        Error::NoSuchEnumVariant { expected, found, outer } => {
            return format!(
                "“{found}” is not {}: {}",
                outer.as_deref().unwrap_or("known"),
                suggestion(found, expected)
            );
        }
        Error::InvalidValueForType { expected, found } => return format!("{expected} is expected here, not {found}"),
        Error::ExpectedDifferentStructName { found, .. } => {
            return format!("the name “{found}” does not belong here: remove it");
        }
        Error::ExpectedString => "a text is expected here: put it in quotes",
        Error::ExpectedArray => "a list is expected here: put it in square brackets",
        Error::ExpectedMap => "a map is expected here: put it in curly brackets, as {\"key\": value}",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "round brackets are expected here: write (…)",
        Error::ExpectedIdentifier => "a word is expected here: write it without quotes",
        Error::ExpectedBoolean => "yes or no is expected here: write true or false",
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => "a whole number is expected here",
        Error::IntegerOutOfBounds => "this number is out of range: ports go from 1 to 65535",
        Error::ExpectedComma => "a comma is missing here, or a bracket or a quote before it",
        Error::ExpectedMapColon => "a colon is missing here: write name: value",
        Error::InvalidEscape(_) => "this is no escape: write \\\\ for a backslash",
        Error::UnclosedBlockComment => "a comment is not closed: end it with */",
        Error::Eof | Error::ExpectedStringEnd => "the text ends too early: close every bracket and every quote",
        Error::TrailingCharacters => "the plan has ended here: remove what follows",
        Error::ExceededRecursionLimit => "brackets are nested too deeply here: remove some",
        other => return other.to_string(),
    };
    text.to_owned()
}

fn place(outer: Option<&str>) -> String {
    outer.map(|outer| format!(" in {outer}")).unwrap_or_default()
}

/// What to write instead of `found`: the one word that is close to it, or all there are.
fn suggestion(found: &str, known: &[&str]) -> String {
    let close: Vec<_> = known.iter().filter(|known| is_close(found, known)).collect();
    match close[..] {
        [word] => format!("did you mean “{word}”?"),
        _ => format!("write one of {}", known.join(", ")),
    }
}

/// Whether one of the two becomes the other by a slip: a letter too many, too few, another, or two swapped.
fn is_close(left: &str, right: &str) -> bool {
    let (left, right): (Vec<_>, Vec<_>) = (left.to_lowercase().chars().collect(), right.chars().collect());
    let same_start = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
    let (left, right) = (&left[same_start..], &right[same_start..]);
    match (left, right) {
        ([], []) => true,
        ([a, b, left @ ..], [c, d, right @ ..]) if a == d && b == c && left == right => true,
        _ => {
            let after = |rest: &[char]| rest.get(1..).map(<[char]>::to_vec);
            after(left).as_deref() == Some(right)
                || after(right).as_deref() == Some(left)
                || (after(left).is_some() && after(left) == after(right))
        }
    }
}
