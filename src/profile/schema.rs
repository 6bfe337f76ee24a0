//! Everything that a profile says. Its shape is that of the file: a profile is nothing but what stands there.

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::words::{Notation, Words};

/// How the rows of a request are written for one form.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename = "profile", deny_unknown_fields)]
pub struct Profile {
    /// Equals the file's stem.
    pub id: String,
    /// What people call the form.
    pub name: String,
    /// What it is for, in a sentence without a full stop.
    pub summary: String,
    /// Where its columns come from; empty: from the user.
    #[serde(default, skip_serializing_if = "is_default")]
    pub columns_from: String,
    /// Who reads it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reader: Reader,
    /// How its files are written as text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: TextForm,
    /// How ports, services and lists are written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notation: Notation,
    /// Its words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub words: Words,
    /// Its files. Several go into a folder.
    pub files: Vec<FormFile>,
}

impl Profile {
    /// Whether it has several files, or may have, which go into a folder.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        self.files.len() > 1 || self.files.iter().any(FormFile::may_go_on)
    }

    /// The same as far as a sheet of a workbook has it: one that runs nothing, holds every character and has room for all rows.
    #[must_use]
    pub fn in_a_sheet(&self) -> Self {
        let mut res = self.clone();
        (res.text.formula_guard, res.text.encoding) = (false, Encoding::Utf8);
        for file in &mut res.files {
            (file.most_rows, file.most_rows_by) = (None, None);
        }
        res
    }

    /// Its one file, where that has rows of rules; `None`: it has others.
    #[must_use]
    pub fn rule_file(&self) -> Option<&FormFile> {
        match &self.files[..] {
            [file] if file.rows.are_rules() => Some(file),
            _ => None,
        }
    }

    /// Whether rows of some file may be merged on demand.
    #[must_use]
    pub fn can_be_compact(&self) -> bool {
        self.files.iter().any(FormFile::may_be_compact)
    }
}

/// Who reads a form, and so what becomes of what it can't say.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename(serialize = "reader", deserialize = "a reader"), rename_all = "snake_case", deny_unknown_fields)]
pub enum Reader {
    /// People: addresses stand as the plan has them, and what is blank is to be filled by them.
    People {
        /// For any address; `None`: as the plan has it.
        #[serde(default, skip_serializing_if = "is_default")]
        any: Option<String>,
        /// For addresses and ports that are not known yet.
        #[serde(default, skip_serializing_if = "is_default")]
        to_be_filled: String,
        /// The header of the column that takes what has none of its own; `None`: such rows are left out.
        #[serde(default, skip_serializing_if = "is_default")]
        notes_in: Option<String>,
    },
    /// A program: whatever it can't be told is left out and counted, for a blank cell means any to it.
    Machine {
        /// For any address; `None`: it has no word for that.
        #[serde(default, skip_serializing_if = "is_default")]
        any: Option<String>,
        /// How it takes ranges of addresses.
        #[serde(default, skip_serializing_if = "is_default")]
        ranges: AddressRanges,
        /// Whether it takes DNS names.
        #[serde(default, skip_serializing_if = "is_default")]
        names: bool,
        /// Whether it takes addresses of IPv6.
        #[serde(default, skip_serializing_if = "is_default")]
        ipv6: bool,
    },
}

impl Default for Reader {
    fn default() -> Self {
        Self::People { any: None, to_be_filled: String::new(), notes_in: None }
    }
}

/// How ranges of addresses are written that are no block.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename(serialize = "ranges", deserialize = "a notation of ranges"), rename_all = "snake_case")]
pub enum AddressRanges {
    /// First and last address with a hyphen between them.
    #[default]
    Hyphen,
    /// As the blocks that they consist of.
    Blocks,
}

/// How files are written as text.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename = "text", deny_unknown_fields, default)]
pub struct TextForm {
    /// What stands between two cells: one character of ASCII.
    pub delimiter: char,
    /// How characters become bytes.
    pub encoding: Encoding,
    /// Whether the file begins with a byte order mark.
    pub bom: bool,
    /// How lines end.
    pub line_end: LineEnd,
    /// Whether the first line tells spreadsheets the delimiter: `sep=;`.
    pub sep_line: bool,
    /// What stands before the first header.
    pub header_marker: String,
    /// Which cells are quoted.
    pub quoting: Quoting,
    /// Whether what a spreadsheet would run as a formula gets an apostrophe before it. Programs would take it for a part
    /// of the name.
    pub formula_guard: bool,
    /// The longest cell; `None`: of any length.
    pub longest_cell: Option<Length>,
}

impl Default for TextForm {
    fn default() -> Self {
        Self {
            delimiter: ',',
            encoding: Encoding::Utf8,
            bom: false,
            line_end: LineEnd::Crlf,
            sep_line: false,
            header_marker: String::new(),
            quoting: Quoting::WhereNeeded,
            formula_guard: true,
            longest_cell: None,
        }
    }
}

/// How characters become bytes.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename(serialize = "encoding", deserialize = "an encoding"))]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "utf_8")]
    Utf8,
    /// UTF-16, the lower byte first.
    #[serde(rename = "utf_16le")]
    Utf16le,
    /// Windows-1252, of Western European systems. It lacks most characters.
    #[serde(rename = "windows_1252")]
    Windows1252,
}

/// How lines end.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename(serialize = "lines", deserialize = "an end of lines"), rename_all = "snake_case")]
pub enum LineEnd {
    /// Carriage return and line feed.
    Crlf,
    /// Line feed.
    Lf,
}

impl LineEnd {
    /// The characters.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Crlf => "\r\n",
            Self::Lf => "\n",
        }
    }
}

/// Which cells are quoted.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename(serialize = "quoting", deserialize = "a quoting"), rename_all = "snake_case")]
pub enum Quoting {
    /// Those that would fall apart without.
    WhereNeeded,
    /// All.
    Always,
}

/// How long a cell may be.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename(serialize = "length", deserialize = "a length"), rename_all = "snake_case")]
pub enum Length {
    /// So many characters.
    Characters(usize),
    /// So many bytes of UTF-8.
    Bytes(usize),
    /// So many units of UTF-16, as spreadsheets count.
    Utf16(usize),
}

/// One file of a form.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename = "file", deny_unknown_fields)]
pub struct FormFile {
    /// What the file is called, with its ending.
    pub name: String,
    /// What has a row.
    pub rows: Rows,
    /// What each row is split by; empty: it is not.
    #[serde(default, skip_serializing_if = "is_default")]
    pub split: Vec<Split>,
    /// Whether rows may be merged on demand to one for each pair of zones, transport and need.
    #[serde(default, skip_serializing_if = "is_default")]
    pub can_be_compact: bool,
    /// Lines before the header, cell by cell. Blank cells at their ends are left out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: Vec<Vec<Field>>,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The most rows that a file may have; what is more goes into further files. `None`: any number.
    #[serde(default, skip_serializing_if = "is_default")]
    pub most_rows: Option<usize>,
    /// The id of a limit of the catalog that says the same.
    #[serde(default, skip_serializing_if = "is_default")]
    pub most_rows_by: Option<String>,
    /// The ids of limits of the catalog that hold for its rows. What goes over one is said, for another file would not
    /// help; ports beyond one stand in a row of their own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub limits: Vec<String>,
}

impl FormFile {
    /// Whether what it has no room for goes into further files.
    #[must_use]
    pub fn may_go_on(&self) -> bool {
        self.most_rows.is_some() || self.most_rows_by.is_some()
    }

    /// What has a row: where columns hold the ends of a range, each range has one, whatever else was asked for.
    #[must_use]
    pub fn row_kind(&self) -> Rows {
        if self.rows.are_rules() && self.has_ends_of_ranges() { Rows::Ports } else { self.rows }
    }

    /// Whether its rows may be merged on demand.
    #[must_use]
    pub fn may_be_compact(&self) -> bool {
        self.can_be_compact && self.rows == Rows::Ports && !self.has_ends_of_ranges()
    }

    fn has_ends_of_ranges(&self) -> bool {
        self.columns.iter().any(|column| matches!(column.field, Field::PortFrom | Field::PortTo))
    }

    /// Whether ports or types stand apart from their transport, so that a row can have but one transport.
    #[must_use]
    pub fn has_one_transport_a_row(&self) -> bool {
        let stands_apart = |field: &Field| {
            matches!(field, Field::DestinationPorts | Field::IcmpType | Field::IcmpCode | Field::IpProtocol)
        };
        self.columns.iter().any(|column| stands_apart(&column.field))
    }

    /// A file without columns, for the rules of a form that has objects alone.
    pub(crate) fn of_objects_alone() -> Self {
        Self {
            name: String::new(),
            rows: Rows::Ports,
            split: Vec::new(),
            can_be_compact: false,
            before: Vec::new(),
            columns: Vec::new(),
            most_rows: None,
            most_rows_by: None,
            limits: Vec::new(),
        }
    }
}

/// What has a row in a file.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename(serialize = "rows", deserialize = "a kind of rows"), rename_all = "snake_case")]
pub enum Rows {
    /// Each port or range of a rule.
    Ports,
    /// Each rule: one transport, and all its ports.
    Rules,
    /// Each pair of zones or machines, with all that goes between them.
    Pairs,
    /// Each address that rows of the form name.
    Addresses,
    /// Each service that rows of the form name.
    Services,
}

impl Rows {
    /// Whether rows are of rules, and not of the objects that those name.
    #[must_use]
    pub fn are_rules(self) -> bool {
        match self {
            Self::Ports | Self::Rules | Self::Pairs => true,
            Self::Addresses | Self::Services => false,
        }
    }
}

/// What a row of rules is split by. Ports have rows of their own by [`Rows::Ports`].
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename(serialize = "split", deserialize = "a split"), rename_all = "snake_case")]
pub enum Split {
    /// One source address a row.
    Sources,
    /// One destination address a row.
    Destinations,
}

/// A column: its header, and what stands below.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename = "column", deny_unknown_fields)]
pub struct Column {
    /// The header, to the letter.
    pub header: String,
    /// What stands in it.
    pub field: Field,
    /// The longest cell; `None`: as of all columns.
    #[serde(default, skip_serializing_if = "is_default")]
    pub longest: Option<Length>,
    /// The id of a limit of the catalog that says how long; `longest` goes before it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub longest_by: Option<String>,
}

impl Column {
    /// A column with cells of any length.
    #[must_use]
    pub fn new(header: impl Into<String>, field: Field) -> Self {
        Self { header: header.into(), field, longest: None, longest_by: None }
    }
}

/// Whether a value need not be written, since it is what stands for one that is missing.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
