//! What is wrong with a catalog, gathered with file, line and column.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::text::{Step, Texts, locate};
use crate::finding::{Code, Finding, Subject, TextPosition};

/// The most findings that one file gets. Whoever has more mistakes in a file mends some and looks again.
const MAX_IN_FILE: usize = 100;

/// Findings about a catalog.
#[derive(Debug)]
pub struct Report<'a> {
    texts: &'a Texts,
    findings: Vec<Finding>,
    /// How many there are about each thing that has a file.
    num_by_path: BTreeMap<String, usize>,
}

impl<'a> Report<'a> {
    /// Begins a report about what was read from `texts`.
    pub(super) fn new(texts: &'a Texts) -> Self {
        Self { texts, findings: Vec::new(), num_by_path: BTreeMap::new() }
    }

    /// Adds a finding about what `steps` lead to in the text about an entity, as `roles/telnet-server`.
    pub(super) fn push(
        &mut self,
        code: Code,
        entity: &str,
        steps: &[Step<'_>],
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let num = self.num_by_path.entry(entity.to_owned()).or_default();
        *num += 1;
        let file = self.texts.file(entity);
        let text = self.texts.get(entity);
        let finding = match (*num).cmp(&(MAX_IN_FILE + 1)) {
            Ordering::Less => {
                let at = text.map(|text| locate(text, steps));
                Finding::new(code, Subject::File { file, at }, message, hint)
            }
            Ordering::Equal => {
                let at = text.map(|_| TextPosition { line: 1, column: 1 });
                let message =
                    format!("there are more than {MAX_IN_FILE} mistakes in this file; the rest is not listed");
                Finding::new(code, Subject::File { file, at }, message, "mend those that are listed first")
            }
            Ordering::Greater => return,
        };
        self.findings.push(finding);
    }

    /// What was found, in the order in which it was.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}
