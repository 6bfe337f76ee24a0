//! The whole document: its head from the plan, its long lists cell by cell.

use std::io::{self, Write};

use serde::Serialize;

use super::flow::FlowForm;
use super::head::{ReferenceForm, RequestForm, TunnelForm, ZoneForm};
use super::rule::RuleForm;
use crate::export::pairs::Job;
use crate::export::pipeline::in_order;
use crate::export::{ExportError, NOTICE, SameZone};
use crate::matrix::Merge;
use crate::table::RuleRow;

/// Writes everything.
pub(in crate::export) fn write(job: &Job<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let plan = job.matrix.plan();
    out.write_all(b"{")?;
    let mut keys = Keys { out, is_first: true };
    keys.value("format", "portolan")?;
    keys.value("format_version", &1)?;
    keys.value("catalog_date", &job.catalog.as_of)?;
    keys.value("notice", NOTICE)?;
    keys.value("title", &plan.title)?;
    keys.value("note", &plan.note)?;
    keys.value("request", &RequestForm::from(&plan.request))?;
    keys.value("need", job.options.need.label())?;
    keys.value("same_zone", &(job.options.same_zone == SameZone::Include))?;
    keys.list("zones", |list| job.zones.iter().try_for_each(|zone| list.entry(&ZoneForm::from(&**zone))))?;
    keys.list("tunnels", |list| plan.tunnels.iter().try_for_each(|tunnel| list.entry(&TunnelForm::from(tunnel))))?;
    keys.list("documents", |list| {
        job.catalog.references.iter().try_for_each(|reference| list.entry(&ReferenceForm::from(reference)))
    })?;
    keys.cells("rules", job, add_rules)?;
    keys.cells("flows", job, add_flows)?;
    Ok(out.write_all(b"\n}\n")?)
}

fn add_rules(job: &Job<'_>, pair: (usize, usize), list: &mut List) -> Result<(), ExportError> {
    if job.has_nothing_open(pair) {
        return Ok(());
    }
    let cell = job.cell(pair);
    for rule in &cell.rules(Merge::Ranges) {
        if job.options.need.admits(rule.need) {
            let row = RuleRow::new((job.catalog, job.matrix.plan()), job.ends(pair), &cell, rule);
            list.entry(&RuleForm::from(&row))?;
        }
    }
    Ok(())
}

fn add_flows(job: &Job<'_>, pair: (usize, usize), list: &mut List) -> Result<(), ExportError> {
    if job.is_left_out(pair) {
        return Ok(());
    }
    let cell = job.cell(pair);
    let mut flows = cell.flows.iter().filter(|flow| job.options.need.admits_flow(&flow.need));
    flows.try_for_each(|flow| list.entry(&FlowForm::new(job, pair, flow)))
}

/// The keys of the outermost object, a line each.
struct Keys<'a> {
    out: &'a mut dyn Write,
    is_first: bool,
}

impl Keys<'_> {
    fn key(&mut self, key: &str) -> Result<(), ExportError> {
        let comma = if std::mem::take(&mut self.is_first) { "" } else { "," };
        Ok(write!(self.out, "{comma}\n  \"{key}\": ")?)
    }

    fn value(&mut self, key: &str, value: &(impl Serialize + ?Sized)) -> Result<(), ExportError> {
        self.key(key)?;
        Ok(serde_json::to_writer(&mut *self.out, value).map_err(io::Error::from)?)
    }

    /// A list whose entries are there already.
    fn list(&mut self, key: &str, fill: impl FnOnce(&mut List) -> Result<(), ExportError>) -> Result<(), ExportError> {
        self.key(key)?;
        let mut list = List::default();
        fill(&mut list)?;
        let mut lines = Lines { out: self.out, is_empty: true };
        lines.take(&list)?;
        lines.end()
    }

    /// A list whose entries are made from the cells while it is written.
    fn cells(
        &mut self,
        key: &str,
        job: &Job<'_>,
        add: impl Fn(&Job<'_>, (usize, usize), &mut List) -> Result<(), ExportError> + Sync,
    ) -> Result<(), ExportError> {
        self.key(key)?;
        let mut lines = Lines { out: self.out, is_empty: true };
        let make = |positions| {
            let mut list = List::default();
            for position in positions {
                job.check_cancelled()?;
                add(job, job.pair(position), &mut list)?;
            }
            Ok(list)
        };
        in_order(job, make, |list| lines.take(&list))?;
        lines.end()
    }
}

/// Entries of a list, each after a comma and on a line of its own.
#[derive(Default)]
struct List(Vec<u8>);

impl List {
    const BEFORE_ENTRY: &'static [u8] = b",\n    ";

    fn entry(&mut self, entry: &impl Serialize) -> Result<(), ExportError> {
        self.0.extend_from_slice(Self::BEFORE_ENTRY);
        Ok(serde_json::to_writer(&mut self.0, entry).map_err(io::Error::from)?)
    }
}

/// A list on its way out, one part after another.
struct Lines<'a> {
    out: &'a mut dyn Write,
    is_empty: bool,
}

impl Lines<'_> {
    fn take(&mut self, List(bytes): &List) -> Result<(), ExportError> {
        if bytes.is_empty() {
            return Ok(());
        }
        if std::mem::take(&mut self.is_empty) {
            self.out.write_all(b"[")?;
            Ok(self.out.write_all(&bytes[1..])?)
        } else {
            Ok(self.out.write_all(bytes)?)
        }
    }

    fn end(self) -> Result<(), ExportError> {
        Ok(self.out.write_all(if self.is_empty { b"[]" } else { b"\n  ]" })?)
    }
}
