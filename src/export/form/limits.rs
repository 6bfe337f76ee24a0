//! The limits that hold for one file of a form: by words of its own, and by limits of the catalog that it names.

use std::collections::BTreeSet;

use super::report::FormReport;
use crate::catalog::{Catalog, Limit, LimitOf};
use crate::profile::{Column, FormFile, Length};

/// The limits of a file.
#[derive(Default)]
pub(super) struct FileLimits<'f> {
    /// The most rows of a file, what is more going into further ones, and the limit that says so; `None`: the form itself.
    pub(super) most_rows: Option<(usize, Option<&'f Limit>)>,
    /// The most ports of a row.
    pub(super) most_ports: Option<usize>,
    /// Limits of rows that another file would not help.
    pub(super) of_rows: Vec<&'f Limit>,
    /// How long the cells of each column may be, in their order, and the limit that says so.
    longest: Vec<Option<(Length, Option<&'f Limit>)>>,
    /// Ids of limits that the catalog lacks, or that count something else.
    pub(super) unknown: BTreeSet<String>,
}

impl<'f> FileLimits<'f> {
    pub(super) fn of(file: &'f FormFile, form_longest: Option<Length>, catalog: &'f Catalog) -> Self {
        let mut res = Self::default();
        let own = file.most_rows.map(|most| (most, None));
        let by_limit = res.named(catalog, file.most_rows_by.as_ref(), |of| of == LimitOf::Rows);
        let by_limit = by_limit.map(|limit| (limit.most, Some(limit)));
        res.most_rows = own.into_iter().chain(by_limit).min_by_key(|(most, _)| *most);
        for id in &file.limits {
            let is_of_rows = |of| matches!(of, LimitOf::Rows | LimitOf::RowsToZone | LimitOf::Ports);
            let Some(limit) = res.named(catalog, Some(id), is_of_rows) else { continue };
            if limit.of == LimitOf::Ports {
                res.most_ports = Some(res.most_ports.map_or(limit.most, |most| most.min(limit.most)));
            } else {
                res.of_rows.push(limit);
            }
        }
        for column in &file.columns {
            let longest = res.longest_of(column, catalog).or_else(|| form_longest.map(|longest| (longest, None)));
            res.longest.push(longest);
        }
        res
    }

    /// How long the cells of a column may be.
    pub(super) fn longest(&self, column_idx: usize) -> Option<(Length, Option<&'f Limit>)> {
        self.longest.get(column_idx).copied().flatten()
    }

    /// What is to be said of limits that so many rows reach together, and of those that are not known.
    pub(super) fn report(&self, num_rows: usize) -> FormReport {
        let of_all = self.of_rows.iter().filter(|limit| limit.of == LimitOf::Rows && num_rows > limit.most);
        FormReport {
            unknown_limits: self.unknown.clone(),
            too_many_rows: of_all.map(|limit| ((*limit).clone(), num_rows)).collect(),
            ..FormReport::default()
        }
    }

    fn longest_of(&mut self, column: &'f Column, catalog: &'f Catalog) -> Option<(Length, Option<&'f Limit>)> {
        let limit = self.named(catalog, column.longest_by.as_ref(), |of| length(of, 0).is_some());
        let by_limit = limit.and_then(|limit| Some((length(limit.of, limit.most)?, Some(limit))));
        column.longest.map(|longest| (longest, None)).or(by_limit)
    }

    fn named(
        &mut self,
        catalog: &'f Catalog,
        id: Option<&String>,
        fits: impl Fn(LimitOf) -> bool,
    ) -> Option<&'f Limit> {
        let id = id?;
        let found = catalog.limit_idx(id).map(|idx| &catalog.limits[idx]).filter(|limit| fits(limit.of));
        if found.is_none() {
            self.unknown.insert(id.clone());
        }
        found
    }
}

fn length(of: LimitOf, most: usize) -> Option<Length> {
    match of {
        LimitOf::Characters => Some(Length::Characters(most)),
        LimitOf::Bytes => Some(Length::Bytes(most)),
        LimitOf::Utf16 => Some(Length::Utf16(most)),
        LimitOf::Rows | LimitOf::RowsToZone | LimitOf::Ports => None,
    }
}
