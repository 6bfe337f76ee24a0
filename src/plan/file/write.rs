//! The layout of the text: brackets, lines, indentation and quotes. It knows no field.

use super::form::Form as _;
use super::shapes::PlanRecord;
use crate::plan::Plan;

/// Lists of short texts stand on one line as long as it has at most so many characters.
const LINE_WIDTH: usize = 100;
const INDENT: &str = "    ";

/// Writes a plan in its canonical form: the same plan, the same bytes.
///
/// Fields in a fixed order, defaults left out, maps and sets sorted, a line for each placement,
/// LF at each line's end, the last one included.
#[must_use]
pub fn write(plan: &Plan) -> String {
    let mut out = Writer::default();
    PlanRecord::from(plan.clone()).write(&mut out);
    out.text.push('\n');
    out.text
}

/// A text in the making.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    /// How many brackets with lines of their own are open.
    depth: usize,
    /// Inside a bracket on one line: everything in it stays on that line.
    is_inline: bool,
}

/// How the items of a bracket stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Layout {
    /// On one line.
    Inline,
    /// Each on a line of its own, unless a bracket around it is inline.
    Rows,
    /// On one line if they fit, else as rows.
    Fitting,
}

impl Writer {
    /// What was written, for pieces that are put together by hand.
    pub(super) fn inline(write: impl FnOnce(&mut Self)) -> String {
        let mut out = Self { is_inline: true, ..Self::default() };
        write(&mut out);
        out.text
    }

    /// Adds text as it is.
    pub(super) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds a string: in quotes, with everything escaped that would end it, break the line or hide.
    pub(super) fn quoted(&mut self, text: &str) {
        self.text.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.text.extend(['\\', c]),
                '\n' => self.raw("\\n"),
                '\r' => self.raw("\\r"),
                '\t' => self.raw("\\t"),
                _ if c.is_control() || is_invisible(c) => self.text.extend(c.escape_unicode()),
                _ => self.text.push(c),
            }
        }
        self.text.push('"');
    }

    /// Adds a bracket, the items that `fill` gives, and the bracket that closes it.
    pub(super) fn group(&mut self, [open, close]: [char; 2], layout: Layout, fill: impl Fn(&mut Items<'_>)) {
        let was_inline = self.is_inline;
        let start = self.text.len();
        self.is_inline = was_inline || layout != Layout::Rows;
        self.text.push(open);
        fill(&mut Items { is_first: true, out: self });
        self.close(close);
        self.is_inline = was_inline;
        let line_start = self.text[..start].rfind('\n').map_or(0, |idx| idx + 1);
        if layout == Layout::Fitting && !was_inline && self.text[line_start..].chars().count() > LINE_WIDTH {
            self.text.truncate(start);
            self.group([open, close], Layout::Rows, fill);
        }
    }

    fn close(&mut self, bracket: char) {
        if !self.is_inline {
            self.line();
        }
        self.text.push(bracket);
    }

    fn line(&mut self) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(INDENT, self.depth));
    }
}

/// The items of an open bracket.
pub(super) struct Items<'a> {
    out: &'a mut Writer,
    is_first: bool,
}

impl Items<'_> {
    /// Adds an item and what separates it from its neighbors.
    pub(super) fn item(&mut self, write: impl FnOnce(&mut Writer)) {
        if self.out.is_inline {
            if !self.is_first {
                self.out.raw(", ");
            }
            write(self.out);
        } else {
            self.out.depth += 1;
            self.out.line();
            write(self.out);
            self.out.depth -= 1;
            self.out.text.push(',');
        }
        self.is_first = false;
    }
}

/// Characters that turn or hide the text around them: a reviewer must see them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every field, as it is written.
    const CANONICAL: &str = r#"(
    format: 2,
    title: "Branch office",
    note: "First line\nSecond line",
    request: (
        ticket: "CHG-1",
        requester: "R",
        owner: "O",
        justification: "J",
        valid_until: "2027-01-31",
    ),
    assumptions: {
        "ldaps": unused,
        "netbios": in_use,
    },
    scenarios: {
        "Mail-based replication": declined,
    },
    rpc: (strategy: pinned({"netlogon": 50001, "ntds": 50000}), mapper_only: true),
    scopes: [
        (id: "corp", kind: "ad-domain", name: "corp.example", forest: "corp.example"),
    ],
    trusts: [
        (trusting: "corp", trusted: "partner", direction: two_way, kind: forest),
    ],
    zones: [
        (
            id: "clients",
            name: "Clients",
            addresses: ["10.1.0.0/16", "10.2.0.1-10.2.0.9"],
            trust: low,
            color: teal,
            note: "N",
            os: ["windows-10", "windows-11"],
            assumptions: {
                "netbios": optional,
            },
            rpc: restricted(50000, 50255),
            placements: [
                (role: "dc"),
                (role: "dc", os: ["server-2022"], scopes: {"ad-domain": "corp"}, serves: ["a", "b"], without: ["dns"], rpc: dynamic, dynamic_range: (50000, 51000), ports: {"sql/dac": "1434-1435", "sql/tds": 1500}, note: "N"),
            ],
        ),
        (
            id: "core",
            placements: [
            ],
        ),
    ],
    pairs: [
        (source: "clients", destination: "core", assumptions: {"netbios": unused}, scenarios: {"S": accepted}, mapper_only: false, note: "N"),
    ],
    tunnels: [
        (kind: "l2tp-ipsec", zones: ("clients", "core"), endpoints: (["192.0.2.1"], []), carries: selection([(source_zone: "clients", transport: tcp, ports: 445)]), opener: "clients", note: "N"),
    ],
    overrides: [
        suppress(match: (source_zone: "clients", destination_zone: "core", source_role: "a", destination_role: "b", service: "smb", transport: udp, ports: "137-138"), reason: "R"),
        add(source_zone: "core", destination_zone: "clients", source_role: "S", destination_role: "D", service: "Backup agent", application_protocol: "Backup", transport: tcp, ports: "9000-9010", scenario: "S", reason: "R"),
    ],
    accepted: [
        (finding: "legacy-protocol", about: ["clients", "core", "telnet"], reason: "R", by: "B", until: "2027-01-31"),
        (finding: "many-ports", reason: "R", by: "B"),
    ],
)
"#;

    #[test]
    fn a_canonical_file_survives_to_the_byte() {
        let plan = crate::plan::file::read(CANONICAL).expect("the file").plan;
        assert_eq!(write(&plan), CANONICAL);
    }

    fn check(layout: Layout, items: &[&str], expected: &str) {
        let mut out = Writer::default();
        out.group(['[', ']'], layout, |list| items.iter().for_each(|text| list.item(|out| out.quoted(text))));
        assert_eq!(out.text, expected);
    }

    #[test]
    fn a_list_stands_as_its_layout_says() {
        check(Layout::Inline, &["a", "b"], r#"["a", "b"]"#);
        check(Layout::Rows, &["a", "b"], "[\n    \"a\",\n    \"b\",\n]");
        check(Layout::Fitting, &["a", "b"], r#"["a", "b"]"#);
        let long = "x".repeat(LINE_WIDTH);
        check(Layout::Fitting, &[&long, "b"], &format!("[\n    \"{long}\",\n    \"b\",\n]"));
    }

    #[test]
    fn strings_are_escaped_and_read_back() {
        for (text, expected) in [
            ("Zürich “quoted” 日本", "\"Zürich “quoted” 日本\""),
            ("a\"b\\c", r#""a\"b\\c""#),
            ("1\r\n\t2", r#""1\r\n\t2""#),
            ("\0\u{7f}\u{85}", r#""\u{0}\u{7f}\u{85}""#),
            ("\u{202e}\u{feff}", r#""\u{202e}\u{feff}""#),
        ] {
            let written = Writer::inline(|out| out.quoted(text));
            assert_eq!(written, expected);
            assert_eq!(ron::from_str::<String>(&written).as_deref(), Ok(text));
        }
    }
}
