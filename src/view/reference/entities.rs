//! The pages of a system service, a role, a scenario and an RPC server.

use std::sync::Arc;

use itertools::Itertools as _;

use super::maker::Maker;
use super::page::{Page, Part};
use crate::catalog::{EndpointRef, Need, Port, ScenarioDecision};
use crate::ids::{RoleIdx, RpcServerIdx, ScenarioIdx, ServiceIdx};
use crate::matrix::Line;

impl Maker<'_> {
    /// What a service listens on, who runs it and who calls it.
    pub(super) fn service(&self, service_idx: ServiceIdx) -> Page {
        let Some(service) = self.catalog.services.get(service_idx) else { return Page::default() };
        let kind = if service.service_name.is_empty() {
            "System service".to_owned()
        } else {
            format!("System service, {}", service.service_name)
        };
        let mut page = Page { title: service.name.to_string(), kind, ..Page::default() };
        self.ports_of_service(&mut page, service_idx);
        page.about();
        page.text(0, &*service.summary);
        page.text(0, also_called(&service.aliases));
        page.heading("Listens on", service.endpoints.len());
        for endpoint in service.endpoints.keys() {
            self.endpoint(&mut page, EndpointRef { service: service_idx, endpoint });
        }
        let runs: Vec<RoleIdx> = self.roles_that_run(service_idx).collect();
        page.heading("Run by", runs.len());
        for role_idx in runs {
            page.line(0, vec![self.role_link(role_idx)], "");
        }
        let mut lines: Vec<&Line> = service
            .endpoints
            .keys()
            .flat_map(|endpoint| self.index.lines_to(EndpointRef { service: service_idx, endpoint }))
            .collect();
        lines.sort_by_key(|line| line.connection);
        let connections: Vec<&[&Line]> = lines.chunk_by(|a, b| a.connection == b.connection).collect();
        page.heading("Called by", connections.len());
        for lines in connections {
            let ends =
                vec![self.role_link(lines[0].connection.role), Part::text("to"), self.role_link(lines[0].destination)];
            self.connection(&mut page, lines, ends);
        }
        page
    }

    /// The roles that run a service, in catalog order.
    pub(super) fn roles_that_run(&self, service_idx: ServiceIdx) -> impl Iterator<Item = RoleIdx> {
        let roles = self.catalog.roles.iter_enumerated();
        roles.filter(move |(_, role)| role.runs.contains(&service_idx)).map(|(role_idx, _)| role_idx)
    }

    fn endpoint(&self, page: &mut Page, endpoint_ref: EndpointRef) {
        let endpoint = self.catalog.endpoint(endpoint_ref);
        page.push(self.endpoint_row(0, endpoint_ref, Vec::new()));
        if let Port::RpcDynamic(server_idx) = endpoint.port {
            let server = &self.catalog.rpc_servers[server_idx];
            let pin = server.pin.as_ref().map_or_else(String::new, |pin| format!(", pinned by {}", pin.setting));
            page.text(1, format!("Port of {}{pin}", server.name));
        }
        page.text(1, Self::only(&self.catalog.endpoint_condition(endpoint)));
        page.text(1, endpoint.note.as_str());
        self.see(page, &endpoint.when.roles, endpoint.references.iter().copied());
    }

    /// What a role runs, brings with it, opens and is reached by; its own first, then what it does as those it brings.
    pub(super) fn role(&self, role_idx: RoleIdx) -> Page {
        let Some(role) = self.catalog.roles.get(role_idx) else { return Page::default() };
        let mut page = Page { title: role.name.to_string(), kind: format!("Role, {}", role.family), ..Page::default() };
        let mut effective = vec![role_idx];
        let brought = self.catalog.effective_roles(role_idx, &[]).into_iter().filter(|&idx| idx != role_idx);
        effective.extend(brought);
        self.ports_of_role(&mut page, &effective);
        page.about();
        page.text(0, role.summary.as_str());
        page.text(0, also_called(&role.aliases));
        page.text(0, format!("On {}", self.catalog.os_text(role.os)));
        if let Some(range) = role.dynamic_range {
            page.text(0, format!("Listens on a dynamic range of its own, {range}"));
        }
        if role.is_abstract {
            page.text(0, "Only ever comes with other roles");
        }
        self.see(&mut page, &[], role.references.iter().copied());
        self.runs(&mut page, &effective);
        self.brings(&mut page, &effective);
        for &as_role in &effective {
            let name = &self.catalog.roles[as_role].name;
            let heading = |verb: &str| if as_role == role_idx { verb.to_owned() } else { format!("{verb} as {name}") };
            let table = &self.index.table;
            self.connections(&mut page, &heading("Opens"), &table.by_source[as_role], |line| line.destination);
            self.connections(&mut page, &heading("Is reached by"), &table.by_destination[as_role], |line| {
                line.connection.role
            });
        }
        page
    }

    /// What a scenario opens, and between whom.
    pub(super) fn scenario(&self, scenario_idx: ScenarioIdx) -> Page {
        let Some(scenario) = self.catalog.scenarios.get(scenario_idx) else { return Page::default() };
        let mut page = Page { title: scenario.name.to_string(), kind: "Scenario".to_owned(), ..Page::default() };
        page.text(0, also_called(&scenario.aliases));
        page.text(0, scenario.summary.as_str());
        page.text(
            0,
            match scenario.default {
                ScenarioDecision::Undecided => "",
                ScenarioDecision::Declined => "Declined by default: nothing is opened for it until somebody accepts it",
                ScenarioDecision::Accepted => "Accepted by default: it is opened until somebody declines it",
            },
        );
        self.see(&mut page, &[], scenario.references.iter().copied());
        let lines = self.index.table.lines.iter().filter(|line| line.need == Need::Optional(scenario_idx));
        let lines: Vec<&Line> = lines.collect();
        let connections: Vec<&[&Line]> = lines.chunk_by(|a, b| a.connection == b.connection).collect();
        page.heading("Opens", connections.len());
        for lines in connections {
            let first = lines[0];
            let ends = vec![self.role_link(first.connection.role), Part::text("to"), self.role_link(first.destination)];
            self.connection(&mut page, lines, ends);
        }
        page
    }

    /// How the port of an RPC server is pinned, and who listens on it.
    pub(super) fn rpc_server(&self, server_idx: RpcServerIdx) -> Page {
        let Some(server) = self.catalog.rpc_servers.get(server_idx) else { return Page::default() };
        let mut page = Page { title: server.name.to_string(), kind: "RPC server".to_owned(), ..Page::default() };
        page.text(0, also_called(&server.aliases));
        match &server.pin {
            Some(pin) => {
                page.text(0, format!("Its port is pinned by {}", pin.setting));
                page.text(0, pin.apply.as_str());
                page.text(0, pin.caution.as_str());
            }
            None => page.text(0, "Its port can't be pinned"),
        }
        self.see(&mut page, &[], server.references.iter().copied());
        self.endpoint_list(&mut page, "Endpoints on its port", |endpoint| {
            endpoint.port == Port::RpcDynamic(server_idx)
        });
        page
    }

    /// The services of a role and of what it brings: the role itself stands first.
    fn runs(&self, page: &mut Page, effective: &[RoleIdx]) {
        let of_role = |&as_role: &RoleIdx| self.catalog.roles[as_role].runs.iter().map(move |&idx| (as_role, idx));
        let runs: Vec<(RoleIdx, ServiceIdx)> =
            effective.iter().flat_map(of_role).unique_by(|(_, service_idx)| *service_idx).collect();
        page.heading("Runs", runs.len());
        for (as_role, service_idx) in runs {
            let is_own = effective.first() == Some(&as_role);
            let detail = if is_own { String::new() } else { format!("as {}", self.catalog.roles[as_role].name) };
            page.line(0, vec![self.service_link(service_idx)], detail);
        }
    }

    /// What comes with a role, and with what the role comes: the role itself stands first.
    fn brings(&self, page: &mut Page, effective: &[RoleIdx]) {
        let Some((&role_idx, brought)) = effective.split_first() else { return };
        let roles = &self.catalog.roles;
        page.heading("Brings with it", brought.len());
        for &of in brought {
            let through = effective.iter().find(|&&parent| roles[parent].brings(of));
            let condition = through.and_then(|&parent| roles[parent].implies.iter().find(|it| it.role == of)?.os);
            let through = through.filter(|&&parent| parent != role_idx);
            let words = [
                through.map(|&parent| format!("through {}", roles[parent].name)),
                condition.map(|os| format!("on {}", self.catalog.os_text(os))),
            ];
            page.line(0, vec![self.role_link(of)], words.into_iter().flatten().collect::<Vec<_>>().join(", "));
        }
        let all = roles.iter_enumerated();
        let comes_with: Vec<RoleIdx> = all.filter(|(_, role)| role.brings(role_idx)).map(|(idx, _)| idx).collect();
        page.heading("Comes with", comes_with.len());
        for of in comes_with {
            page.line(0, vec![self.role_link(of)], "");
        }
    }

    fn connections(&self, page: &mut Page, heading: &str, line_idxs: &[usize], other: impl Fn(&Line) -> RoleIdx) {
        let lines: Vec<&Line> = line_idxs.iter().map(|&line_idx| &self.index.table.lines[line_idx]).collect();
        let connections: Vec<&[&Line]> = lines.chunk_by(|a, b| a.connection == b.connection).collect();
        page.heading(heading, connections.len());
        for lines in connections {
            self.connection(page, lines, vec![self.role_link(other(lines[0]))]);
        }
    }
}

/// The other names of something as a sentence; empty: it has none.
fn also_called(aliases: &[Arc<str>]) -> String {
    if aliases.is_empty() { String::new() } else { format!("Also called {}", aliases.join(", ")) }
}
