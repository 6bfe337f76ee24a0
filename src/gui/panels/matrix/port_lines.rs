//! Fits port tokens into the lines of a cell, and says with “…” that there are more. It paints nothing.

use crate::view::{CellPorts, PortTokens};

/// A word in a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Word {
    /// What is written, with its brackets.
    pub text: String,
    /// It steps back: it is only Optional, and nobody asked for it.
    pub is_weak: bool,
}

/// The lines of a cell that is `width` letters wide and `height` lines high.
///
/// What is Required comes first, what is Optional follows in brackets. A range that is wider than a line goes over two.
pub(super) fn port_lines(ports: &CellPorts, width: usize, height: usize) -> Vec<Vec<Word>> {
    let mut lines: Vec<Vec<Word>> = Vec::new();
    for word in words(ports) {
        for part in parts(&word.text, width) {
            let word = Word { text: part, is_weak: word.is_weak };
            match lines.last_mut() {
                Some(line) if length(line) + 1 + word.text.chars().count() <= width => line.push(word),
                _ => lines.push(vec![word]),
            }
        }
    }
    if lines.len() > height {
        lines.truncate(height);
        if let Some(line) = lines.last_mut() {
            hint_at_more(line, width);
        }
    }
    lines
}

/// Ends a line with “…”. Words give way to it where there is no room.
fn hint_at_more(line: &mut Vec<Word>, width: usize) {
    while line.len() > 1 && length(line) + 2 > width {
        line.pop();
    }
    let is_weak = line.last().is_some_and(|word| word.is_weak);
    let room = width.saturating_sub(length(line));
    match line.last_mut() {
        Some(word) if room == 1 => word.text.push('…'),
        Some(word) if room == 0 => "…".clone_into(&mut word.text),
        _ => line.push(Word { text: "…".to_owned(), is_weak }),
    }
}

fn words(ports: &CellPorts) -> Vec<Word> {
    let is_filtered = ports.num_found.is_some();
    let PortTokens { required, optional } = &ports.asked;
    let mut res: Vec<Word> = required.iter().map(|text| Word { text: text.clone(), is_weak: false }).collect();
    let last = optional.len().saturating_sub(1);
    for (idx, text) in optional.iter().enumerate() {
        let (open, close) = (if idx == 0 { "(" } else { "" }, if idx == last { ")" } else { "" });
        // What was asked for stands out, whether it is needed or not.
        res.push(Word { text: format!("{open}{text}{close}"), is_weak: !is_filtered });
    }
    res
}

/// The word, or the two halves of a range that is too wide.
fn parts(text: &str, width: usize) -> Vec<String> {
    match text.split_once('-') {
        Some((first, last)) if text.chars().count() > width => vec![format!("{first}-"), last.to_owned()],
        _ => vec![text.to_owned()],
    }
}

fn length(line: &[Word]) -> usize {
    line.iter().map(|word| word.text.chars().count()).sum::<usize>() + line.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(width: usize, height: usize, expected: &[&str]) {
        let list = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
        let ports = CellPorts {
            asked: PortTokens {
                required: list(&["53", "88", "135", "389", "49152-65535"]),
                optional: list(&["636", "ICMP"]),
            },
            ..CellPorts::default()
        };
        let lines: Vec<String> = port_lines(&ports, width, height)
            .iter()
            .map(|line| line.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(lines, expected, "{width} by {height}");
    }

    #[test]
    fn lines_are_filled_and_ranges_broken_where_they_must() {
        check(13, 9, &["53 88 135 389", "49152-65535", "(636 ICMP)"]);
        check(7, 9, &["53 88", "135 389", "49152-", "65535", "(636", "ICMP)"]);
    }

    #[test]
    fn what_a_filter_asks_for_stands_out() {
        let tokens = |required: &str, optional: &str| PortTokens {
            required: vec![required.to_owned()],
            optional: vec![optional.to_owned()],
        };
        let ports = CellPorts { asked: tokens("445", "139"), num_found: Some(2), ..CellPorts::default() };
        let lines = port_lines(&ports, 40, 1);
        let words: Vec<(&str, bool)> = lines[0].iter().map(|word| (word.text.as_str(), word.is_weak)).collect();
        assert_eq!(words, [("445", false), ("(139)", false)]);
    }

    #[test]
    fn what_does_not_fit_is_hinted_at() {
        check(13, 2, &["53 88 135 389", "49152-65535 …"]);
        check(12, 2, &["53 88 135", "389 …"]);
        check(7, 2, &["53 88", "135 …"]);
        check(3, 1, &["53…"]);
        check(2, 1, &["…"]);
    }
}
