//! What is wrong with a catalog, gathered with file, line and column.

use std::collections::BTreeMap;

use super::text::{Step, Texts, locate};
use crate::finding::{Code, Finding, Place, Position};

/// The most findings that one file gets. Whoever has more mistakes in a file mends some and looks again.
const MAX_IN_FILE: usize = 100;

/// Findings about a catalog.
#[derive(Debug)]
pub struct Report<'a> {
    texts: &'a Texts,
    findings: Vec<Finding>,
    num_by_file: BTreeMap<String, usize>,
}

impl<'a> Report<'a> {
    /// Begins a report about what was read from `texts`.
    pub(super) fn new(texts: &'a Texts) -> Self {
        Self { texts, findings: Vec::new(), num_by_file: BTreeMap::new() }
    }

    /// Adds a finding about the fact at the end of `path` in `file`.
    pub(super) fn push(
        &mut self,
        code: Code,
        file: &str,
        path: &[Step<'_>],
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let num = self.num_by_file.entry(file.to_owned()).or_default();
        *num += 1;
        if *num > MAX_IN_FILE {
            if *num == MAX_IN_FILE + 1 {
                let position = self.texts.get(file).map(|_| Position { line: 1, column: 1 });
                self.findings.push(Finding::new(
                    code,
                    Place::File { file: file.to_owned(), position },
                    format!("there are more than {MAX_IN_FILE} mistakes in this file; the rest is not listed"),
                    "mend those that are listed first",
                ));
            }
            return;
        }
        let position = self.texts.get(file).map(|text| locate(text, path));
        self.findings.push(Finding::new(code, Place::File { file: file.to_owned(), position }, message, hint));
    }

    /// What was found, in the order in which it was.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}
