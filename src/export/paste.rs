//! The rules of one pair to paste into something else: as rows of the change request, or of a table in Markdown.

use super::csv::{SEPARATOR, Sheet};
use super::markdown::markdown_table;
use super::pairs::Job;
use super::{Cancel, ExportError, ExportOptions, Progress, SameZone};
use crate::catalog::Catalog;
use crate::matrix::{Matrix, Merge};
use crate::table::{RuleColumn, RuleRow};

/// How rows are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PasteForm {
    /// As the `csv` export writes them.
    Csv,
    /// As rows of a table.
    Markdown,
}

impl PasteForm {
    /// Every form, in the order of menus.
    pub const ALL: [Self; 2] = [Self::Markdown, Self::Csv];

    /// What a menu calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
        }
    }
}

/// The rules from one zone to another in the columns of the `csv` export. Positions are those of the matrix.
///
/// With `rule_id` it is that rule's row alone; without, all rows under their headings.
///
/// # Errors
/// Never in practice: memory takes what is written.
pub fn rows_to_paste(
    catalog: &Catalog,
    matrix: &Matrix,
    pair: (usize, usize),
    rule_id: Option<&str>,
    form: PasteForm,
) -> Result<String, ExportError> {
    let (cancel, progress) = (Cancel::default(), Progress::default());
    let options = ExportOptions { same_zone: SameZone::Include, ..ExportOptions::default() };
    let job = Job::new(catalog, matrix, options, &cancel, &progress);
    let (source, destination) = job.ends(pair);
    let cell = job.cell(pair);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for rule in &cell.rules(Merge::Ranges) {
        if rule_id.is_none_or(|id| rule.id(source.id.as_str(), destination.id.as_str()) == id) {
            let row = RuleRow::new((catalog, matrix.plan()), (source, destination), &cell, rule);
            rows.push(RuleColumn::ALL.iter().map(|column| column.value(&row).joined(SEPARATOR)).collect());
        }
    }
    let has_head = rule_id.is_none();
    match form {
        PasteForm::Csv => csv(&rows, has_head),
        PasteForm::Markdown => Ok(markdown(&rows, has_head)),
    }
}

fn csv(rows: &[Vec<String>], has_head: bool) -> Result<String, ExportError> {
    let mut bytes = Vec::new();
    Sheet::write(&mut bytes, |sheet| {
        if has_head {
            sheet.row(RuleColumn::ALL.iter().map(|column| column.header()))?;
        }
        rows.iter().try_for_each(|row| sheet.row(row))
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn markdown(rows: &[Vec<String>], has_head: bool) -> String {
    let head = has_head.then(|| RuleColumn::ALL.iter().map(|column| column.label()).collect::<Vec<_>>());
    markdown_table(head.as_deref(), rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded_here_too() {
        let rows = [vec!["=1".to_owned(), "a,b".to_owned()]];
        assert_eq!(csv(&rows, false).ok().as_deref(), Some("'=1,\"a,b\"\r\n"));
    }
}
