//! The pages of an OS version and of a document.

use super::maker::Maker;
use super::page::{Page, PageRow, Part};
use crate::catalog::{Endpoint, EndpointRef, Limit, OsKind};
use crate::ids::{OsIdx, ReferenceIdx, RoleIdx};

impl Maker<'_> {
    /// The dynamic range and the dates of an OS version, and what depends on it.
    pub(super) fn os(&self, os_idx: OsIdx) -> Page {
        let Some(os) = self.catalog.os.get(os_idx) else { return Page::default() };
        let kind = match os.kind {
            OsKind::Client => "OS version, client",
            OsKind::Server => "OS version, server",
            OsKind::Other => "OS version, not Windows",
        };
        let mut page = Page { title: os.name.to_string(), kind: kind.to_owned(), ..Page::default() };
        let mut line = |value: &str, name: &str, detail: &str| {
            let value = if value.is_empty() { "none" } else { value };
            let ports = Some((value.to_owned(), name.to_owned()));
            page.push(PageRow { ports, detail: detail.to_owned(), ..PageRow::default() });
        };
        line(&os.dynamic_range.to_string(), "Dynamic ports", "");
        if os.kind != OsKind::Other {
            let is_over = os.has_ended(&self.catalog.as_of);
            line(&os.released, "Released", "");
            line(&os.support_ends, "Support ends", if is_over { "over" } else { "" });
        }
        self.see(&mut page, &[], os.references.iter().copied());
        let of_some = |of: &Endpoint| of.when.destination_os.is_some_and(|versions| versions.contains(os_idx));
        self.endpoint_list(&mut page, "Ports of some versions, this one among them", of_some);
        let roles: Vec<RoleIdx> =
            self.catalog.roles.keys().filter(|&idx| self.catalog.roles[idx].os.contains(os_idx)).collect();
        self.role_list(&mut page, "Roles that exist on it", &roles);
        page
    }

    /// What rests on a document.
    pub(super) fn document(&self, reference_idx: ReferenceIdx) -> Page {
        let catalog = self.catalog;
        let Some(reference) = catalog.references.get(reference_idx) else { return Page::default() };
        let kind = format!("Document, {}", reference.publisher);
        let mut page = Page { title: reference.label.to_string(), kind, ..Page::default() };
        if reference.label != reference.title {
            page.text(0, &*reference.title);
        }
        page.text(0, reference.document.as_str());
        page.text(0, reference.url.as_str());
        let version =
            if reference.version.is_empty() { String::new() } else { format!("Version {}, ", reference.version) };
        page.text(0, format!("{version}read on {}", reference.read));
        let cites = |references: &[ReferenceIdx]| references.contains(&reference_idx);
        self.endpoint_list(&mut page, "Endpoints that rest on it", |of| cites(&of.references));
        let connections: Vec<_> =
            catalog.connections().filter(|(_, connection)| cites(&connection.references)).collect();
        page.heading("Connections that rest on it", connections.len());
        for (at, connection) in connections {
            let ends = vec![self.role_link(at.role), Part::text("to"), self.role_link(connection.to)];
            page.line(0, ends, &*connection.purpose);
        }
        let roles: Vec<RoleIdx> = catalog.roles.keys().filter(|&idx| cites(&catalog.roles[idx].references)).collect();
        self.role_list(&mut page, "Roles that rest on it", &roles);
        let os: Vec<OsIdx> = catalog.os.keys().filter(|&idx| cites(&catalog.os[idx].references)).collect();
        page.heading("OS versions that rest on it", os.len());
        for os_idx in os {
            page.line(0, vec![self.os_link(os_idx)], "");
        }
        let servers = catalog.rpc_servers.iter().filter(|of| cites(&of.references)).map(|of| of.name.to_string());
        text_list(&mut page, "RPC servers that rest on it", servers.collect());
        let assumptions = catalog.assumptions.iter().filter(|of| cites(&of.references)).map(|of| of.question.clone());
        text_list(&mut page, "Assumptions that rest on it", assumptions.collect());
        let choices = catalog.choices.iter().filter(|of| cites(&of.references)).map(|of| of.question.to_string());
        text_list(&mut page, "Choices that rest on it", choices.collect());
        let tunnels = catalog.tunnels.iter().filter(|of| cites(&of.references)).map(|of| of.name.to_string());
        text_list(&mut page, "Tunnels that rest on it", tunnels.collect());
        let limits = catalog.limits.iter().filter(|of| cites(&of.references)).map(Limit::sentence);
        text_list(&mut page, "Limits that rest on it", limits.collect());
        page
    }

    pub(super) fn endpoint_list(&self, page: &mut Page, heading: &str, is_listed: impl Fn(&Endpoint) -> bool) {
        let endpoints: Vec<EndpointRef> =
            self.catalog.endpoints().filter(|(_, of)| is_listed(of)).map(|(endpoint_ref, _)| endpoint_ref).collect();
        page.heading(heading, endpoints.len());
        for endpoint_ref in endpoints {
            page.push(self.endpoint_row(0, endpoint_ref, vec![self.service_link(endpoint_ref.service)]));
        }
    }

    pub(super) fn role_list(&self, page: &mut Page, heading: &str, roles: &[RoleIdx]) {
        page.heading(heading, roles.len());
        for &role_idx in roles {
            page.line(0, vec![self.role_link(role_idx)], &*self.catalog.roles[role_idx].family);
        }
    }
}

fn text_list(page: &mut Page, heading: &str, texts: Vec<String>) {
    page.heading(heading, texts.len());
    for text in texts {
        page.line(0, vec![Part::text(text)], "");
    }
}
