//! What a report is made of: headings, paragraphs, tables and a picture, with links among them. It knows neither the plan nor
//! how any of it is written.

use std::borrow::Cow;

use super::anchor::Anchor;

/// What a report begins with.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// What the report is about.
    pub title: String,
}

/// Something in a report.
#[derive(Clone, Debug)]
pub(super) enum Block<'a> {
    /// A section begins, with its heading.
    Begin {
        /// How deep it stands: 2 for those of the report itself, and more for what is in them.
        level: u8,
        /// What links to it name.
        anchor: Anchor,
        /// Its heading.
        heading: Text<'a>,
    },
    /// The section that began last ends.
    End,
    /// Some sentences.
    Paragraph(Text<'a>),
    /// What nobody must overlook.
    Notice(Text<'a>),
    /// Texts one below another.
    List(Vec<Text<'a>>),
    /// The table of contents: how deep each entry stands, and the link.
    Contents(Vec<(u8, Text<'a>)>),
    /// A table.
    Table(Table<'a>),
    /// The picture of the plan.
    Picture {
        /// The picture as SVG, without a declaration.
        svg: String,
        /// What it shows, and where the same stands as text.
        about: Text<'a>,
    },
}

/// A table. What stands first in a row is its heading.
#[derive(Clone, Debug)]
pub(super) struct Table<'a> {
    /// What it holds.
    pub caption: Text<'a>,
    /// Its columns.
    pub columns: Vec<Column<'a>>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Row<'a>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column<'a> {
    /// Its heading.
    pub heading: Text<'a>,
    /// Its share of the table's width, to those of the others.
    pub share: u32,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    /// What links to it name; `None`: nothing links to it.
    pub anchor: Option<Anchor>,
    /// Its cells, each with its lines.
    pub cells: Vec<Vec<Text<'a>>>,
}

/// A line of text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Text<'a>(pub Vec<Piece<'a>>);

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece<'a> {
    /// Words of the program or of the catalog.
    Words(Cow<'a, str>),
    /// What the user wrote, in whatever language and with whatever characters.
    Name(Cow<'a, str>),
    /// What stands out: ports, decisions.
    Strong(Cow<'a, str>),
    /// What is to be copied letter by letter: an id, an address.
    Code(Cow<'a, str>),
    /// A way to another place of the report.
    Link(Anchor, Text<'a>),
    /// The public address of a document.
    Address(Cow<'a, str>),
}

impl<'a> Text<'a> {
    /// Words of the program or of the catalog.
    pub(super) fn words(words: impl Into<Cow<'a, str>>) -> Self {
        Self(vec![Piece::Words(words.into())])
    }

    /// What the user wrote.
    pub(super) fn name(name: impl Into<Cow<'a, str>>) -> Self {
        Self(vec![Piece::Name(name.into())])
    }

    /// Words that stand out.
    pub(super) fn strong(words: impl Into<Cow<'a, str>>) -> Self {
        Self(vec![Piece::Strong(words.into())])
    }

    /// A way to another place of the report.
    pub(super) fn link(to: Anchor, text: Self) -> Self {
        Self(vec![Piece::Link(to, text)])
    }

    /// Adds words.
    #[must_use]
    pub(super) fn and(self, words: impl Into<Cow<'a, str>>) -> Self {
        self.with(Piece::Words(words.into()))
    }

    /// Adds what the user wrote.
    #[must_use]
    pub(super) fn and_name(self, name: impl Into<Cow<'a, str>>) -> Self {
        self.with(Piece::Name(name.into()))
    }

    /// Adds a piece.
    #[must_use]
    pub(super) fn with(mut self, piece: Piece<'a>) -> Self {
        self.0.push(piece);
        self
    }

    /// Adds a text.
    #[must_use]
    pub(super) fn then(mut self, text: Self) -> Self {
        self.0.extend(text.0);
        self
    }

    /// The texts as one, with these words between each two.
    pub(super) fn joined(texts: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        let mut res = Self::default();
        for (idx, text) in texts.into_iter().enumerate() {
            if idx > 0 {
                res = res.and(between);
            }
            res = res.then(text);
        }
        res
    }

    /// The lines of what the user wrote, which may have several.
    pub(super) fn lines(text: &'a str) -> Vec<Self> {
        text.lines().map(Self::name).collect()
    }
}

impl<'a> Table<'a> {
    /// A table without rows. Each column has its heading and its share of the width.
    pub(super) fn new(caption: Text<'a>, columns: &[(&'static str, u32)]) -> Self {
        let column = |&(heading, share): &(&'static str, u32)| Column { heading: Text::words(heading), share };
        Self { caption, columns: columns.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Adds a row that nothing links to.
    pub(super) fn row(&mut self, cells: Vec<Vec<Text<'a>>>) {
        self.rows.push(Row { anchor: None, cells });
    }
}
