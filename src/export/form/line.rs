//! One row of a form, before it is written.

use super::addresses::Said;
use crate::table::RuleRow;

/// One row of a form.
pub(super) struct Line<'l, 'a> {
    /// The rules that it says; several, between the same machines, where a pair has one row.
    pub(super) rules: &'l [&'l RuleRow<'a>],
    /// The addresses of both ends, source first.
    pub(super) ends: [End<'l>; 2],
    /// What has no column of its own.
    pub(super) note: &'l str,
}

/// The addresses of an end.
#[derive(Clone, Copy)]
pub(super) enum End<'l> {
    /// As the plan has them.
    Planned,
    /// In the form's notation; none where they are to be filled by people.
    Said(&'l [Said]),
}
