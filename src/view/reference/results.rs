//! What a search finds, by kind, and the by-port table that stands there while nothing is searched for.

use std::collections::BTreeMap;

use itertools::Itertools as _;

use super::maker::Maker;
use super::page::{Page, PageRow, Part, RowForm};
use crate::catalog::EndpointRef;
use crate::ids::{RoleIdx, ServiceIdx};
use crate::matrix::Line;
use crate::net::PortRange;
use crate::view::lookup::{Matches, Query, ports_of, range_sentences};
use crate::view::wording::counted;

/// Where a row of the table stands: by number, then what is yet to be chosen, then what has no port.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
enum ByPort {
    Ports(PortRange),
    NotChosen,
    NoPort,
}

impl Maker<'_> {
    /// What some words find.
    pub(super) fn results(&self, words: &str) -> Page {
        let query = Query::new(words);
        if query.is_empty() {
            return self.by_port();
        }
        let found = self.index.find(self.catalog, &query);
        let mut page = Page { title: "Found".to_owned(), kind: summary(&found), ..Page::default() };
        for sentence in range_sentences(self.catalog, &query) {
            page.text(0, sentence);
        }
        page.heading("OS versions", found.os.len());
        for &os_idx in &found.os {
            page.line(0, vec![self.os_link(os_idx)], self.catalog.os[os_idx].dynamic_range.to_string());
        }
        self.role_list(&mut page, "Roles", &found.roles);
        self.services_found(&mut page, &found);
        page.heading("Documents", found.documents.len());
        for &reference_idx in &found.documents {
            let reference = &self.catalog.references[reference_idx];
            let detail = if reference.label == reference.title { "" } else { &*reference.title };
            page.line(0, vec![self.document_link(reference_idx)], detail);
        }
        self.who(&mut page, &found);
        page
    }

    fn services_found(&self, page: &mut Page, found: &Matches) {
        page.heading("Services", found.services.len());
        for (service_idx, endpoints) in &found.services {
            let service = &self.catalog.services[*service_idx];
            page.line(0, vec![self.service_link(*service_idx)], &*service.service_name);
            for &endpoint in endpoints {
                let endpoint_ref = EndpointRef { service: *service_idx, endpoint };
                page.push(self.endpoint_row(1, endpoint_ref, Vec::new()));
                let condition = self.catalog.endpoint_condition(self.catalog.endpoint(endpoint_ref));
                page.text(1, Self::only(&condition));
            }
        }
    }

    /// Which roles listen on the endpoints found, and which connect to them.
    fn who(&self, page: &mut Page, found: &Matches) {
        let mut listens: BTreeMap<RoleIdx, Vec<EndpointRef>> = BTreeMap::new();
        let mut connects: BTreeMap<(RoleIdx, RoleIdx), Vec<&Line>> = BTreeMap::new();
        for (service, endpoints) in &found.services {
            for &endpoint in endpoints {
                let endpoint_ref = EndpointRef { service: *service, endpoint };
                for role_idx in self.listeners(endpoint_ref) {
                    listens.entry(role_idx).or_default().push(endpoint_ref);
                }
                for line in self.index.lines_to(endpoint_ref) {
                    connects.entry((line.connection.role, line.destination)).or_default().push(line);
                }
            }
        }
        page.heading("Who listens", listens.len());
        for (role_idx, endpoints) in listens {
            let ports = endpoints.into_iter().map(|endpoint_ref| self.ports_text(endpoint_ref)).unique().join("; ");
            page.line(0, vec![self.role_link(role_idx)], ports);
        }
        page.heading("Who connects", connects.len());
        for ((source, destination), lines) in connects {
            let ends = vec![self.role_link(source), Part::text("to"), self.role_link(destination)];
            page.line(0, ends, ports_of(self.catalog, lines));
        }
    }

    /// The roles that listen on an endpoint: the one that its condition names, else those that run its service.
    fn listeners(&self, endpoint: EndpointRef) -> Vec<RoleIdx> {
        let named = &self.catalog.endpoint(endpoint).when.roles;
        if !named.is_empty() {
            return named.clone();
        }
        self.roles_that_run(endpoint.service).collect()
    }

    /// One row for each port, transport and application protocol, with the services that listen.
    fn by_port(&self) -> Page {
        let mut rows: BTreeMap<_, (EndpointRef, Vec<ServiceIdx>)> = BTreeMap::new();
        for (endpoint_ref, endpoint) in self.catalog.endpoints() {
            let port = match self.index.shown_range(endpoint_ref) {
                Some(range) => ByPort::Ports(range),
                None if endpoint.transport.has_ports() => ByPort::NotChosen,
                None => ByPort::NoPort,
            };
            let key = (port, endpoint.transport, &*endpoint.application_protocol);
            let (_, services) = rows.entry(key).or_insert((endpoint_ref, Vec::new()));
            if !services.contains(&endpoint_ref.service) {
                services.push(endpoint_ref.service);
            }
        }
        let kind = "Every port of the catalog, and the services that listen on it".to_owned();
        let mut page = Page { title: "Ports".to_owned(), kind, ..Page::default() };
        for (endpoint_ref, services) in rows.into_values() {
            let links = services.into_iter().map(|service_idx| self.service_link(service_idx)).collect();
            let row = self.endpoint_row(0, endpoint_ref, links);
            page.push(PageRow { form: RowForm::Flow, detail: String::new(), ..row });
        }
        page
    }
}

/// “1 role, 2 services”.
fn summary(found: &Matches) -> String {
    let counts = [
        (found.os.len(), "OS version", "OS versions"),
        (found.roles.len(), "role", "roles"),
        (found.services.len(), "service", "services"),
        (found.documents.len(), "document", "documents"),
    ];
    let there = counts.into_iter().filter(|(count, ..)| *count > 0);
    there.map(|(count, one, many)| counted(count, one, many)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use crate::ids::{OsIdx, ReferenceIdx, ServiceIdx};
    use crate::view::lookup::Index;
    use crate::view::reference::maker::Maker;
    use crate::view::reference::page::{Entry, Page, PageRow, Topic};
    use crate::view::sample;

    /// A row as text, links in brackets.
    fn text(row: &PageRow) -> String {
        let ports = row.ports.iter().flat_map(|(ports, protocol)| [ports.clone(), protocol.clone()]);
        let parts = row.parts.iter().map(|part| match part.to {
            Some(_) => format!("[{}]", part.text),
            None => part.text.clone(),
        });
        let detail = (!row.detail.is_empty()).then(|| format!("| {}", row.detail));
        ports.chain(parts).chain(detail).collect::<Vec<_>>().join(" ")
    }

    fn page(topic: &Topic) -> Page {
        let catalog = sample::catalog();
        Maker { catalog: &catalog, index: &Index::build(&catalog) }.page(topic)
    }

    /// Every one of these rows is there, in this order.
    fn check(topic: &Topic, expected: &[&str]) {
        let texts: Vec<String> = page(topic).rows.iter().map(text).collect();
        let mut rest = texts.iter();
        for row in expected {
            assert!(rest.any(|text| text == row), "“{row}” is not, or not there, in {texts:#?}");
        }
    }

    #[test]
    fn a_port_says_who_listens_and_who_connects() {
        let expected = [
            "Services | 1",
            "[Active Directory] | LSASS",
            "TCP 636 LDAP over TLS",
            "Who listens | 1",
            "[Domain controller] | TCP 636",
            "Who connects | 1",
            "[Domain member] to [Domain controller] | TCP 636",
        ];
        for words in ["636", "tcp 636", "who uses port 636?"] {
            check(&Topic::Search(words.to_owned()), &expected);
        }
    }

    #[test]
    fn words_find_roles_systems_and_documents() {
        check(&Topic::Search("domain".to_owned()), &["Roles | 2", "[Domain controller] | Directory"]);
        check(&Topic::Search("2003".to_owned() + " server"), &["OS versions | 1", "[Windows Server 2003] | 1025-5000"]);
        check(&Topic::Search("kb 1".to_owned()), &["Documents | 1", "[KB 1] | Ports of everything"]);
        assert_eq!(page(&Topic::Search("zzz".to_owned())), Page { title: "Found".to_owned(), ..Page::default() });
    }

    #[test]
    fn without_words_every_port_is_there_by_number() {
        let expected = [
            "TCP 135 RPC [Active Directory]",
            "TCP 389 LDAP [Active Directory]",
            "UDP 389 LDAP [Active Directory]",
            "TCP 49152-65535 RPC [Active Directory]",
            "ICMP ICMP [Active Directory]",
        ];
        for words in ["", "who uses"] {
            check(&Topic::Search(words.to_owned()), &expected);
        }
    }

    #[test]
    fn a_page_of_every_kind_links_to_its_neighbors() {
        let idx = |id: &str| sample::catalog().role_idx(id).unwrap_or_default();
        for (entry, expected) in [
            (
                Entry::Service(ServiceIdx::default()),
                &[
                    "Listens on | 6",
                    "TCP 636 LDAP over TLS",
                    "Only with assumption: tls",
                    "See [KB 1]",
                    "Run by | 1",
                    "[Domain controller]",
                    "Called by | 2",
                    "[Domain member] to [Domain controller] | required",
                    "TCP 135, 389, 636, 49152-65535; UDP 389 · Log on",
                    "[Domain member] to [Domain controller] | optional",
                ][..],
            ),
            (
                Entry::Role(idx("controller")),
                &[
                    "On every Windows server",
                    "Runs | 1",
                    "[Active Directory]",
                    "Brings with it | 1",
                    "[Domain member]",
                    "Is reached by | 2",
                    "[Domain member] | required",
                    "Opens as Domain member | 2",
                    "[Domain controller] | required",
                ],
            ),
            (Entry::Role(idx("member")), &["Comes with | 2", "[Domain controller]", "[File server]", "Opens | 2"]),
            (
                Entry::Os(OsIdx::default()),
                &[
                    "1025-5000 Dynamic ports",
                    "2003-05-28 Released",
                    "2015-07-14 Support ends | over",
                    "[File server] | Files",
                ],
            ),
            (
                Entry::Document(ReferenceIdx::default()),
                &[
                    "Ports of everything",
                    "read on 2026-11-22",
                    "Endpoints that rest on it | 6",
                    "TCP 389 LDAP [Active Directory]",
                    "Connections that rest on it | 2",
                    "[Domain member] to [Domain controller] | Log on",
                    "RPC servers that rest on it | 1",
                    "Assumptions that rest on it | 1",
                ],
            ),
        ] {
            check(&Topic::Entry(entry), expected);
        }
        assert_eq!(
            page(&Topic::Entry(Entry::Os(OsIdx::from(99)))),
            Page::default(),
            "a position that the catalog lacks"
        );
    }
}
