//! A report as one page of HTML that fetches nothing and runs nothing.

use std::fmt::Write as _;

use super::block::{Block, Head, Piece, Table, Text};
use super::format::Format;
use crate::export::markup::{escaped, push_escaped};
use crate::printable::printable;

/// How the page looks, on screens and on paper.
const STYLE: &str = include_str!("page.css");

/// What a browser is told to refuse: everything but the page's own style and pictures that stand in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// A table of more columns has smaller letters in its heads.
const MOST_PLAIN_COLUMNS: usize = 6;

/// One page of HTML.
pub(super) struct Html;

impl Format for Html {
    fn has_pictures(&self) -> bool {
        true
    }

    fn begin(&self, head: &Head, text: &mut String) {
        let title = escaped(&printable(&head.title));
        // Writing to a text can't fail.
        let _ = write!(
            text,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1><bdi>{title}</bdi></h1>\n"
        );
    }

    fn block(&self, block: &Block<'_>, text: &mut String) {
        match block {
            Block::Begin { level, anchor, heading } => {
                let _ = write!(text, "<section id=\"{anchor}\">\n<h{level}>");
                push_text(heading, text);
                let _ = writeln!(text, "</h{level}>");
            }
            Block::End => text.push_str("</section>\n"),
            Block::Paragraph(words) => push_element("p", words, text),
            Block::Notice(words) => {
                text.push_str("<p class=\"notice\">");
                push_text(words, text);
                text.push_str("</p>\n");
            }
            Block::List(entries) => {
                text.push_str("<ul>\n");
                for entry in entries {
                    push_element("li", entry, text);
                }
                text.push_str("</ul>\n");
            }
            Block::Contents(entries) => push_contents(entries, text),
            Block::Table(table) => push_table(table, text),
            Block::Picture { svg, about, .. } => {
                text.push_str("<figure>\n");
                text.push_str(svg);
                push_element("figcaption", about, text);
                text.push_str("</figure>\n");
            }
        }
    }

    fn end(&self, text: &mut String) {
        text.push_str("</main>\n</body>\n</html>\n");
    }
}

/// The table of contents, as lists in lists.
fn push_contents(entries: &[(u8, Text<'_>)], text: &mut String) {
    text.push_str("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n");
    let mut depth = 1;
    for (idx, (level, link)) in entries.iter().enumerate() {
        if *level > depth {
            text.push_str("<ul>\n");
        } else if idx > 0 {
            text.push_str("</li>\n");
        }
        for _ in *level..depth {
            text.push_str("</ul>\n</li>\n");
        }
        depth = *level;
        text.push_str("<li>");
        push_text(link, text);
    }
    for _ in 1..depth {
        text.push_str("</li>\n</ul>\n");
    }
    text.push_str("</nav>\n");
}

fn push_table(table: &Table<'_>, text: &mut String) {
    let is_wide = table.columns.len() > MOST_PLAIN_COLUMNS;
    text.push_str(if is_wide { "<table class=\"wide\">\n" } else { "<table>\n" });
    push_element("caption", &table.caption, text);
    let all: u32 = table.columns.iter().map(|column| column.share).sum::<u32>().max(1);
    text.push_str("<colgroup>");
    for column in &table.columns {
        let _ = write!(text, "<col style=\"width:{}%\">", 100 * column.share / all);
    }
    text.push_str("</colgroup>\n<thead>\n<tr>");
    for column in &table.columns {
        text.push_str("<th scope=\"col\">");
        push_text(&column.heading, text);
        text.push_str("</th>");
    }
    text.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        match &row.anchor {
            Some(anchor) => drop(write!(text, "<tr id=\"{anchor}\">")),
            None => text.push_str("<tr>"),
        }
        for (idx, cell) in row.cells.iter().enumerate() {
            text.push_str(if idx == 0 { "<th scope=\"row\">" } else { "<td>" });
            match &cell[..] {
                [line] => push_text(line, text),
                lines => {
                    for line in lines {
                        text.push_str("<div>");
                        push_text(line, text);
                        text.push_str("</div>");
                    }
                }
            }
            text.push_str(if idx == 0 { "</th>" } else { "</td>" });
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</tbody>\n</table>\n");
}

fn push_element(name: &str, words: &Text<'_>, text: &mut String) {
    let _ = write!(text, "<{name}>");
    push_text(words, text);
    let _ = writeln!(text, "</{name}>");
}

fn push_text(Text(pieces): &Text<'_>, text: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Words(words) => push_printable(words, text),
            // The direction of a name is that of its first letter, and nothing around it is turned by it.
            Piece::Name(name) => push_in("bdi", name, text),
            Piece::Strong(words) => push_in("strong", words, text),
            Piece::Code(words) => push_in("code", words, text),
            Piece::Link(anchor, words) => {
                let _ = write!(text, "<a href=\"#{anchor}\">");
                push_text(words, text);
                text.push_str("</a>");
            }
            Piece::Address(address) => {
                text.push_str("<a rel=\"noreferrer\" href=\"");
                push_printable(address, text);
                text.push_str("\">");
                push_printable(address, text);
                text.push_str("</a>");
            }
        }
    }
}

fn push_in(element: &str, words: &str, text: &mut String) {
    let _ = write!(text, "<{element}>");
    push_printable(words, text);
    let _ = write!(text, "</{element}>");
}

fn push_printable(words: &str, text: &mut String) {
    push_escaped(&printable(words), text);
}

#[cfg(test)]
mod tests {
    use super::super::anchor::Anchor;
    use super::*;

    fn written(block: &Block<'_>) -> String {
        let mut res = String::new();
        Html.block(block, &mut res);
        res
    }

    #[test]
    fn names_are_no_markup_and_turn_no_direction() {
        let text = Text::words("From ").and_name("<b>\u{202e}אב & \"x\"</b>").and(" on");
        let expected = "<p>From <bdi>&lt;b&gt;\\u{202e}אב &amp; &quot;x&quot;&lt;/b&gt;</bdi> on</p>\n";
        assert_eq!(written(&Block::Paragraph(text)), expected);
    }

    #[test]
    fn contents_are_lists_in_lists() {
        let entry = |level, name: &'static str| (level, Text::link(Anchor::section(name), Text::words(name)));
        let contents = [entry(2, "a"), entry(2, "b"), entry(3, "c"), entry(3, "d"), entry(2, "e")];
        let text = written(&Block::Contents(contents.to_vec())).replace('\n', "");
        let expected = "<ul><li><a href=\"#a\">a</a></li><li><a href=\"#b\">b</a><ul><li><a href=\"#c\">c</a></li>\
                        <li><a href=\"#d\">d</a></li></ul></li><li><a href=\"#e\">e</a></li></ul></nav>";
        assert!(text.ends_with(expected), "{text}");
    }
}
