//! Tables in Markdown. What stands in them is not its business.

/// A table, or its rows alone where there is no head. Each line ends with a line break.
pub(super) fn markdown_table(head: Option<&[String]>, rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let rule = |cells: &[String]| format!("|{}\n", " --- |".repeat(cells.len()));
    let head = head.into_iter().flat_map(|cells| [line(cells), rule(cells)]);
    head.chain(rows.iter().map(|row| line(row))).collect()
}

/// A text that stays in its cell and means nothing else in Markdown.
fn plain(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => res.push_str("<br>"),
            '\r' => {}
            '|' | '\\' | '<' | '*' | '_' | '`' | '[' => res.extend(['\\', c]),
            c => res.push(c),
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_a_table_holds_any_text() {
        for (text, expected) in [
            ("Log on", "Log on"),
            ("a | b", "a \\| b"),
            ("two\r\nlines", "two<br>lines"),
            ("<b> C:\\x *_`[", "\\<b> C:\\\\x \\*\\_\\`\\["),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn a_table_has_a_head_or_rows_alone() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let rows = [row(["1", "a|b"])];
        assert_eq!(markdown_table(None, &rows), "| 1 | a\\|b |\n");
        let head = row(["Id", "Name"]);
        assert_eq!(markdown_table(Some(&head), &rows), "| Id | Name |\n| --- | --- |\n| 1 | a\\|b |\n");
    }
}
