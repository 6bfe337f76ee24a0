//! A report as Markdown for wikis and tickets: the dialect of GitHub, whose tables most of them take.

use std::fmt::Write as _;

use super::block::{Block, Head, Piece, Table, Text};
use super::format::Format;
use crate::printable::printable;

/// A text of Markdown.
pub(super) struct Markdown;

impl Format for Markdown {
    fn has_pictures(&self) -> bool {
        false
    }

    fn begin(&self, head: &Head, text: &mut String) {
        text.push_str("# ");
        push_escaped(&head.title, text);
        text.push_str("\n\n");
    }

    fn block(&self, block: &Block<'_>, text: &mut String) {
        match block {
            Block::Begin { level, anchor, heading } => {
                // The anchors that readers make of headings differ among them.
                let _ = writeln!(text, "<a id=\"{anchor}\"></a>\n");
                text.push_str(&"#".repeat(usize::from(*level)));
                text.push(' ');
                push_text(heading, text);
                text.push_str("\n\n");
            }
            Block::End => {}
            // Of a picture there is only what it shows.
            Block::Paragraph(words) | Block::Picture { about: words, .. } => push_paragraph("", words, text),
            Block::Notice(words) => push_paragraph("> ", words, text),
            Block::List(entries) => {
                for entry in entries {
                    push_entry(0, entry, text);
                }
                text.push('\n');
            }
            Block::Contents(entries) => {
                text.push_str("## Contents\n\n");
                for (level, entry) in entries {
                    push_entry(usize::from(*level).saturating_sub(2), entry, text);
                }
                text.push('\n');
            }
            Block::Table(table) => push_table(table, text),
        }
    }

    fn end(&self, _text: &mut String) {}
}

fn push_paragraph(before: &str, words: &Text<'_>, text: &mut String) {
    text.push_str(before);
    push_text(words, text);
    text.push_str("\n\n");
}

fn push_entry(depth: usize, entry: &Text<'_>, text: &mut String) {
    text.push_str(&"  ".repeat(depth));
    text.push_str("- ");
    push_text(entry, text);
    text.push('\n');
}

fn push_table(table: &Table<'_>, text: &mut String) {
    push_paragraph("", &table.caption, text);
    text.push('|');
    for column in &table.columns {
        text.push(' ');
        push_text(&column.heading, text);
        text.push_str(" |");
    }
    text.push_str("\n|");
    table.columns.iter().for_each(|_| text.push_str(" --- |"));
    text.push('\n');
    for row in &table.rows {
        text.push('|');
        for (idx, cell) in row.cells.iter().enumerate() {
            text.push(' ');
            if let Some(anchor) = row.anchor.as_ref().filter(|_| idx == 0) {
                let _ = write!(text, "<a id=\"{anchor}\"></a>");
            }
            for (line_idx, line) in cell.iter().enumerate() {
                text.push_str(if line_idx == 0 { "" } else { "<br>" });
                push_text(line, text);
            }
            text.push_str(" |");
        }
        text.push('\n');
    }
    text.push('\n');
}

fn push_text(Text(pieces): &Text<'_>, text: &mut String) {
    for piece in pieces {
        match piece {
            // In a span of code a bar would still end the cell, so code is written as any other text.
            Piece::Words(words) | Piece::Name(words) | Piece::Code(words) => push_escaped(words, text),
            Piece::Strong(words) => push_between("**", words, text),
            Piece::Link(anchor, words) => {
                text.push('[');
                push_text(words, text);
                let _ = write!(text, "](#{anchor})");
            }
            Piece::Address(address) => {
                text.push('[');
                push_escaped(address, text);
                text.push_str("](<");
                push_address(address, text);
                text.push_str(">)");
            }
        }
    }
}

/// What stands out. A blank inside the signs would keep them from being signs.
fn push_between(sign: &str, words: &str, text: &mut String) {
    let words = words.trim();
    if !words.is_empty() {
        text.push_str(sign);
        push_escaped(words, text);
        text.push_str(sign);
    }
}

/// A text that means itself: what would be markup, the end of a cell, or a link has a backslash before it.
fn push_escaped(words: &str, text: &mut String) {
    let words = printable(words);
    let line = text.rsplit('\n').next().unwrap_or_default();
    // Lists and headings begin where a line or an entry of a list does, and never in a cell.
    let marker = if line.trim_start_matches([' ', '-', '>']).is_empty() { marker(&words) } else { None };
    for (idx, c) in words.char_indices() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '$' | '@' | '!' => text.extend(['\\', c]),
            c if marker == Some(idx) => text.extend(['\\', c]),
            c => text.push(c),
        }
    }
}

/// Where a sign stands that would make a heading or a list of a line that begins with this.
fn marker(words: &str) -> Option<usize> {
    match words.chars().next()? {
        '#' | '+' | '-' | '=' => Some(0),
        '0'..='9' => words.find(|c: char| !c.is_ascii_digit()).filter(|&idx| words[idx..].starts_with(['.', ')'])),
        _ => None,
    }
}

/// An address between angle brackets, which no sign of it may end.
fn push_address(address: &str, text: &mut String) {
    for c in printable(address).chars() {
        match c {
            '<' => text.push_str("%3C"),
            '>' => text.push_str("%3E"),
            '|' => text.push_str("%7C"),
            '\\' => text.push_str("%5C"),
            ' ' => text.push_str("%20"),
            c => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_themselves_wherever_they_stand() {
        let written = |before: &str, name: &str| {
            let mut res = before.to_owned();
            push_escaped(name, &mut res);
            res.split_off(before.len())
        };
        for (before, name, expected) in [
            ("", "a|b *c* <d> & `e` [f](g)", "a\\|b \\*c\\* &lt;d&gt; &amp; \\`e\\` \\[f\\](g)"),
            ("- ", "# no heading", "\\# no heading"),
            ("\n", "1. no list", "1\\. no list"),
            ("| ", "- no list in a cell", "- no list in a cell"),
            ("| ", "10.1.0.0/16", "10.1.0.0/16"),
            ("", "a\nb", "a\\\\nb"),
            ("", "@team $x$ _y_", "\\@team \\$x\\$ \\_y\\_"),
        ] {
            assert_eq!(written(before, name), expected, "{before}{name}");
        }
    }
}
