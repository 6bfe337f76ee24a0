//! From a text to a plan, and what is to be said about the text.

use super::comments::first_comment_line;
use super::error::PlanFileError;
use super::form::{Mode, parse};
use super::shapes::{FORMAT, PlanFile};
use crate::finding::{Code, Finding, Place};
use crate::plan::Plan;

/// A plan that was read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ReadPlan {
    /// The plan, in canonical order.
    pub plan: Plan,
    /// What is to be said about the text: comments, a newer format.
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
/// What a newer version of the format added is kept in the `unknown` of the struct it stands in, as raw RON,
/// and so is what this program knows in another shape.
///
/// # Errors
/// When the text is no RON. When its format is known: also when a field is unknown, missing or of the wrong type.
pub fn read(text: &str) -> Result<ReadPlan, PlanFileError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let PlanFile(record) = parse(text, Mode::Strict).map_err(|err| PlanFileError::new(&err, text))?;
    let plan = Plan::from(record);
    let mut findings = Vec::new();
    if plan.format > FORMAT {
        findings.push(Finding::new(
            Code::FileNewer,
            Place::Plan,
            format!("the file has format {}, this program knows {FORMAT}", plan.format),
            "what is new in it is kept and written back, but has no effect here: use a newer version of the program",
        ));
    }
    if let Some(line) = first_comment_line(text) {
        findings.push(Finding::new(
            Code::FileComments,
            Place::Plan,
            format!("the file has comments, the first in line {line}"),
            "saving a changed plan drops them: move what matters into a note",
        ));
    }
    Ok(ReadPlan { plan, findings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Position;
    use crate::plan::Edit;
    use crate::plan::file::write;

    /// `text` is refused at the mark `¦`, with a message that holds `expected`.
    fn check_refused(text: &str, expected: &str) {
        let before: Vec<_> = text.split('¦').next().unwrap_or_default().split('\n').collect();
        let column = before.last().map_or(0, |line| line.chars().count()) + 1;
        let err = read(&text.replace('¦', "")).expect_err(text);
        assert!(err.message.contains(expected), "{text}: {err}");
        assert_eq!(err.position, Position { line: before.len(), column }, "{text}: {err}");
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
            ("(¦title: \"T\", format: 1)", "the format must stand first: begin with (format: 1,"),
            ("(format: ¦0)", "there is no format 0"),
            ("(format: 1) ¦5", "the plan has ended here"),
            // Of a newer version the shape is free, the syntax is not.
            ("(format: 2, novelty: 1 ¦title: \"T\")", "a comma is missing here"),
            ("(format: 2, novelty: 1, ¦novelty: 2)", "twice"),
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
        assert_eq!(codes("(format: 2, /* here */ novelty: 1)"), [Code::FileNewer, Code::FileComments]);
    }

    /// `line` stays as it is in a file of a newer version, also when the plan is changed.
    fn check_kept(line: &str) -> Plan {
        let text = format!("(\n    format: 2,\n    {}\n)\n", line.trim());
        let read = read(&text).expect(line);
        assert_eq!(read.findings.first().map(|finding| finding.code), Some(Code::FileNewer));
        assert_eq!(write(&read.plan), text);
        let edited = read.plan.applied(&Edit::SetNote("N".to_owned())).expect(line);
        assert_eq!(write(&edited).replace("    note: \"N\",\n", ""), text);
        read.plan
    }

    #[test]
    fn what_a_newer_version_wrote_is_kept_to_the_byte() {
        for line in [
            "novelty: Later(  x: [1,2.50 , 'c'], y: r#\"\"\"#, z: {\"k\": Some(())}  ),",
            "r#no-vel.ty: 0x10,",
            "rpc: (strategy: restricted(5, 6), novelty: 1),",
            "rpc: (strategy: by_service({\"ntds\": 5}), mapper_only: true),",
            "title: (de: \"Plan\", en: \"Plan\"),",
            "assumptions: {\n        \"netbios\": in_use,\n        \"wins\": only_from([\"a\"]),\n    },",
            "scopes: [\n        (id: \"corp\", kind: \"ad-domain\", novelty: a(b: 1)),\n    ],",
            "scopes: [(kind: \"no-id\")],",
            "trusts: [\n        (trusting: \"a\", trusted: \"b\", direction: it_depends, novelty: 1),\n    ],",
            "zones: [\n        (\n            id: \"a\",\n            trust: critical,\n            os: [\"x\", version(\"y\")],\n            placements: [\n                (role: \"r\", ports: {\"s/e\": 5, \"s/f\": (tcp: 6)}, novelty: [1,\n 2]),\n                [\"r\"],\n            ],\n            novelty: 1,\n        ),\n    ],",
            "zones: [\n        (\n            id: \"a\",\n            placements: {\"r\": 1},\n        ),\n    ],",
            "pairs: [\n        (source: \"a\", destination: \"b\", mapper_only: perhaps, novelty: 1),\n    ],",
            "tunnels: [\n        (kind: \"k\", zones: (\"a\", \"b\"), carries: selection([(source_zone: \"a\", novelty: 1)]), novelty: 1),\n    ],",
            "overrides: [\n        add(source_zone: \"a\", destination_zone: \"b\", transport: tcp, reason: \"r\", novelty: 1),\n        suppress(match: (), until: \"2030-01-01\"),\n        rewrite(from: 1),\n    ],",
        ] {
            check_kept(line);
        }
    }

    #[test]
    fn what_is_new_costs_nothing_that_is_known() {
        let plan =
            check_kept("overrides: [\n        suppress(match: (), reason: \"r\"),\n        rewrite(from: 1),\n    ],");
        assert_eq!(plan.overrides.len(), 1);
        let plan = check_kept("rpc: (mapper_only: true, novelty: 1),");
        assert!(plan.mapper_only);
    }
}
