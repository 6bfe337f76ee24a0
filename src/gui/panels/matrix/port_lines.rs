//! Fits port tokens into the lines of a cell, and says with “…” that there are more. It paints nothing.

use crate::view::{CellPorts, PortTokens, TransportPorts};

/// A word in a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Word {
    /// What is written, with its brackets.
    pub text: String,
    /// It steps back: it is a label, or it is only Optional and nobody asked for it.
    pub is_weak: bool,
}

type Line = Vec<Word>;

/// The lines of a cell that is `width` letters wide and `height` lines high.
///
/// Each transport has lines of its own, with its name before them, as long as all of them fit. Where they don't, ports
/// of all transports stand together. What is Required comes first, what is Optional follows in brackets. No range is
/// broken: one that is wider than a line is left out, with “…” in its place.
pub(super) fn port_lines(ports: &CellPorts, width: usize, height: usize) -> Vec<Line> {
    let is_filtered = ports.num_found.is_some();
    for layout in [Layout::Indented, Layout::Flush, Layout::Packed] {
        if let Some(lines) = lines_by_transport(ports, width, layout).filter(|lines| lines.len() <= height) {
            return lines;
        }
    }
    let mut lines = Vec::new();
    let all = words(&ports.asked, is_filtered);
    let fitting = all.iter().filter(|word| letters(word) <= width);
    let is_whole = fitting.clone().count() == all.len();
    fitting.for_each(|word| push(&mut lines, word.clone(), width));
    if lines.len() > height || !is_whole {
        lines.truncate(height);
        if lines.is_empty() {
            lines.push(Line::new());
        }
        if let Some(line) = lines.last_mut() {
            hint_at_more(line, width);
        }
    }
    lines
}

/// How the lines of transports are laid out, the roomiest first.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Layout {
    /// Ports that go on in the next line stand below the first ones; what has no ports has a line of its own.
    Indented,
    /// The same, but ports go on at the beginning of the line.
    Flush,
    /// What has no ports stands behind the ports.
    Packed,
}

/// Lines for each transport; `None`: a word is wider than a line.
fn lines_by_transport(ports: &CellPorts, width: usize, layout: Layout) -> Option<Vec<Line>> {
    let is_filtered = ports.num_found.is_some();
    let mut res: Vec<Line> = Vec::new();
    for TransportPorts { label, tokens } in &ports.by_transport {
        let label = (!label.is_empty()).then(|| Word { text: (*label).to_owned(), is_weak: true });
        let indent = label.as_ref().filter(|_| layout == Layout::Indented).map(|label| " ".repeat(letters(label)));
        match label {
            Some(label) => res.push(vec![label]),
            None if layout == Layout::Packed => {}
            None => res.push(Line::new()),
        }
        for word in words(tokens, is_filtered) {
            match res.last_mut() {
                Some(line) if line.is_empty() || length(line) + 1 + letters(&word) <= width => line.push(word),
                Some(_) | None => {
                    let indent = indent.clone().map(|text| Word { text, is_weak: true });
                    res.push(indent.into_iter().chain([word]).collect());
                }
            }
        }
    }
    res.iter().all(|line| length(line) <= width).then_some(res)
}

/// Puts a word behind the others, into a line of its own where the last one is full.
fn push(lines: &mut Vec<Line>, word: Word, width: usize) {
    match lines.last_mut() {
        Some(line) if length(line) + 1 + letters(&word) <= width => line.push(word),
        _ => lines.push(vec![word]),
    }
}

/// Ends a line with “…”. Words give way to it where there is no room.
fn hint_at_more(line: &mut Line, width: usize) {
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

fn words(tokens: &PortTokens, is_filtered: bool) -> Vec<Word> {
    let PortTokens { required, optional } = tokens;
    let mut res: Vec<Word> = required.iter().map(|text| Word { text: text.clone(), is_weak: false }).collect();
    let last = optional.len().saturating_sub(1);
    for (idx, text) in optional.iter().enumerate() {
        let (open, close) = (if idx == 0 { "(" } else { "" }, if idx == last { ")" } else { "" });
        // What was asked for stands out, whether it is needed or not.
        res.push(Word { text: format!("{open}{text}{close}"), is_weak: !is_filtered });
    }
    res
}

fn letters(word: &Word) -> usize {
    word.text.chars().count()
}

fn length(line: &[Word]) -> usize {
    line.iter().map(letters).sum::<usize>() + line.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(required: &[&str], optional: &[&str]) -> PortTokens {
        let list = |texts: &[&str]| texts.iter().map(ToString::to_string).collect();
        PortTokens { required: list(required), optional: list(optional) }
    }

    fn check(width: usize, height: usize, expected: &[&str]) {
        let of =
            |label, required: &[&str], optional: &[&str]| TransportPorts { label, tokens: tokens(required, optional) };
        let ports = CellPorts {
            asked: tokens(&["53", "88", "135", "389", "49152-65535"], &["636", "ICMP"]),
            by_transport: vec![
                of("TCP", &["53", "88", "135", "389", "49152-65535"], &["636"]),
                of("UDP", &["53", "88"], &[]),
                of("", &[], &["ICMP"]),
            ],
            ..CellPorts::default()
        };
        let lines: Vec<String> = port_lines(&ports, width, height)
            .iter()
            .map(|line| line.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(lines, expected, "{width} by {height}");
    }

    #[test]
    fn transports_have_lines_of_their_own_where_all_of_them_fit() {
        check(40, 2, &["TCP 53 88 135 389 49152-65535 (636)", "UDP 53 88 (ICMP)"]);
        check(40, 3, &["TCP 53 88 135 389 49152-65535 (636)", "UDP 53 88", "(ICMP)"]);
        check(20, 5, &["TCP 53 88 135 389", "    49152-65535", "    (636)", "UDP 53 88", "(ICMP)"]);
        check(20, 4, &["TCP 53 88 135 389", "49152-65535 (636)", "UDP 53 88", "(ICMP)"]);
        check(20, 3, &["TCP 53 88 135 389", "49152-65535 (636)", "UDP 53 88 (ICMP)"]);
        check(15, 6, &["TCP 53 88 135", "    389", "    49152-65535", "    (636)", "UDP 53 88", "(ICMP)"]);
        check(14, 6, &["TCP 53 88 135", "389", "49152-65535", "(636)", "UDP 53 88", "(ICMP)"]);
        check(14, 5, &["53 88 135 389", "49152-65535", "(636 ICMP)"]);
    }

    #[test]
    fn a_range_is_never_broken() {
        check(13, 5, &["53 88 135 389", "49152-65535", "(636 ICMP)"]);
        check(7, 9, &["53 88", "135 389", "(636", "ICMP) …"]);
        check(7, 3, &["53 88", "135 389", "(636 …"]);
    }

    #[test]
    fn what_a_filter_asks_for_stands_out() {
        let asked = tokens(&["445"], &["139"]);
        let by_transport = vec![TransportPorts { label: "TCP", tokens: asked.clone() }];
        let ports = CellPorts { asked, by_transport, num_found: Some(2), ..CellPorts::default() };
        let lines = port_lines(&ports, 40, 1);
        let words: Vec<(&str, bool)> = lines[0].iter().map(|word| (word.text.as_str(), word.is_weak)).collect();
        assert_eq!(words, [("TCP", true), ("445", false), ("(139)", false)]);
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
