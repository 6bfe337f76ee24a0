//! A flow that is being added to what is derived, or changed.

use crate::catalog::Catalog;
use crate::net::{PortRange, Transport};
use crate::plan::{AddedFlow, Edit, Override, Plan, ZoneId};
use crate::view::plan::problems_of_range;

/// A flow that is being added or changed.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct FlowDraft {
    /// The position of the override that is changed; `None`: one is added.
    pub override_idx: Option<usize>,
    /// The zone that opens.
    pub source: Option<ZoneId>,
    /// The zone that listens.
    pub destination: Option<ZoneId>,
    /// The transport; `None`: TCP.
    pub transport: Option<Transport>,
    /// What is typed as the ports.
    pub ports: String,
    /// What is typed as the application protocol.
    pub protocol: String,
    /// What is typed as the service.
    pub service: String,
    /// What is typed as what opens.
    pub source_role: String,
    /// What is typed as what listens.
    pub destination_role: String,
    /// What is typed as the scenario; blank: it is required.
    pub scenario: String,
    /// What is typed as the reason.
    pub reason: String,
}

impl FlowDraft {
    /// A flow between two zones; where one is not known, one is chosen.
    #[must_use]
    pub fn new(plan: &Plan, pair: Option<(&ZoneId, &ZoneId)>) -> Self {
        let zone = |idx: usize| plan.zones.get(idx).or(plan.zones.first()).map(|zone| zone.id.clone());
        let (source, destination) = match pair {
            Some((source, destination)) => (Some(source.clone()), Some(destination.clone())),
            None => (zone(0), zone(1)),
        };
        Self { source, destination, ..Self::default() }
    }

    /// The flow that the override at a position adds; `None`: it adds none.
    #[must_use]
    pub fn of(plan: &Plan, override_idx: usize) -> Option<Self> {
        match plan.overrides.get(override_idx)? {
            Override::Suppress { .. } => None,
            Override::Add { flow, reason } => Some(Self {
                override_idx: Some(override_idx),
                source: Some(flow.source_zone.clone()),
                destination: Some(flow.destination_zone.clone()),
                transport: Some(flow.transport),
                ports: flow.ports.map(|range| range.to_string()).unwrap_or_default(),
                protocol: flow.application_protocol.clone(),
                service: flow.service.clone(),
                source_role: flow.source_role.clone(),
                destination_role: flow.destination_role.clone(),
                scenario: flow.scenario.clone().unwrap_or_default(),
                reason: reason.clone(),
            }),
        }
    }

    /// The transport that is chosen.
    #[must_use]
    pub fn transport(&self) -> Transport {
        self.transport.unwrap_or(Transport::Tcp)
    }

    /// What keeps it from being added, in words that say what to do; `None`: nothing.
    #[must_use]
    pub fn problem(&self, plan: &Plan) -> Option<String> {
        let ends = [(&self.source, "opens"), (&self.destination, "listens")];
        let missing =
            ends.into_iter().find(|(zone, _)| zone.as_ref().is_none_or(|id| plan.zone(id.as_str()).is_none()));
        if let Some((_, verb)) = missing {
            return Some(format!("Choose the zone that {verb}"));
        }
        let (ports, transport) = (self.ports.trim(), self.transport());
        match (transport.has_ports(), ports.is_empty()) {
            (true, true) => Some(format!("{transport} has ports: type one, or a range such as 9000-9010")),
            (false, false) => Some(format!("{transport} has no ports: leave them out")),
            (true, false) => problems_of_range(ports).into_iter().next(),
            (false, true) => None,
        }
        .or_else(|| self.reason.trim().is_empty().then(|| "Say why it is to be open".to_owned()))
    }

    /// The edit that adds or changes it; `None`: something keeps it from being added.
    #[must_use]
    pub fn edit(&self, catalog: &Catalog, plan: &Plan) -> Option<Edit> {
        if self.problem(plan).is_some() {
            return None;
        }
        let text = |typed: &str| typed.trim().to_owned();
        // A role of the catalog is meant by its name, too: the plan names it by its id.
        let role = |typed: &str| {
            let named = catalog.roles.iter().find(|role| role.name.eq_ignore_ascii_case(typed.trim()));
            named.map_or_else(|| text(typed), |role| role.id.to_string())
        };
        let flow = AddedFlow {
            source_zone: self.source.clone()?,
            destination_zone: self.destination.clone()?,
            source_role: role(&self.source_role),
            destination_role: role(&self.destination_role),
            service: text(&self.service),
            application_protocol: text(&self.protocol),
            transport: self.transport(),
            ports: self.ports.trim().parse::<PortRange>().ok(),
            scenario: Some(text(&self.scenario)).filter(|scenario| !scenario.is_empty()),
        };
        let entry = Override::Add { flow, reason: text(&self.reason) };
        let mut overrides = plan.overrides.clone();
        let label = if let Some(before) = self.override_idx.and_then(|idx| overrides.get_mut(idx)) {
            *before = entry;
            "Change added flow"
        } else {
            overrides.push(entry);
            "Add flow"
        };
        Some(Edit::Several { label: label.to_owned(), edits: vec![Edit::SetOverrides(overrides)] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::catalog_dir;
    use crate::plan::file;

    fn plan(overrides: &str) -> Plan {
        let text =
            format!(r#"(format: 2, zones: [(id: "a", name: "A"), (id: "b", name: "B")], overrides: [{overrides}])"#);
        file::read(&text).expect("the plan").plan
    }

    #[test]
    fn a_flow_is_added_and_changed_in_its_place() {
        let (catalog, _) = catalog_dir::with_overlay(&[]);
        let before = plan(r#"suppress(match: (source_zone: "a"), reason: "R")"#);
        let mut draft = FlowDraft::new(&before, None);
        assert_eq!(draft.problem(&before).as_deref(), Some("TCP has ports: type one, or a range such as 9000-9010"));
        (draft.ports, draft.destination_role) = ("9000-9010".to_owned(), "sql server database engine".to_owned());
        assert_eq!(draft.problem(&before).as_deref(), Some("Say why it is to be open"));
        draft.reason = "Backup".to_owned();
        let added = before.applied(&draft.edit(&catalog, &before).expect("an edit")).expect("a plan");
        let suppression = r#"suppress(match: (source_zone: "a"), reason: "R")"#;
        let flow = |ports: &str| {
            format!(
                r#"add(source_zone: "a", destination_zone: "b", destination_role: "sql-server", transport: tcp, ports: {ports}, reason: "Backup")"#
            )
        };
        assert_eq!(added, plan(&format!("{suppression}, {}", flow("\"9000-9010\""))));
        assert_eq!(FlowDraft::of(&added, 0), None);
        let mut draft = FlowDraft::of(&added, 1).expect("the flow");
        draft.ports = "9001".to_owned();
        let changed = added.applied(&draft.edit(&catalog, &added).expect("an edit")).expect("a plan");
        assert_eq!(changed, plan(&format!("{suppression}, {}", flow("9001"))));
    }

    #[test]
    fn ports_go_with_the_transport() {
        let plan = plan("");
        let draft = |transport, ports: &str| FlowDraft {
            transport: Some(transport),
            ports: ports.to_owned(),
            reason: "R".to_owned(),
            ..FlowDraft::new(&plan, None)
        };
        for (transport, ports, expected) in [
            (Transport::Gre, "", None),
            (Transport::Gre, "47", Some("GRE has no ports: leave them out")),
            (Transport::Udp, "53", None),
        ] {
            assert_eq!(draft(transport, ports).problem(&plan).as_deref(), expected);
        }
        assert!(draft(Transport::Tcp, "70000").problem(&plan).is_some());
    }
}
