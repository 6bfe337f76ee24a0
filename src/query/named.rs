//! What a name means: everything of a catalog and a plan that is called so.

use std::sync::Arc;

use super::term::Named;
use super::text::{letters_of, words_of};
use crate::catalog::{Catalog, EndpointRef, Port};
use crate::ids::{RoleIdx, ServiceIdx, TunnelKindIdx};
use crate::plan::{AddedFlow, Override, Plan, Zone};

/// Words of so few letters are no beginning of others.
const SHORT: usize = 2;

/// What a name is looked for among.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// Everything.
    Any,
    /// Zones; where there is none of that name, roles.
    End,
    Zone,
    Role,
    Service,
    Protocol,
    Scenario,
}

impl Kind {
    /// The words before a colon.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        match key {
            "from" | "to" => Some(Self::End),
            "zone" => Some(Self::Zone),
            "role" => Some(Self::Role),
            "service" => Some(Self::Service),
            "protocol" => Some(Self::Protocol),
            "scenario" => Some(Self::Scenario),
            _ => None,
        }
    }

    /// What it is called in an error.
    pub(super) fn wanted(self) -> &'static str {
        match self {
            Self::Any => "port, transport, zone, role, service, protocol or scenario",
            Self::End => "zone or role",
            Self::Zone => "zone",
            Self::Role => "role",
            Self::Service => "service",
            Self::Protocol => "application protocol",
            Self::Scenario => "scenario",
        }
    }

    fn includes(self, kind: Self) -> bool {
        match self {
            Self::Any => true,
            Self::End => kind == Self::Zone || kind == Self::Role,
            Self::Zone | Self::Role | Self::Service | Self::Protocol | Self::Scenario => self == kind,
        }
    }
}

/// Every name of a catalog and a plan, with what it means.
pub(super) struct Names<'a> {
    list: Vec<(Kind, &'a str, Meant<'a>)>,
}

/// What a name means.
#[derive(Clone, Copy)]
enum Meant<'a> {
    /// The zone at this position in the plan.
    Zone(usize),
    Role(RoleIdx),
    Tunnel(TunnelKindIdx),
    Service(ServiceIdx),
    Endpoint(EndpointRef),
    Protocol(&'a str),
    Scenario(&'a str),
    /// A role or service of a flow of the user's own.
    Own(&'a str),
}

impl<'a> Names<'a> {
    pub(super) fn new(catalog: &'a Catalog, plan: &'a Plan) -> Self {
        let mut res = Self { list: Vec::new() };
        for (idx, zone) in plan.zones.iter().enumerate() {
            res.add(Kind::Zone, Meant::Zone(idx), [zone.id.as_str(), &zone.name]);
        }
        for (idx, role) in catalog.roles.iter_enumerated() {
            res.add(Kind::Role, Meant::Role(idx), [role.id.as_str(), &role.name]);
            res.add(Kind::Role, Meant::Role(idx), plain(&role.aliases));
        }
        for (idx, tunnel) in catalog.tunnels.iter_enumerated() {
            res.add(Kind::Role, Meant::Tunnel(idx), [tunnel.id.as_str(), &tunnel.name]);
        }
        for (idx, service) in catalog.services.iter_enumerated() {
            res.add(Kind::Service, Meant::Service(idx), [service.id.as_str(), &service.name]);
            res.add(Kind::Service, Meant::Service(idx), service.service_name.split("; "));
            res.add(Kind::Service, Meant::Service(idx), plain(&service.aliases));
        }
        res.add_protocols(catalog);
        for scenario in &catalog.scenarios {
            let names = [scenario.id.as_str(), &scenario.name].into_iter();
            let names = names.chain(plain(&scenario.aliases)).chain(plain(&scenario.formerly));
            res.add(Kind::Scenario, Meant::Scenario(&scenario.name), names);
        }
        for added in plan.overrides.iter().filter_map(added) {
            for role in [&added.source_role, &added.destination_role] {
                res.add(Kind::Role, Meant::Own(role), [role.as_str()]);
            }
            res.add(Kind::Service, Meant::Own(&added.service), [added.service.as_str()]);
            let protocol = added.application_protocol.as_str();
            res.add(Kind::Protocol, Meant::Protocol(protocol), [protocol]);
            let scenario = added.scenario.as_deref();
            if let Some(scenario) = scenario {
                res.add(Kind::Scenario, Meant::Scenario(scenario), [scenario]);
            }
        }
        res
    }

    fn add(&mut self, kind: Kind, meant: Meant<'a>, names: impl IntoIterator<Item = &'a str>) {
        self.list.extend(names.into_iter().map(|name| (kind, name, meant)));
    }

    /// Application protocols; endpoints by their other names, and by those of their RPC servers.
    fn add_protocols(&mut self, catalog: &'a Catalog) {
        for (at, endpoint) in catalog.endpoints() {
            let protocol = &*endpoint.application_protocol;
            self.add(Kind::Protocol, Meant::Protocol(protocol), [protocol]);
            self.add(Kind::Protocol, Meant::Endpoint(at), plain(&endpoint.aliases));
            if let Port::RpcDynamic(server_idx) = endpoint.port {
                let server = &catalog.rpc_servers[server_idx];
                self.add(Kind::Protocol, Meant::Endpoint(at), [server.id.as_str(), &server.name]);
                self.add(Kind::Protocol, Meant::Endpoint(at), plain(&server.aliases));
            }
        }
    }

    /// What is called so; where nothing is, what has words in its name that begin so.
    pub(super) fn find(&self, name: &str, kind: Kind) -> Option<Named> {
        let words: Vec<String> = words_of(name).collect();
        let has_words = |text: &str| !words.is_empty() && has_words(text, &words);
        self.called(name, kind).or_else(|| self.those(kind, has_words))
    }

    /// What is called so, and nothing else.
    pub(super) fn called(&self, name: &str, kind: Kind) -> Option<Named> {
        self.those(kind, |text| is_called(text, name))
    }

    /// The word of a name that is nearest to a misspelt one.
    pub(super) fn nearest(&self, word: &str, kind: Kind) -> Option<String> {
        let wanted = word.to_lowercase();
        let num_letters = wanted.chars().count();
        let limit = if num_letters < 10 { 1 } else { 2 };
        let of_kind = self.list.iter().filter(|(of, ..)| kind.includes(*of) && num_letters > SHORT + 1);
        let words = of_kind.flat_map(|(_, text, _)| words_of(text)).filter(|word| word.chars().count() > SHORT);
        let ranked = words.map(|word| (strsim::osa_distance(&wanted, &word), word));
        ranked.filter(|(distance, _)| *distance <= limit).min().map(|(_, word)| word)
    }

    fn those(&self, kind: Kind, is: impl Fn(&str) -> bool) -> Option<Named> {
        let of_kind = |kind: Kind| {
            let mut res = Named::default();
            for &(_, _, meant) in self.list.iter().filter(|(of, name, _)| kind.includes(*of) && is(name)) {
                res.add(meant);
            }
            Some(res).filter(|named| !named.is_empty())
        };
        match kind {
            Kind::End => of_kind(Kind::Zone).or_else(|| of_kind(Kind::Role)),
            Kind::Any | Kind::Zone | Kind::Role | Kind::Service | Kind::Protocol | Kind::Scenario => of_kind(kind),
        }
    }
}

impl Named {
    fn add(&mut self, meant: Meant<'_>) {
        match meant {
            Meant::Zone(idx) => drop(self.zones.insert(idx)),
            Meant::Role(idx) => drop(self.roles.insert(idx)),
            Meant::Tunnel(idx) => drop(self.tunnels.insert(idx)),
            Meant::Service(idx) => drop(self.services.insert(idx)),
            Meant::Endpoint(at) => drop(self.endpoints.insert(at)),
            Meant::Protocol(name) => drop(self.protocols.insert(Arc::from(name))),
            Meant::Scenario(name) => drop(self.scenarios.insert(Arc::from(name))),
            Meant::Own(text) => drop(self.own.insert(text.to_owned())),
        }
    }
}

fn plain(names: &[Arc<str>]) -> impl Iterator<Item = &str> {
    names.iter().map(|name| &**name)
}

fn added(change: &Override) -> Option<&AddedFlow> {
    match change {
        Override::Add { flow, .. } => Some(flow),
        Override::Suppress { .. } => None,
    }
}

/// Whether something with this name is meant by what is typed.
fn is_called(name: &str, typed: &str) -> bool {
    let is = |text: &str| letters_of(text).eq(letters_of(typed));
    let is_before = |text: &str| text.split_once(" (").is_some_and(|(before, _)| is(before));
    letters_of(typed).next().is_some() && (is(name) || is_before(name))
}

/// What is typed for a zone, and for no other one: its name, else its id, in quotes. `None`: neither tells it from
/// others.
pub(crate) fn zone_word(plan: &Plan, zone_idx: usize) -> Option<String> {
    let zone = plan.zones.get(zone_idx)?;
    let is_its_own = |typed: &&str| {
        let is_meant = |other: &Zone| is_called(other.id.as_str(), typed) || is_called(&other.name, typed);
        let others = plan.zones.iter().enumerate().filter(|(idx, _)| *idx != zone_idx);
        let is_whole = !typed.contains(['"', '“', '”', '„']) && is_meant(zone);
        is_whole && others.into_iter().all(|(_, other)| !is_meant(other))
    };
    [zone.name.as_str(), zone.id.as_str()].into_iter().find(is_its_own).map(|word| format!("\"{word}\""))
}

/// Whether each of these words begins one of a text; a short one must be one.
fn has_words(text: &str, words: &[String]) -> bool {
    let of_text: Vec<String> = words_of(text).collect();
    let has = |word: &String| {
        let is_short = word.chars().count() <= SHORT;
        of_text.iter().any(|other| other == word || !is_short && other.starts_with(word.as_str()))
    };
    words.iter().all(has)
}
