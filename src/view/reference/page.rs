//! A page of the reference as rows of plain texts and links. Where they stand on the screen is not its business.

use crate::ids::{OsIdx, ReferenceIdx, RoleIdx, RpcServerIdx, ScenarioIdx, ServiceIdx};
use crate::view::thousands;

/// What a page is about: a position in the catalog.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Entry {
    /// A system service.
    Service(ServiceIdx),
    /// A role.
    Role(RoleIdx),
    /// A scenario.
    Scenario(ScenarioIdx),
    /// An RPC server.
    RpcServer(RpcServerIdx),
    /// An OS version.
    Os(OsIdx),
    /// A document.
    Document(ReferenceIdx),
}

/// What a page is about, and where a link leads.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Topic {
    /// What a search finds; without words, the by-port table.
    Search(String),
    /// An entity.
    Entry(Entry),
}

/// A page.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Page {
    /// Its heading.
    pub title: String,
    /// What kind of thing it is about, and what else it is called.
    pub kind: String,
    /// Its rows, top to bottom.
    pub rows: Vec<PageRow>,
    /// Its links in reading order: the row, and the part of it.
    pub links: Vec<(usize, usize)>,
    /// Its table of ports with the headings first, to be copied; empty where it has none.
    pub table: Vec<Vec<String>>,
}

/// A row of a page.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PageRow {
    /// How it is set.
    pub form: RowForm,
    /// By how many steps it is moved in.
    pub indent: u8,
    /// Columns of their own at the left: the ports and the application protocol.
    pub ports: Option<(String, String)>,
    /// Texts and links, left to right.
    pub parts: Vec<Part>,
    /// What stands weak at the right.
    pub detail: String,
}

/// How a row is set.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum RowForm {
    /// The heading of what follows.
    Heading,
    /// One line, cut where there is no room.
    #[default]
    Line,
    /// As many lines as its parts need.
    Flow,
    /// Weak text, wrapped.
    Text,
}

/// A text, or a link.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    /// What is written.
    pub text: String,
    /// Where it leads; `None`: it is no link.
    pub to: Option<Topic>,
}

impl Page {
    /// The first link of the next row that has any, at the same position in its row if there is one.
    #[must_use]
    pub fn link_below(&self, link_idx: usize) -> usize {
        let Some(&(row, part)) = self.links.get(link_idx) else { return link_idx };
        let next = self.links.iter().map(|(of, _)| *of).find(|of| *of > row);
        next.map_or(link_idx, |next| self.link_in(next, part))
    }

    /// As [`Page::link_below`], for the row above.
    #[must_use]
    pub fn link_above(&self, link_idx: usize) -> usize {
        let Some(&(row, part)) = self.links.get(link_idx) else { return link_idx };
        let next = self.links.iter().rev().map(|(of, _)| *of).find(|of| *of < row);
        next.map_or(link_idx, |next| self.link_in(next, part))
    }

    /// The link of a row that stands at `part` or before it; else the row's first.
    fn link_in(&self, row: usize, part: usize) -> usize {
        let first = self.links.partition_point(|(of, _)| *of < row);
        let beyond = self.links.partition_point(|at| *at <= (row, part));
        beyond.saturating_sub(1).max(first)
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: PageRow) {
        let is_link = |(_, part): &(usize, &Part)| part.to.is_some();
        let row_idx = self.rows.len();
        self.links.extend(row.parts.iter().enumerate().filter(is_link).map(|(part_idx, _)| (row_idx, part_idx)));
        self.rows.push(row);
    }

    /// Adds a heading with a count, unless nothing follows it.
    pub(super) fn heading(&mut self, text: impl Into<String>, count: usize) {
        if count > 0 {
            let (parts, detail) = (vec![Part::text(text)], thousands(count));
            self.push(PageRow { form: RowForm::Heading, parts, detail, ..PageRow::default() });
        }
    }

    /// Begins what is told in sentences, behind a table.
    pub(super) fn about(&mut self) {
        if !self.rows.is_empty() {
            self.push(PageRow { form: RowForm::Heading, parts: vec![Part::text("About")], ..PageRow::default() });
        }
    }

    /// Adds a weak text unless it is empty.
    pub(super) fn text(&mut self, indent: u8, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.push(PageRow { form: RowForm::Text, indent, parts: vec![Part::text(text)], ..PageRow::default() });
        }
    }

    /// Adds a line of parts.
    pub(super) fn line(&mut self, indent: u8, parts: Vec<Part>, detail: impl Into<String>) {
        self.push(PageRow { indent, parts, detail: detail.into(), ..PageRow::default() });
    }
}

impl Part {
    /// A text.
    pub(in crate::view) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), to: None }
    }

    /// A link to the page of an entity.
    pub(in crate::view) fn link(text: impl Into<String>, entry: Entry) -> Self {
        Self { text: text.into(), to: Some(Topic::Entry(entry)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: usize, expected_below: usize, expected_above: usize) {
        let mut page = Page::default();
        let link = |idx: usize| Part::link("x", Entry::Role(RoleIdx::from(idx)));
        page.line(0, vec![link(0)], "");
        page.heading("Heading", 2);
        page.line(0, vec![link(1), Part::text("to"), link(2)], "");
        page.line(0, vec![link(3), Part::text("to"), link(4)], "");
        page.line(0, vec![Part::text("from"), link(5)], "");
        assert_eq!((page.link_below(from), page.link_above(from)), (expected_below, expected_above), "from {from}");
    }

    #[test]
    fn up_and_down_go_from_row_to_row_and_keep_to_their_column() {
        for (from, below, above) in [(0, 1, 0), (1, 3, 0), (2, 4, 0), (4, 5, 2), (5, 5, 3), (9, 9, 9)] {
            check(from, below, above);
        }
    }
}
