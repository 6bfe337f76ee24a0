//! The ports of a role or a system service as a table: what stands first on its page, and what is copied of it.

use std::collections::{BTreeMap, BTreeSet};

use itertools::Itertools as _;

use super::maker::Maker;
use super::page::{Page, PageRow, Part, RowForm};
use crate::catalog::{EndpointRef, Need};
use crate::ids::{ReferenceIdx, RoleIdx, ServiceIdx};
use crate::matrix::Line;
use crate::net::{PortRange, Transport};
use crate::view::lookup::MAX_NARROW;

/// How many roles and documents a row names; what is copied names all.
const MAX_ROLES: usize = 3;
const MAX_DOCUMENTS: usize = 1;

/// The headings of the table that is copied.
const HEAD: [&str; 7] = ["Direction", "Transport", "Ports", "Application protocol", "Other end", "Need", "Documents"];

/// Who opens the connection.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Direction {
    /// The other end: the port is listened on here.
    From,
    /// This end.
    To,
}

impl Direction {
    fn label(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
        }
    }
}

/// How much the ports of a row say. The least comes last.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Width {
    Narrow,
    Wide,
    None,
}

/// What a row is about. The order of the fields is the order of the rows: by number, wide ranges and none last.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
struct Key<'a> {
    direction: Direction,
    width: Width,
    range: Option<PortRange>,
    transport: Transport,
    protocol: &'a str,
    /// `required` or `optional`; empty: nobody connects.
    need: &'static str,
}

/// What a row says beside that.
struct Row {
    endpoint: EndpointRef,
    others: BTreeSet<RoleIdx>,
    documents: BTreeSet<ReferenceIdx>,
}

type Rows<'a> = BTreeMap<Key<'a>, Row>;

impl<'a> Maker<'a> {
    /// Adds the ports on which a role and what it brings listen, and those that they connect to.
    pub(super) fn ports_of_role(&self, page: &mut Page, effective: &[RoleIdx]) {
        let mut rows = Rows::new();
        let table = &self.index.table;
        for &as_role in effective {
            for line in table.by_destination[as_role].iter().map(|&idx| &table.lines[idx]) {
                self.add(&mut rows, Direction::From, line, line.connection.role);
            }
            for line in table.by_source[as_role].iter().map(|&idx| &table.lines[idx]) {
                self.add(&mut rows, Direction::To, line, line.destination);
            }
        }
        self.write(page, &rows);
    }

    /// Adds the ports on which a service listens, with who connects.
    pub(super) fn ports_of_service(&self, page: &mut Page, service_idx: ServiceIdx) {
        let mut rows = Rows::new();
        for endpoint in self.catalog.services[service_idx].endpoints.keys() {
            let endpoint_ref = EndpointRef { service: service_idx, endpoint };
            let mut is_called = false;
            for line in self.index.lines_to(endpoint_ref) {
                is_called = true;
                self.add(&mut rows, Direction::From, line, line.connection.role);
            }
            if !is_called {
                let row = self.row(&mut rows, Direction::From, endpoint_ref, "");
                row.documents.extend(self.catalog.endpoint(endpoint_ref).references.iter().copied());
            }
        }
        self.write(page, &rows);
    }

    fn add(&self, rows: &mut Rows<'a>, direction: Direction, line: &Line, other: RoleIdx) {
        let need = match line.need {
            Need::Required => "required",
            Need::Optional(_) => "optional",
        };
        let row = self.row(rows, direction, line.endpoint, need);
        row.others.insert(other);
        row.documents.extend(line.references.iter().copied());
    }

    fn row<'r>(
        &self,
        rows: &'r mut Rows<'a>,
        direction: Direction,
        endpoint_ref: EndpointRef,
        need: &'static str,
    ) -> &'r mut Row {
        let endpoint = self.catalog.endpoint(endpoint_ref);
        let range = self.index.shown_range(endpoint_ref);
        let (transport, protocol) = (endpoint.transport, &*endpoint.application_protocol);
        let width = match range {
            // Wider ones stand behind those that a service has to itself.
            Some(range) if range.num_ports() <= MAX_NARROW => Width::Narrow,
            Some(_) => Width::Wide,
            None => Width::None,
        };
        let key = Key { direction, width, range, transport, protocol, need };
        let new = || Row { endpoint: endpoint_ref, others: BTreeSet::new(), documents: BTreeSet::new() };
        rows.entry(key).or_insert_with(new)
    }

    fn write(&self, page: &mut Page, rows: &Rows<'a>) {
        for (direction, heading) in [(Direction::From, "Ports it listens on"), (Direction::To, "Ports it connects to")]
        {
            let of_direction = || rows.iter().filter(|(key, _)| key.direction == direction);
            page.heading(heading, of_direction().count());
            for (key, row) in of_direction() {
                let shown = self.endpoint_row(0, row.endpoint, self.parts(key, row));
                page.push(PageRow { form: RowForm::Flow, detail: String::new(), ..shown });
            }
        }
        if !rows.is_empty() {
            page.table = vec![HEAD.map(str::to_owned).to_vec()];
            page.table.extend(rows.iter().map(|(key, row)| self.cells(key, row)));
        }
    }

    /// The need, the other end and the documents of a row, as texts and links.
    fn parts(&self, key: &Key<'_>, row: &Row) -> Vec<Part> {
        let mut res = Vec::new();
        if !row.others.is_empty() {
            res.extend([key.need, key.direction.label()].map(Part::text));
            res.extend(row.others.iter().take(MAX_ROLES).map(|&role_idx| self.role_link(role_idx)));
            res.extend(more(row.others.len(), MAX_ROLES));
        }
        if !row.documents.is_empty() {
            res.push(Part::text("·"));
            // The shortest name: KB 832017 rather than a title of two lines.
            let by_length = |idx: &&ReferenceIdx| self.catalog.references[**idx].label.len();
            res.extend(
                row.documents.iter().sorted_by_key(by_length).take(MAX_DOCUMENTS).map(|&idx| self.document_link(idx)),
            );
            res.extend(more(row.documents.len(), MAX_DOCUMENTS));
        }
        res
    }

    fn cells(&self, key: &Key<'_>, row: &Row) -> Vec<String> {
        let others: Vec<&str> = row.others.iter().map(|&idx| &*self.catalog.roles[idx].name).collect();
        let documents: Vec<&str> = row.documents.iter().map(|&idx| &*self.catalog.references[idx].label).collect();
        let ports = key.range.map(|range| range.to_string()).unwrap_or_default();
        let transport = key.transport.to_string();
        let (others, documents) = (others.join("; "), documents.join("; "));
        let cells = [key.direction.label(), &transport, &ports, key.protocol, &others, key.need, &documents];
        cells.map(str::to_owned).to_vec()
    }
}

/// How many are not named; nothing where all are.
fn more(all: usize, most: usize) -> Option<Part> {
    (all > most).then(|| Part::text(format!("and {} more", all - most)))
}
