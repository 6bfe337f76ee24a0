//! What a search finds, by kind, and the by-port table that stands there while nothing is searched for.

use std::collections::BTreeMap;

use itertools::Itertools as _;

use super::maker::Maker;
use super::page::{Page, PageRow, Part, RowForm};
use crate::catalog::EndpointRef;
use crate::ids::{RoleIdx, ServiceIdx};
use crate::matrix::Line;
use crate::net::PortRange;
use crate::plan::Plan;
use crate::query::{BesideText, has_key};
use crate::view::glossary::{explained, glossary};
use crate::view::lookup::{
    Hit, MAX_NARROW, Matches, Query, caveats, dynamic_sentence, ports_of, range_sentences, wide_sentence,
    without_question,
};
use crate::view::wording::{counted, upper_first};

/// Of more services than this it is not told who listens and connects, unless they are those of a port.
const MAX_SERVICES: usize = 12;

/// How many connections are shown of a role that was found for them.
const SHOWN_CONNECTIONS: usize = 3;

/// Where a row of the table stands: by number, then what is yet to be chosen, then what has no port.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
enum ByPort {
    Ports(PortRange),
    NotChosen,
    NoPort,
}

impl Maker<'_> {
    /// What some words find: the kind of the best hit first, and in each kind the best first.
    pub(super) fn results(&self, words: &str) -> Page {
        if words.trim().eq_ignore_ascii_case("glossary") {
            return all_words();
        }
        let (query, asked) = (Query::new(words), self.asked(words));
        if !asked.is_empty() && (has_key(words) || query.is_empty()) {
            // Names and texts know nothing of keys.
            return self.connections_alone(asked);
        }
        if query.is_empty() {
            return self.by_port();
        }
        let found = self.index.find(self.catalog, &query);
        let mut page = Page { title: "Found".to_owned(), kind: summary(&found), ..Page::default() };
        let explained = explained(words);
        for word in &explained {
            page.text(0, word.sentence());
        }
        // Whoever asks for a word has the answer: that the catalog says nothing of it would be beside the point.
        let is_answered = !explained.is_empty() || !asked.is_empty();
        let caveats = caveats(&found.lacking, &found.nearest).into_iter().filter(|_| !is_answered);
        for sentence in caveats {
            page.text(0, sentence);
        }
        page.text(0, dynamic_sentence(self.catalog, &found.ports));
        let ranges = range_sentences(self.catalog, &found.ports);
        let has_ports = !found.ports.is_empty();
        if found.hits.is_empty() && has_ports {
            page.text(0, "Nothing in the catalog has the port to itself");
            for sentence in &ranges {
                page.text(0, sentence);
            }
        }
        for kind in found.hits.iter().map(kind_of).unique() {
            let hits: Vec<Hit> = found.hits.iter().filter(|hit| kind_of(hit) == kind).copied().collect();
            page.heading(upper_first(kind.1), hits.len());
            for hit in hits {
                self.hit(&mut page, &found, hit);
            }
        }
        if has_ports || found.endpoints.len() <= MAX_SERVICES {
            let lines = self.who_listens(&mut page, &found);
            self.who_connects(&mut page, if asked.is_empty() { lines } else { asked });
        } else {
            self.who_connects(&mut page, asked);
        }
        page.heading("In wide ranges", found.wide.len());
        page.text(0, wide_sentence(self.catalog, &found.ports, &found.wide));
        if found.hits.is_empty() {
            for service_idx in found.wide.iter().map(|endpoint| endpoint.service).unique() {
                page.line(0, vec![self.service_link(service_idx)], "");
            }
        } else if has_ports {
            for sentence in &ranges {
                page.text(0, sentence);
            }
        }
        page
    }

    fn hit(&self, page: &mut Page, found: &Matches, hit: Hit) {
        let catalog = self.catalog;
        match hit {
            Hit::Role(role_idx) => {
                page.line(0, vec![self.role_link(role_idx)], &*catalog.roles[role_idx].family);
                for &at in found.connections.get(&role_idx).into_iter().flatten().take(SHOWN_CONNECTIONS) {
                    let connection = catalog.connection(at);
                    page.text(1, format!("{}: {}", catalog.roles[connection.to].name, connection.purpose));
                }
            }
            Hit::Service(service_idx) => self.service_found(page, found, service_idx),
            Hit::Scenario(scenario_idx) => page.line(0, vec![self.scenario_link(scenario_idx)], ""),
            Hit::RpcServer(server_idx) => page.line(0, vec![self.rpc_server_link(server_idx)], ""),
            Hit::Os(os_idx) => page.line(0, vec![self.os_link(os_idx)], catalog.os[os_idx].dynamic_range.to_string()),
            Hit::Document(reference_idx) => {
                let reference = &catalog.references[reference_idx];
                let detail = if reference.label == reference.title { "" } else { &*reference.title };
                page.line(0, vec![self.document_link(reference_idx)], detail);
            }
        }
    }

    fn service_found(&self, page: &mut Page, found: &Matches, service_idx: ServiceIdx) {
        let service = &self.catalog.services[service_idx];
        page.line(0, vec![self.service_link(service_idx)], &*service.service_name);
        for (endpoint, _) in found.endpoints.get(&service_idx).into_iter().flatten() {
            let endpoint_ref = EndpointRef { service: service_idx, endpoint: *endpoint };
            page.push(self.endpoint_row(1, endpoint_ref, Vec::new()));
            let condition = self.catalog.endpoint_condition(self.catalog.endpoint(endpoint_ref));
            page.text(1, Self::only(&condition));
        }
    }

    /// Which roles listen on the endpoints found. Returns the lines of those who connect to them.
    fn who_listens(&self, page: &mut Page, found: &Matches) -> Vec<&Line> {
        let mut listens: BTreeMap<RoleIdx, Vec<EndpointRef>> = BTreeMap::new();
        let mut res = Vec::new();
        for (service, endpoints) in &found.endpoints {
            for (endpoint, lines) in endpoints {
                let endpoint_ref = EndpointRef { service: *service, endpoint: *endpoint };
                for role_idx in self.listeners(endpoint_ref) {
                    listens.entry(role_idx).or_default().push(endpoint_ref);
                }
                res.extend(lines.iter().map(|&line_idx| &self.index.table.lines[line_idx]));
            }
        }
        page.heading("Who listens", listens.len());
        for (role_idx, endpoints) in listens {
            let ports = endpoints.into_iter().map(|endpoint_ref| self.ports_text(endpoint_ref)).unique().join("; ");
            page.line(0, vec![self.role_link(role_idx)], ports);
        }
        res
    }

    /// Which roles connect to which, by these lines. What is open for wide ranges comes last.
    fn who_connects(&self, page: &mut Page, lines: Vec<&Line>) {
        let mut connects: BTreeMap<(RoleIdx, RoleIdx), Vec<&Line>> = BTreeMap::new();
        for line in lines {
            connects.entry((line.connection.role, line.destination)).or_default().push(line);
        }
        page.heading("Who connects", connects.len());
        let is_wide = |line: &&Line| line.shown_range(self.catalog).is_some_and(|range| range.num_ports() > MAX_NARROW);
        let connects = connects.into_iter().sorted_by_key(|(_, lines)| lines.iter().all(is_wide));
        for ((source, destination), lines) in connects {
            let ends = vec![self.role_link(source), Part::text("to"), self.role_link(destination)];
            page.line(0, ends, ports_of(self.catalog, lines));
        }
    }

    /// What a question in the language of filters finds, and nothing else.
    fn connections_alone(&self, lines: Vec<&Line>) -> Page {
        let kind = "Connections that the catalog states, whatever the plan".to_owned();
        let mut page = Page { title: "Found".to_owned(), kind, ..Page::default() };
        self.who_connects(&mut page, lines);
        page
    }

    /// The endpoints of connections that the words ask for in the language of filters. Words that are none of it stand
    /// in what is said of a connection. None: that is no question about connections, or none is like it.
    fn asked(&self, words: &str) -> Vec<&Line> {
        let without_plan = Plan::default();
        let BesideText { query, texts } = BesideText::read(&without_question(words), self.catalog, &without_plan);
        if query.is_empty() {
            return Vec::new();
        }
        let lines = &self.index.table.lines;
        let asked = lines.iter().zip(query.lines(self.catalog, lines)).filter(|(_, is_asked)| *is_asked);
        asked.map(|(line, _)| line).filter(|line| self.says(line, &texts)).collect()
    }

    /// Whether each of these words, in lower case, stands in what is said of a connection.
    fn says(&self, line: &Line, texts: &[String]) -> bool {
        if texts.is_empty() {
            return true;
        }
        let catalog = self.catalog;
        let ends = [line.connection.role, line.destination].map(|role_idx| &*catalog.roles[role_idx].name);
        let service = &*catalog.services[line.endpoint.service].name;
        let said = [&*catalog.connection(line.connection).purpose, ends[0], ends[1], service].join(" ").to_lowercase();
        texts.iter().all(|text| said.contains(text.as_str()))
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

/// The whole glossary.
fn all_words() -> Page {
    let kind = "Words of port requirements, and of this program".to_owned();
    let mut page = Page { title: "Glossary".to_owned(), kind, ..Page::default() };
    for word in glossary() {
        page.text(0, word.sentence());
    }
    page
}

/// What one and many hits of a kind are called.
fn kind_of(hit: &Hit) -> (&'static str, &'static str) {
    match hit {
        Hit::Role(_) => ("role", "roles"),
        Hit::Service(_) => ("service", "services"),
        Hit::Scenario(_) => ("scenario", "scenarios"),
        Hit::RpcServer(_) => ("RPC server", "RPC servers"),
        Hit::Os(_) => ("OS version", "OS versions"),
        Hit::Document(_) => ("document", "documents"),
    }
}

/// “1 role, 2 services”.
fn summary(found: &Matches) -> String {
    let kinds = found.hits.iter().map(kind_of).unique();
    let count = |(one, many): (&'static str, &'static str)| {
        let count = found.hits.iter().filter(|hit| kind_of(hit).1 == many).count();
        counted(count, one, many)
    };
    kinds.map(count).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use crate::ids::{OsIdx, ReferenceIdx, ServiceIdx};
    use crate::view::lookup::SearchIndex;
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
        Maker { catalog: &catalog, index: &SearchIndex::build(&catalog) }.page(topic)
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
    fn a_question_in_the_language_of_filters_finds_connections() {
        let optional = ["Who connects | 1", "[Domain member] to [Domain controller] | ICMP"];
        check(&Topic::Search("optional from:member".to_owned()), &optional);
        // A domain controller is a member, too.
        check(&Topic::Search("from:controller optional".to_owned()), &optional);
        // What is none of the language stands in the purpose.
        let ldap = ["Who connects | 1", "[Domain member] to [Domain controller] | TCP 389; UDP 389"];
        check(&Topic::Search("to:controller 389 log".to_owned()), &ldap);
        check(
            &Topic::Search("389 -udp 135".to_owned()),
            &["Who connects | 1", "[Domain member] to [Domain controller] | TCP 135, 389"],
        );
        assert_eq!(page(&Topic::Search("from:controller to:file".to_owned())).rows, [], "nobody asks for that");
    }

    #[test]
    fn a_word_of_the_glossary_is_explained_before_what_is_found() {
        let first = |words: &str| page(&Topic::Search(words.to_owned())).rows.first().map(text).unwrap_or_default();
        assert!(
            first("scenario").starts_with("Scenario: Something that only some set-ups need"),
            "{}",
            first("scenario")
        );
        assert!(page(&Topic::Search("Glossary".to_owned())).rows.len() > 20);
    }

    #[test]
    fn a_table_of_ports_stands_before_the_prose_and_is_there_to_be_copied() {
        let idx = sample::catalog().role_idx("controller").unwrap_or_default();
        let page = page(&Topic::Entry(Entry::Role(idx)));
        let texts: Vec<String> = page.rows.iter().map(text).collect();
        assert_eq!(texts[0], "Ports it listens on | 6");
        assert_eq!(texts[1], "TCP 135 RPC required from [Domain member] · [KB 1]");
        let place = |start: &str| texts.iter().position(|text| text.starts_with(start));
        assert!(place("Ports it connects to") < place("About") && place("About") < place("On every Windows server"));
        assert_eq!(page.table[0].len(), page.table[1].len());
        assert_eq!(page.table[1], ["from", "TCP", "135", "RPC", "Domain member", "required", "KB 1"]);
        assert!(page.table.iter().any(|row| row[0] == "to"), "as a member it connects, too");
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
