//! Text that was copied from a table, as records: parted by tabs, semicolons or commas, with quotes as spreadsheets
//! write them.

/// A line of the table. It may reach over several lines of text where a cell is quoted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(in crate::view) struct Record {
    /// The line of text in which it begins, from 1.
    pub line: usize,
    /// Its cells, without the space around them.
    pub cells: Vec<String>,
    /// A quote opens in it and is never closed.
    pub is_unclosed: bool,
}

/// What the columns of a table hold, by the headings of its first line.
#[derive(Clone, Debug)]
pub(in crate::view) struct Headings<C> {
    /// By position; `None`: not used. Empty: there is no heading.
    named: Vec<Option<C>>,
    /// The headings of columns that are not used.
    pub unused: Vec<String>,
}

impl<C> Default for Headings<C> {
    fn default() -> Self {
        Self { named: Vec::new(), unused: Vec::new() }
    }
}

impl<C: Copy + PartialEq> Headings<C> {
    /// The columns that a record names, if it is a heading. Where several hold the same, the first counts, unless what
    /// they hold `may_repeat`.
    pub(in crate::view) fn of(
        record: &Record,
        column: impl Fn(&str) -> Option<C>,
        may_repeat: impl Fn(C) -> bool,
    ) -> Option<Self> {
        let mut named: Vec<_> = record.cells.iter().map(|cell| column(cell)).collect();
        let num_named = named.iter().flatten().count();
        let num_cells = record.cells.iter().filter(|cell| !cell.is_empty()).count();
        // One word may be a name as well, two are not.
        if num_named < 2 && (num_named, num_cells) != (1, 1) {
            return None;
        }
        for idx in 0..named.len() {
            if named[idx].is_some_and(|column| !may_repeat(column)) && named[..idx].contains(&named[idx]) {
                named[idx] = None;
            }
        }
        let cells = record.cells.iter().zip(&named);
        let unused = cells.filter(|(cell, column)| column.is_none() && !cell.is_empty()).map(|(cell, _)| cell.clone());
        Some(Self { unused: unused.collect(), named })
    }

    /// Whether there is no heading, so that something else tells what a column holds.
    pub(in crate::view) fn are_missing(&self) -> bool {
        self.named.is_empty()
    }

    /// Whether some column holds this.
    pub(in crate::view) fn hold(&self, column: C) -> bool {
        self.named.contains(&Some(column))
    }

    /// What the column of a cell holds; `None`: it is not used.
    ///
    /// # Errors
    /// When it has no heading: what to do about that.
    pub(in crate::view) fn column(&self, idx: usize, cell: &str) -> Result<Option<C>, String> {
        let column = self.named.get(idx).copied();
        column.ok_or_else(|| format!("“{cell}” stands in a column without a heading: give it one"))
    }
}

impl Record {
    /// What is wrong with it as a record.
    pub(in crate::view) fn problem(&self) -> Option<String> {
        self.is_unclosed.then(|| "the quote that opens here is never closed: close it with another one".to_owned())
    }
}

/// A cell as a name and the addresses at its end, where nothing but space parts them: `Core 10.1.0.0/16 10.2.0.0/16`.
pub(in crate::view) fn name_and_addresses(cell: &str, is_address: impl Fn(&str) -> bool) -> (String, Vec<String>) {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let num_last = words.iter().rev().take_while(|word| is_address(word)).count();
    let (name, addresses) = words.split_at(words.len() - num_last);
    (name.join(" "), addresses.iter().map(ToString::to_string).collect())
}

/// The records of a text, but for those that are empty.
pub(in crate::view) fn records(text: &str) -> Vec<Record> {
    let mut res = parted(text, Some(separator(text)));
    res.retain(|record| record.cells.iter().any(|cell| !cell.is_empty()));
    res
}

/// The rows of a block of cells, the empty ones among them. Without tabs, semicolons and commas part cells only if that
/// makes the first row cells of a block, as `is_cell` says; else they part what is listed in one cell.
pub(in crate::view) fn block(text: &str, is_cell: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    let by = separator(text);
    let is_parted = |records: &[Record]| {
        let first = records.iter().find(|record| record.cells.iter().any(|cell| !cell.is_empty()));
        first.is_some_and(|record| record.cells.len() > 1 && record.cells.iter().any(|cell| is_cell(cell)))
    };
    let mut records = parted(text, Some(by));
    if by != '\t' && !is_parted(&records) {
        records = parted(text, None);
    }
    // Spreadsheets end the last line like every other one.
    if text.ends_with(['\n', '\r']) {
        records.pop();
    }
    records.into_iter().map(|record| record.cells).collect()
}

/// Every record of a text; without a separator, each line is one cell.
fn parted(text: &str, separator: Option<char>) -> Vec<Record> {
    let mut res = Vec::new();
    let mut record = Record { line: 1, ..Record::default() };
    let (mut cell, mut line, mut is_quoted) = (String::new(), 1, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_end = c == '\n' || (c == '\r' && chars.peek() != Some(&'\n'));
        line += usize::from(is_end);
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' if is_quoted => is_quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                is_quoted = true;
            }
            _ if is_quoted => cell.push(c),
            _ if is_end => {
                take_cell(&mut record, &mut cell);
                res.push(std::mem::replace(&mut record, Record { line, ..Record::default() }));
            }
            _ if Some(c) == separator => take_cell(&mut record, &mut cell),
            _ => cell.push(c),
        }
    }
    take_cell(&mut record, &mut cell);
    record.is_unclosed = is_quoted;
    res.push(record);
    res
}

fn take_cell(record: &mut Record, cell: &mut String) {
    record.cells.push(cell.trim().to_owned());
    cell.clear();
}

/// A tab wherever there is one, else what comes first in the first line that has either.
fn separator(text: &str) -> char {
    let mut is_quoted = false;
    let mut first = None;
    for c in text.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            '\t' if !is_quoted => return '\t',
            ';' | ',' if !is_quoted => first = first.or(Some(c)),
            _ => {}
        }
    }
    first.unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, &[&str])]) {
        let records = records(text);
        let found: Vec<(usize, Vec<&str>)> =
            records.iter().map(|record| (record.line, record.cells.iter().map(String::as_str).collect())).collect();
        let expected: Vec<(usize, Vec<&str>)> = expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn tabs_semicolons_and_commas_part_cells() {
        check("a\tb, c; d\r\n e \tf", &[(1, &["a", "b, c; d"]), (2, &["e", "f"])]);
        check("a;b, c\nd;e", &[(1, &["a", "b, c"]), (2, &["d", "e"])]);
        check("a,b; c", &[(1, &["a", "b; c"])]);
        check("a\rb", &[(1, &["a"]), (2, &["b"])]);
        check("\n\n a ,\n,,\n", &[(3, &["a", ""])]);
        check("", &[]);
    }

    #[test]
    fn a_block_keeps_its_empty_rows_and_its_lists() {
        let is_cell = |cell: &str| cell.is_empty() || cell == "x";
        let check = |text: &str, expected: &[&[&str]]| assert_eq!(block(text, is_cell), expected, "{text:?}");
        check("x\t\n\t\n\tx\n", &[&["x", ""], &["", ""], &["", "x"]]);
        check("x,\n,x", &[&["x", ""], &["", "x"]]);
        check("a, b\n\nc", &[&["a, b"], &[""], &["c"]]);
        check("x", &[&["x"]]);
    }

    #[test]
    fn quotes_hold_separators_lines_and_quotes() {
        check("\"a\tb\"\t\"1\n2\"\nc\td", &[(1, &["a\tb", "1\n2"]), (3, &["c", "d"])]);
        check("\"say \"\"a\"\"\",b", &[(1, &["say \"a\"", "b"])]);
        check("a, \"b, c\"", &[(1, &["a", "b, c"])]);
        check("5\" pipe,b", &[(1, &["5\" pipe", "b"])]);
        let unclosed = records("a,b\n\"c,d\ne");
        assert_eq!((unclosed[1].line, unclosed[1].is_unclosed), (2, true));
    }
}
