//! The whole document: its head from the plan, its long lists cell by cell.

use std::io::{self, Write};

use serde::Serialize;

use super::decisions::Decisions;
use super::object::Json;
use crate::export::pipeline::in_order;
use crate::export::run::ExportRun;
use crate::export::{ExportError, Exporter, NOTICE, Pairs, SameZone};
use crate::matrix::Merge;
use crate::table::FlowRow;

/// Everything.
pub(in crate::export) static DOCUMENT: Exporter = Exporter {
    name: "json",
    extension: "json",
    content: "all-flows",
    description: "Zones, rules and all flows with their reasons",
    leaves_out: "the settings of zones and placements",
    can_be_compact: false,
    takes_profile: false,
    most_zones: None,
    write,
};

fn write(run: &ExportRun<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    // The pairs are walked twice: for the rules, then for the flows.
    run.progress.start(2 * run.num_pairs());
    let plan = run.matrix.plan();
    out.write_all(b"{")?;
    let mut keys = Keys { out, is_first: true };
    keys.value("format", "portolan")?;
    keys.value("format_version", &1)?;
    keys.value("catalog_date", &run.catalog.as_of)?;
    keys.value("notice", NOTICE)?;
    keys.value("title", &plan.title)?;
    keys.value("note", &plan.note)?;
    keys.value("request", &Json(&plan.request))?;
    keys.value("need", run.options.need.label())?;
    keys.value("same_zone", &(run.options.same_zone == SameZone::Include))?;
    match &run.options.pairs {
        Pairs::All => {}
        pairs @ (Pairs::Of(_) | Pairs::Between { .. }) => keys.value("written_pairs", &Json((pairs, plan)))?,
    }
    if !run.options.filter.is_empty() {
        keys.value("filter", run.options.filter.text())?;
    }
    keys.list("zones", |list| run.zones.iter().try_for_each(|zone| list.entry(&Json(&**zone))))?;
    keys.list("tunnels", |list| plan.tunnels.iter().try_for_each(|tunnel| list.entry(&Json(tunnel))))?;
    keys.value("decisions", &Decisions(plan))?;
    keys.list("pairs", |list| plan.pairs.iter().try_for_each(|pair| list.entry(&Json(pair))))?;
    keys.list("accepted", |list| plan.accepted.iter().try_for_each(|risk| list.entry(&Json(risk))))?;
    keys.list("documents", |list| {
        run.catalog.references.iter().try_for_each(|reference| list.entry(&Json(reference)))
    })?;
    keys.cells("rules", run, add_rules)?;
    keys.cells("flows", run, add_flows)?;
    Ok(out.write_all(b"\n}\n")?)
}

fn add_rules(run: &ExportRun<'_>, pair: (usize, usize), list: &mut List) -> Result<(), ExportError> {
    run.each_rule(pair, Merge::Ranges, |row| list.entry(&Json(row)))
}

fn add_flows(run: &ExportRun<'_>, pair: (usize, usize), list: &mut List) -> Result<(), ExportError> {
    if run.is_left_out(pair) {
        return Ok(());
    }
    let cell = run.cell(pair);
    let (source, destination) = run.zones_of(pair);
    run.flows(pair, &cell).try_for_each(|flow| {
        let row = FlowRow { catalog: run.catalog, plan: run.matrix.plan(), source, destination, flow };
        list.entry(&Json(&row))
    })
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
        run: &ExportRun<'_>,
        add: impl Fn(&ExportRun<'_>, (usize, usize), &mut List) -> Result<(), ExportError> + Sync,
    ) -> Result<(), ExportError> {
        self.key(key)?;
        let mut lines = Lines { out: self.out, is_empty: true };
        let make = |positions, taken: Option<List>| {
            let mut list = taken.unwrap_or_default();
            list.0.clear();
            run.pairs(positions).try_for_each(|pair| add(run, pair?, &mut list))?;
            Ok(list)
        };
        in_order(run, make, |list| lines.take(list))?;
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
