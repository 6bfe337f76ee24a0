//! From a text to a plan, and what is to be said about the text.

use super::comments::first_comment_line;
use super::format::PlanFile;
use crate::finding::{Code, Finding, Subject, TextPosition};
use crate::plan::Plan;
use crate::ron_text::{Fault, options};

/// A text is no plan.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{message} (line {}, column {})", at.line, at.column)]
pub struct PlanFileError {
    /// What is wrong and what to do about it.
    pub message: String,
    /// Where in the text.
    pub at: TextPosition,
}

/// A plan that was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReadPlan {
    /// The plan, in canonical order.
    pub plan: Plan,
    /// What is to be said about the text: comments.
    pub findings: Vec<Finding>,
}

impl ReadPlan {
    /// Whether the text has comments, which [`write`](super::write()) does not keep.
    #[must_use]
    pub fn has_comments(&self) -> bool {
        self.findings.iter().any(|finding| finding.code == Code::FileComments)
    }
}

/// Reads a plan. A byte order mark is skipped, lines may end in CRLF.
///
/// # Errors
/// When the text is no RON, when its format is newer than [`FORMAT`](super::FORMAT), or when a field is unknown,
/// missing, there twice or of the wrong type, or when the plan holds more of something than can be worked with.
pub fn read(text: &str) -> Result<ReadPlan, PlanFileError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let PlanFile(shape) = options().from_str(text).map_err(|err| {
        let Fault { message, at } = Fault::new(&err, text);
        PlanFileError { message, at }
    })?;
    let plan = Plan::from(shape);
    plan.check_size()
        .map_err(|err| PlanFileError { message: err.to_string(), at: TextPosition { line: 1, column: 1 } })?;
    let mut findings = Vec::new();
    if let Some(line) = first_comment_line(text) {
        findings.push(Finding::new(
            Code::FileComments,
            Subject::Plan,
            format!("the file has comments, the first in line {line}"),
            "saving a changed plan drops them: move what matters into a note",
        ));
    }
    Ok(ReadPlan { plan, findings })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` is refused at the mark `¦`, with a message that holds `expected`.
    fn check_refused(text: &str, expected: &str) {
        let before: Vec<_> = text.split('¦').next().unwrap_or_default().split('\n').collect();
        let column = before.last().map_or(0, |line| line.chars().count()) + 1;
        let err = read(&text.replace('¦', "")).expect_err(text);
        assert!(err.message.contains(expected), "{text}: {err}");
        assert_eq!(err.at, TextPosition { line: before.len(), column }, "{text}: {err}");
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, expected) in [
            ("(format: 1, ¦titel: \"T\")", "unknown field “titel” in plan: did you mean “title”?"),
            ("(\n  format: 1,\n  title: ¦5,\n)", "a text is expected here: put it in quotes"),
            (
                "(format: 1, zones: [(id: \"a\", ¦colour: red)])",
                "unknown field “colour” in zone: did you mean “color”?",
            ),
            ("(format: 1, zones: [(id: \"a\", color: ¦pink)])", "“pink” is not a color: write one of blue, teal,"),
            ("(format: 1, zones: [(name: \"A\"¦)])", "missing field “id” in zone: add it"),
            ("(format: 1, zones: ¦5)", "a list is expected here"),
            ("(format: 1, assumptions: {\"netbios\": ¦\"in_use\"})", "without quotes"),
            ("(format: 1, assumptions: {\"netbios\": unused, \"¦netbios\": in_use})", "\"netbios\" stands here twice"),
            (
                "(format: 1, rpc: (strategy: restricted(5, 4¦)))",
                "(5, 4) is no range of ports: write the lower one first",
            ),
            (
                "(format: 1, rpc: (strategy: pinned({\"ntds\": ¦70000})))",
                "70000 is not a port: ports go from 1 to 65535",
            ),
            ("(format: 1, rpc: (strategy: pinned({\"ntds\": \"¦9-3\"})))", "“9-3” is no port and no range: write"),
            (
                "(format: 1, pairs: [(source: \"a\", destination: \"b\"), (source: \"a\", destination: \"b\")¦])",
                "twice",
            ),
            ("(format: 1, overrides: [¦drop(match: ())])", "“drop” is not an override: write one of suppress, add"),
            ("(format: 1, overrides: [suppress(reason: \"r\"¦)])", "missing field “match” in suppress"),
            ("(format: 1, overrides: [suppress(match: (¦sourcezone: \"a\"))])", "did you mean “source_zone”?"),
            ("(format: 1, title: \"A\", ¦title: \"B\")", "the field “title” stands here twice"),
            ("(¦title: \"T\", format: 1)", "the format must stand first: begin with (format: 2,"),
            ("(format: 1) ¦5", "the file has ended here"),
            (
                "(format: 1, overrides: [suppress(match: (), ¦until: \"2030-01-01\")])",
                "unknown field “until” in suppress",
            ),
            ("(format: 2, accepted: [(finding: \"f\", by: \"B\"¦)])", "missing field “reason” in acceptance: add it"),
            (
                "(format: 2, accepted: [(finding: \"f\", reason: \"R\", by: \"B\", until: \"¦2027-02-29\")])",
                "“2027-02-29” is no day: write a day as YYYY-MM-DD",
            ),
            (
                "(format: 2, accepted: [(finding: \"f\", about: [\"a\"], reason: \"1\", by: \"B\"), (finding: \"f\", about: [\"a\"], reason: \"2\", by: \"B\")¦])",
                "a finding “f” about the same is accepted here twice",
            ),
            ("(format: 2, roles: [(id: \"a\", name: \"A\", ¦ports: 1)])", "unknown field “ports” in role"),
            ("(format: 2, roles: [(id: \"a\"¦)])", "missing field “name” in role: add it"),
            (
                "(format: 2, roles: [(id: \"Payroll\", name: \"A\")¦])",
                "“Payroll” is no id of a role: write lower case letters, digits and hyphens",
            ),
            (
                "(format: 2, roles: [(id: \"a\", name: \"A\"), (id: \"a\", name: \"B\")¦])",
                "the role “a” stands here twice",
            ),
            (
                "(format: 2, roles: [(id: \"a\", name: \"A\", listens: [(transport: tcp)])¦])",
                "TCP has ports: say on which it listens",
            ),
            (
                "(format: 2, roles: [(id: \"a\", name: \"A\", listens: [(transport: ¦sctp)])])",
                "“sctp” is not a transport",
            ),
            ("(format: 2, roles: [(id: \"a\", name: \"A\", calls: [(¦to: \"b\")])])", "unknown field “to” in call"),
        ] {
            check_refused(text, expected);
        }
    }

    fn codes(text: &str) -> Vec<Code> {
        read(text).expect(text).findings.iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn a_mark_and_line_ends_are_no_matter_and_comments_are_told() {
        assert_eq!(codes("\u{feff}(\r\n    format: 1,\r\n    title: \"// T\",\r\n)\r\n"), []);
        assert_eq!(codes("(format: 1) // here"), [Code::FileComments]);
    }

    #[test]
    fn a_format_is_known_or_refused_in_words_about_formats() {
        for format in ["1", "2", " 2 /* here */"] {
            assert!(read(&format!("(format: {format}, title: \"T\")")).is_ok(), "{format}");
        }
        let newer = "this program reads formats 1 to 2 and has changed nothing: open it with a newer version";
        for (format, expected) in [
            ("3", format!("the plan has format 3, {newer}")),
            ("99", format!("the plan has format 99, {newer}")),
            ("4294967296", format!("the plan has format 4294967296, {newer}")),
            ("99999999999999999999999999", format!("the plan has format 99999999999999999999999999, {newer}")),
            ("0", "there is no format 0: write format: 2".to_owned()),
            ("-1", "“-1” is no format, which is a whole number from 1: write format: 2".to_owned()),
            ("1.5", "“1.5” is no format".to_owned()),
            ("\"2\"", "“\"2\"” is no format".to_owned()),
            ("two", "“two” is no format".to_owned()),
        ] {
            // Nothing behind the format is looked at: it may be anything.
            let text = format!("(format: {format}, novelty: from_above, zones: 5)");
            let err = read(&text).expect_err(&text);
            assert!(err.message.contains(&expected) && !err.message.contains("port"), "{text}: {err}");
            assert_eq!(err.at.line, 1);
        }
    }

    #[test]
    fn a_message_quotes_little_of_a_long_field() {
        let long = "x".repeat(3000);
        for text in [
            format!("(format: {long})"),
            format!("(format: {})", "9".repeat(3000)),
            format!("(format: 1, {long}: 1)"),
            format!("(format: 1, zones: [(id: \"a\", color: {long})])"),
            format!("(format: 1, rpc: (strategy: pinned({{\"ntds\": \"{long}\"}})))"),
            format!("(format: 1, assumptions: {{\"{long}\": in_use, \"{long}\": in_use}})"),
            format!("(format: 1, rpc: (mapper_only: \"{long}\"))"),
            format!("(format: 1, rpc: \"{long}\")"),
            format!(
                "(format: 1, pairs: [(source: \"{long}\", destination: \"b\"), (source: \"{long}\", destination: \"b\")])"
            ),
            format!(
                "(format: 2, accepted: [(finding: \"{long}\", reason: \"\", by: \"\"), (finding: \"{long}\", reason: \"\", by: \"\")])"
            ),
            format!("(format: 2, accepted: [(finding: \"f\", reason: \"\", by: \"\", until: \"{long}\")])"),
            format!("{long}(format: 1)"),
        ] {
            let err = read(&text).expect_err(&text);
            assert!(err.message.chars().count() < 400, "{err}");
        }
    }
}
