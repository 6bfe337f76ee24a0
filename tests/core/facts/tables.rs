//! The copied tables, read. It knows no catalog and judges nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use portolan::net::Transport;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Every table below `tests/facts`. Their columns are told in `tests/facts/README.md`.
pub(super) struct Facts {
    /// `kb832017-services.csv`, verbatim.
    pub services: Vec<ServiceRow>,
    /// `kb832017-ports.csv`, verbatim.
    pub ports: Vec<PortRow>,
    /// `flows-*.csv`, verbatim, with the name of the file.
    pub flows: Vec<(String, Vec<FlowRow>)>,
    /// `slips.csv`.
    pub slips: Vec<Slip>,
    /// `additional-endpoints.csv`.
    pub additional: Vec<Additional>,
    /// `port-table-names.csv`.
    pub port_names: Vec<PortName>,
    /// `left-out/*.csv`, by the flow table that they speak of.
    pub left_out: BTreeMap<String, Vec<LeftOut>>,
    /// `role-names/*.csv`, by group of flow tables.
    pub role_names: BTreeMap<String, Vec<RoleName>>,
    /// `flow-names/*.csv`, by group of flow tables.
    pub flow_names: BTreeMap<String, Vec<FlowName>>,
    /// `sections.csv`.
    pub sections: Vec<SectionPair>,
    /// `directions/*.csv`.
    pub directions: Vec<Direction>,
    /// `conditions.csv`.
    pub conditions: Vec<ConditionRow>,
    /// `choosable.csv`.
    pub choosable: Vec<Choosable>,
}

/// A row of the service tables whose port the administrator can choose.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Choosable {
    pub section: String,
    /// The row's label.
    pub row: String,
    pub document: String,
    pub why: String,
}

/// A row of the service tables.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ServiceRow {
    pub section: String,
    pub service_name: String,
    pub application_protocol: String,
    pub transport: String,
    pub ports: String,
    pub kind: String,
    pub note: String,
}

/// A row of the by-port table.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct PortRow {
    pub port: String,
    pub transport: String,
    pub application_protocol: String,
    pub service_names: String,
}

/// A row of who calls whom.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct FlowRow {
    pub consumer: String,
    pub provider: String,
    pub application_protocol: String,
    pub transport: String,
    pub ports: String,
    pub kind: String,
    pub condition: String,
    pub source_doc: String,
}

/// A row that the catalog does not follow to the letter.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Slip {
    /// The file without `.csv`.
    pub table: String,
    /// The row's label.
    pub row: String,
    /// The application protocol that the catalog has instead; empty: it has nothing.
    pub instead: String,
    pub reason: String,
}

/// A row of a flow table that no connection states, or not to the letter.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct LeftOut {
    /// The row's label.
    pub row: String,
    /// `local-only`, `superseded-by-document` or `misprint`.
    pub kind: String,
    /// `transport ports` that the connection has instead; empty: there is none.
    pub instead: String,
    pub reason: String,
}

/// An endpoint that no row of the service tables states.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Additional {
    pub system_service: String,
    pub application_protocol: String,
    pub transport: String,
    pub ports: String,
    pub kind: String,
    pub source_role: String,
    pub destination_role: String,
    pub document: String,
    pub reason: String,
}

/// How the by-port table calls a service or a protocol.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct PortName {
    /// `service` or `protocol`.
    pub what: String,
    /// The table's name.
    pub name: String,
    /// The service, by the table's name, that a protocol's name is meant for; empty: all.
    pub service: String,
    /// Our names, joined by `; `.
    pub ours: String,
}

/// Whom the flow tables mean.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct RoleName {
    pub name: String,
    /// Role ids, joined by `; `.
    pub role: String,
    /// `other` for a role of another domain or forest, otherwise empty.
    pub domain: String,
}

/// What the flow tables mean by a protocol.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct FlowName {
    pub application_protocol: String,
    /// Empty: any.
    pub transport: String,
    /// Part of the row's condition; empty: any.
    pub condition: String,
    /// Ids of the services that it stands for, joined by `; `; each must be there.
    pub services: String,
    /// Id of the tunnel kind that opens it; empty: a connection does.
    pub tunnel: String,
    /// The role that opens it where that is not the one that the row names.
    pub source_role: String,
    /// The role that listens, likewise.
    pub destination_role: String,
}

/// Which rows of a section flow from one role to another.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SectionPair {
    pub section: String,
    pub source_role: String,
    pub destination_role: String,
    /// `all`, `all but …`, or labels of rows, joined by `; `.
    pub rows: String,
    /// `yes`: the rows' port is the one that it comes from, and it goes to the dynamic range of the side that asked.
    pub answer: String,
}

/// A connection whose direction no other table settles.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Direction {
    pub source_role: String,
    pub destination_role: String,
    pub connection: String,
    /// Its transports and ports, joined by `; `.
    pub ports: String,
    /// How the scopes must relate, where the direction of a trust hangs on it; otherwise empty.
    pub scope: String,
    /// Id of the reference.
    pub document: String,
    pub why: String,
}

/// A row of a section that flows, or does not, between two roles on two OS versions.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct ConditionRow {
    pub section: String,
    /// The row's label.
    pub row: String,
    pub source_role: String,
    pub source_os: String,
    pub destination_role: String,
    pub destination_os: String,
    /// `yes` or `no`, with every assumption in use.
    pub flows: String,
    pub why: String,
}

impl Facts {
    /// Reads the tables of this repository.
    pub(super) fn read() -> Self {
        let flow_files = stems("").into_iter().filter(|name| name.starts_with("flows-"));
        Self {
            services: table("kb832017-services"),
            ports: table("kb832017-ports"),
            flows: flow_files.map(|name| (name.clone(), table(&name))).collect(),
            slips: table("slips"),
            additional: table("additional-endpoints"),
            port_names: table("port-table-names"),
            left_out: tables("left-out"),
            role_names: tables("role-names"),
            flow_names: tables("flow-names"),
            sections: table("sections"),
            directions: tables("directions").into_values().flatten().collect(),
            conditions: table("conditions"),
            choosable: table("choosable"),
        }
    }

    /// The titles of the sections, in the order of the document.
    pub(super) fn section_titles(&self) -> Vec<&str> {
        let mut res: Vec<&str> = Vec::new();
        for row in &self.services {
            if !res.contains(&row.section.as_str()) {
                res.push(&row.section);
            }
        }
        res
    }

    /// What the catalog says in place of a row, if the row is a slip.
    pub(super) fn slip(&self, table: &str, row: &str) -> Option<&Slip> {
        self.slips.iter().find(|slip| slip.table == table && slip.row == row)
    }

    /// Whether the port of a row of the service tables can be chosen.
    pub(super) fn is_choosable(&self, row: &ServiceRow) -> bool {
        self.choosable.iter().any(|choosable| choosable.section == row.section && choosable.row == row.label())
    }

    /// What was decided about a row of a flow table that is not followed to the letter.
    pub(super) fn left_out(&self, table: &str, row: &str) -> Option<&LeftOut> {
        self.left_out.get(table)?.iter().find(|left_out| left_out.row == row)
    }

    /// Whom a name of a flow table means.
    pub(super) fn role_name(&self, table: &str, name: &str) -> Option<&RoleName> {
        self.role_names.get(group(table))?.iter().find(|role| role.name == name)
    }

    /// What a row of a flow table means by its protocol: the first line that speaks of it.
    pub(super) fn flow_name(&self, table: &str, row: &FlowRow) -> Option<&FlowName> {
        self.flow_names.get(group(table))?.iter().find(|name| name.means(row))
    }
}

impl ServiceRow {
    /// How other tables name it within its section: `SMB TCP 445`.
    pub(super) fn label(&self) -> String {
        label(&self.application_protocol, &self.transport, &self.ports)
    }
}

impl FlowName {
    /// Whether it speaks of a row. The first of the table that does, counts.
    fn means(&self, row: &FlowRow) -> bool {
        self.application_protocol == row.application_protocol
            && (self.transport.is_empty() || self.transport == row.transport)
            && row.condition.contains(&self.condition)
    }
}

impl FlowRow {
    /// How a message names it.
    pub(super) fn label(&self) -> String {
        let what = label(&self.application_protocol, &self.transport, &self.ports);
        format!("{} to {}: {what} ({})", self.consumer, self.provider, self.condition)
    }
}

/// Protocol, transport and ports, without what is empty.
pub(super) fn label(application_protocol: &str, transport: &str, ports: &str) -> String {
    [application_protocol, transport, ports].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The transport that a table's word names.
pub(super) fn transport(word: &str) -> Option<Transport> {
    Transport::from_label(if word == "ICMPv4" { "ICMP" } else { word })
}

/// The parts of a cell that holds several values.
pub(super) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split("; ").filter(|part| !part.is_empty())
}

/// The names that a flow table shares: those of its own product, or of Active Directory and what lies closest to it.
pub(super) fn group(table: &str) -> &str {
    match table.strip_prefix("flows-").unwrap_or(table) {
        "adds" | "dfs" | "dhcp" | "dns" | "wins" => "active-directory",
        product => product,
    }
}

/// The folder of the tables.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts")
}

/// The names of the tables in a folder, sorted.
fn stems(folder_name: &str) -> Vec<String> {
    let dir = folder().join(folder_name);
    let entries = fs::read_dir(&dir).unwrap_or_else(|err| panic!("{}: {err}", dir.display()));
    let mut res: Vec<String> =
        entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".csv").map(str::to_owned)).collect();
    res.sort();
    res
}

/// The tables of a folder, by name.
fn tables<T: DeserializeOwned>(folder_name: &str) -> BTreeMap<String, Vec<T>> {
    let read = |stem: String| (stem.clone(), table(&format!("{folder_name}/{stem}")));
    stems(folder_name).into_iter().map(read).collect()
}

fn table<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let path = folder().join(format!("{name}.csv"));
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    reader.deserialize().collect::<Result<_, _>>().unwrap_or_else(|err| panic!("{}: {err}", path.display()))
}
