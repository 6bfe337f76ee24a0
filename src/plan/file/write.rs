//! Every field of the file as it is written, in the order of the file. What says nothing is left out.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::format::FORMAT;
use super::words::Choice;
use crate::ids::ZoneId;
use crate::net::PortRange;
use crate::plan::{
    AcceptedRisk, AddedFlow, Call, Carries, Host, Listener, Override, OwnRole, PairSettings, Placement, Plan, Request,
    RpcStrategy, Scope, Selector, Trust, Tunnel, Zone,
};
use crate::ron_text::layout::{CURLY, ROUND, SQUARE, inline, quoted, rows};

/// Addresses stand on one line as long as it has at most so many characters.
const LINE_WIDTH: usize = 100;

/// Writes a plan in its canonical form: the same plan, the same bytes.
///
/// Fields in a fixed order, defaults left out, maps and sets sorted, a line for each placement,
/// LF at each line's end, the last one included.
#[must_use]
pub fn write(plan: &Plan) -> String {
    let plan = plan.clone().canonical();
    let lists = |name, items| list(name, items, |items| rows(SQUARE, items));
    let fields = [
        Some(field("format", FORMAT)),
        text("title", &plan.title),
        text("note", &plan.note),
        request(&plan.request),
        list("assumptions", entries(&plan.assumptions, word), |items| rows(CURLY, items)),
        list("scenarios", entries(&plan.scenarios, word), |items| rows(CURLY, items)),
        list("choices", entries(&plan.choices, |option| quoted(option)), |items| rows(CURLY, items)),
        rpc(&plan),
        lists("scopes", plan.scopes.iter().map(scope).collect()),
        lists("trusts", plan.trusts.iter().map(trust).collect()),
        lists("roles", plan.roles.iter().map(own_role).collect()),
        lists("zones", plan.zones.iter().map(|item| zone(item)).collect()),
        lists("pairs", plan.pairs.iter().map(pair).collect()),
        lists("tunnels", plan.tunnels.iter().map(tunnel).collect()),
        lists("overrides", plan.overrides.iter().map(an_override).collect()),
        lists("accepted", plan.accepted.iter().map(accepted_risk).collect()),
    ];
    rows(ROUND, said(fields)) + "\n"
}

fn request(request: &Request) -> Option<String> {
    let fields = said([
        text("ticket", &request.ticket),
        text("requester", &request.requester),
        text("owner", &request.owner),
        text("approver", &request.approver),
        text("application_id", &request.application_id),
        text("environment", &request.environment),
        text("justification", &request.justification),
        text("valid_from", &request.valid_from),
        text("valid_until", &request.valid_until),
        request.logging.map(|logging| field("logging", logging)),
        text("firewall_note", &request.firewall_note),
    ]);
    list("request", fields, |fields| rows(ROUND, fields))
}

/// The RPC settings of the plan itself.
fn rpc(plan: &Plan) -> Option<String> {
    let fields = said([
        (plan.rpc != RpcStrategy::default()).then(|| field("strategy", strategy(&plan.rpc))),
        plan.mapper_only.then(|| field("mapper_only", true)),
    ]);
    list("rpc", fields, |fields| inline(ROUND, &fields))
}

fn strategy(strategy: &RpcStrategy) -> String {
    match strategy {
        RpcStrategy::Dynamic => "dynamic".to_owned(),
        RpcStrategy::Restricted(range) => format!("restricted{}", ends(*range)),
        RpcStrategy::Pinned(pins) => format!("pinned({})", inline(CURLY, &entries(pins, |range| ports(*range)))),
    }
}

fn scope(scope: &Scope) -> String {
    record([
        Some(field("id", quoted(&scope.id))),
        Some(field("kind", quoted(&scope.kind))),
        text("name", &scope.name),
        text("forest", &scope.forest),
        map("choices", &scope.choices, |option| quoted(option)),
    ])
}

fn trust(trust: &Trust) -> String {
    record([
        Some(field("trusting", quoted(&trust.trusting))),
        Some(field("trusted", quoted(&trust.trusted))),
        choice("direction", trust.direction),
        choice("kind", trust.kind),
    ])
}

fn own_role(role: &OwnRole) -> String {
    let lists = |name, items| list(name, items, |items| rows(SQUARE, items));
    let fields = [
        Some(field("id", quoted(&role.id))),
        Some(field("name", quoted(&role.name))),
        text("summary", &role.summary),
        lists("listens", role.listens.iter().map(listener).collect()),
        lists("calls", role.calls.iter().map(call).collect()),
    ];
    rows(ROUND, said(fields))
}

fn listener(listener: &Listener) -> String {
    record([
        text("application_protocol", &listener.application_protocol),
        Some(field("transport", listener.transport.word())),
        listener.ports.map(|range| field("ports", ports(range))),
    ])
}

fn call(call: &Call) -> String {
    record([
        Some(field("role", quoted(&call.role))),
        texts("uses", &call.uses),
        text("purpose", &call.purpose),
        call.scenario.as_ref().map(|scenario| field("scenario", quoted(scenario))),
        call.scope.as_ref().map(|kind| field("scope", quoted(kind))),
    ])
}

fn zone(zone: &Zone) -> String {
    let fields = [
        Some(field("id", quoted(&zone.id))),
        text("name", &zone.name),
        list("addresses", zone.addresses.iter().map(quoted).collect(), addresses),
        choice("trust", zone.trust),
        choice("color", zone.color),
        text("group", &zone.group),
        text("note", &zone.note),
        // Always on one line: a tick changes that line and no other.
        texts("os", &zone.os),
        list("assumptions", entries(&zone.assumptions, word), |items| rows(CURLY, items)),
        zone.rpc.as_ref().map(|rpc| field("rpc", strategy(rpc))),
        // The brackets always stand there, so that the first role is one more line like any other.
        Some(field("placements", rows(SQUARE, zone.placements.iter().map(placement).collect()))),
    ];
    rows(ROUND, said(fields))
}

/// The addresses of a zone, on one line if they fit there.
fn addresses(items: Vec<String>) -> String {
    const BEFORE: &str = "            addresses: ";
    let res = inline(SQUARE, &items);
    if BEFORE.len() + res.chars().count() > LINE_WIDTH { rows(SQUARE, items) } else { res }
}

fn placement(placement: &Placement) -> String {
    record([
        Some(field("role", quoted(&placement.role))),
        texts("os", &placement.os),
        map("scopes", &placement.scopes, |scope| quoted(scope)),
        texts("serves", &placement.serves),
        texts("without", &placement.without),
        placement.rpc.as_ref().map(|rpc| field("rpc", strategy(rpc))),
        placement.dynamic_range.map(|range| field("dynamic_range", ends(range))),
        map("ports", &placement.ports, |range| ports(*range)),
        list("hosts", placement.hosts.iter().map(host).collect(), |hosts| inline(SQUARE, &hosts)),
        text("note", &placement.note),
    ])
}

fn host(host: &Host) -> String {
    record([text("name", &host.name), texts("addresses", &host.addresses)])
}

fn pair(((source, destination), settings): (&(ZoneId, ZoneId), &PairSettings)) -> String {
    record([
        Some(field("source", quoted(source))),
        Some(field("destination", quoted(destination))),
        map("assumptions", &settings.assumptions, word),
        map("scenarios", &settings.scenarios, word),
        settings.mapper_only.map(|mapper_only| field("mapper_only", mapper_only)),
        text("ticket", &settings.request.ticket),
        text("justification", &settings.request.justification),
        settings.request.logging.map(|logging| field("logging", logging)),
        text("note", &settings.note),
    ])
}

fn tunnel(tunnel: &Tunnel) -> String {
    let endpoints = tunnel.endpoints.each_ref().map(|addresses| inline(SQUARE, &quoted_all(addresses)));
    record([
        Some(field("kind", quoted(&tunnel.kind))),
        Some(field("zones", inline(ROUND, &quoted_all(&tunnel.zones)))),
        tunnel
            .endpoints
            .iter()
            .any(|addresses| !addresses.is_empty())
            .then(|| field("endpoints", inline(ROUND, &endpoints))),
        match &tunnel.carries {
            Carries::Everything => None,
            Carries::Selection(selectors) => {
                let selectors: Vec<String> = selectors.iter().map(selector).collect();
                Some(field("carries", format!("selection({})", inline(SQUARE, &selectors))))
            }
        },
        tunnel.opener.as_ref().map(|opener| field("opener", quoted(opener))),
        text("note", &tunnel.note),
    ])
}

fn selector(selector: &Selector) -> String {
    record([
        selector.source_zone.as_ref().map(|zone| field("source_zone", quoted(zone))),
        selector.destination_zone.as_ref().map(|zone| field("destination_zone", quoted(zone))),
        selector.source_role.as_ref().map(|role| field("source_role", quoted(role))),
        selector.destination_role.as_ref().map(|role| field("destination_role", quoted(role))),
        selector.service.as_ref().map(|service| field("service", quoted(service))),
        selector.transport.map(|transport| field("transport", transport.word())),
        selector.ports.map(|range| field("ports", ports(range))),
    ])
}

fn an_override(entry: &Override) -> String {
    match entry {
        Override::Suppress { selector: flows, reason } => {
            format!("suppress{}", record([Some(field("match", selector(flows))), text("reason", reason)]))
        }
        Override::Add { flow, reason } => format!("add{}", added_flow(flow, reason)),
    }
}

fn added_flow(flow: &AddedFlow, reason: &str) -> String {
    record([
        Some(field("source_zone", quoted(&flow.source_zone))),
        Some(field("destination_zone", quoted(&flow.destination_zone))),
        text("source_role", &flow.source_role),
        text("destination_role", &flow.destination_role),
        text("service", &flow.service),
        text("application_protocol", &flow.application_protocol),
        Some(field("transport", flow.transport.word())),
        flow.ports.map(|range| field("ports", ports(range))),
        flow.scenario.as_ref().map(|scenario| field("scenario", quoted(scenario))),
        text("reason", reason),
    ])
}

fn accepted_risk(risk: &AcceptedRisk) -> String {
    record([
        Some(field("finding", quoted(&risk.finding))),
        texts("about", &risk.about),
        Some(field("reason", quoted(&risk.reason))),
        Some(field("by", quoted(&risk.by))),
        risk.on.map(|on| field("on", quoted(on))),
        risk.until.map(|until| field("until", quoted(until))),
    ])
}

/// A struct on one line.
fn record<const N: usize>(fields: [Option<String>; N]) -> String {
    inline(ROUND, &said(fields))
}

fn said<const N: usize>(fields: [Option<String>; N]) -> Vec<String> {
    fields.into_iter().flatten().collect()
}

fn field(name: &str, value: impl Display) -> String {
    format!("{name}: {value}")
}

/// A field that is left out when it is empty.
fn list(name: &str, items: Vec<String>, layout: fn(Vec<String>) -> String) -> Option<String> {
    (!items.is_empty()).then(|| field(name, layout(items)))
}

fn text(name: &str, text: &str) -> Option<String> {
    (!text.is_empty()).then(|| field(name, quoted(text)))
}

/// Texts on one line.
fn texts<'a, T: Display + 'a>(name: &str, texts: impl IntoIterator<Item = &'a T>) -> Option<String> {
    list(name, quoted_all(texts), |texts| inline(SQUARE, &texts))
}

/// A map on one line.
fn map<K: Display, V>(name: &str, map: &BTreeMap<K, V>, value: fn(&V) -> String) -> Option<String> {
    list(name, entries(map, value), |entries| inline(CURLY, &entries))
}

fn choice<T: Choice + Default + PartialEq>(name: &str, choice: T) -> Option<String> {
    (choice != T::default()).then(|| field(name, choice.word()))
}

fn entries<K: Display, V>(map: &BTreeMap<K, V>, value: fn(&V) -> String) -> Vec<String> {
    map.iter().map(|(key, val)| format!("{}: {}", quoted(key), value(val))).collect()
}

fn quoted_all<'a, T: Display + 'a>(texts: impl IntoIterator<Item = &'a T>) -> Vec<String> {
    texts.into_iter().map(quoted).collect()
}

fn word<T: Choice>(choice: &T) -> String {
    choice.word().to_owned()
}

/// `445` or `"49152-65535"`.
fn ports(range: PortRange) -> String {
    if range.first() == range.last() { range.to_string() } else { quoted(range) }
}

/// `(49152, 65535)`.
fn ends(range: PortRange) -> String {
    format!("({}, {})", range.first(), range.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every field, as it is written.
    const CANONICAL: &str = r#"(
    format: 2,
    title: "Branch office",
    note: "First line\nSecond line",
    request: (
        ticket: "CHG-1",
        requester: "R",
        owner: "O",
        justification: "J",
        valid_until: "2027-01-31",
    ),
    assumptions: {
        "ldaps": unused,
        "netbios": in_use,
    },
    scenarios: {
        "Mail-based replication": declined,
    },
    choices: {
        "site-traffic": "https",
    },
    rpc: (strategy: pinned({"netlogon": 50001, "ntds": 50000}), mapper_only: true),
    scopes: [
        (id: "corp", kind: "ad-domain", name: "corp.example", forest: "corp.example", choices: {"site-traffic": "http"}),
    ],
    trusts: [
        (trusting: "corp", trusted: "partner", direction: two_way, kind: forest),
    ],
    roles: [
        (
            id: "own-client",
            name: "Payroll client",
        ),
        (
            id: "own-server",
            name: "Payroll server",
            summary: "N",
            listens: [
                (application_protocol: "HTTPS", transport: tcp, ports: 8443),
                (transport: udp, ports: "9000-9010"),
                (transport: gre),
            ],
            calls: [
                (role: "sql-server", uses: ["sql/tds"], purpose: "P", scenario: "S", scope: "ad-domain"),
            ],
        ),
    ],
    zones: [
        (
            id: "clients",
            name: "Clients",
            addresses: ["10.1.0.0/16", "10.2.0.1-10.2.0.9"],
            trust: low,
            color: teal,
            group: "Berlin",
            note: "N",
            os: ["windows-10", "windows-11"],
            assumptions: {
                "netbios": optional,
            },
            rpc: restricted(50000, 50255),
            placements: [
                (role: "dc"),
                (role: "dc", os: ["server-2022"], scopes: {"ad-domain": "corp"}, serves: ["a", "b"], without: ["dns"], rpc: dynamic, dynamic_range: (50000, 51000), ports: {"sql/dac": "1434-1435", "sql/tds": 1500}, note: "N"),
            ],
        ),
        (
            id: "core",
            placements: [
            ],
        ),
    ],
    pairs: [
        (source: "clients", destination: "core", assumptions: {"netbios": unused}, scenarios: {"S": accepted}, mapper_only: false, note: "N"),
    ],
    tunnels: [
        (kind: "l2tp-ipsec", zones: ("clients", "core"), endpoints: (["192.0.2.1"], []), carries: selection([(source_zone: "clients", transport: tcp, ports: 445)]), opener: "clients", note: "N"),
    ],
    overrides: [
        suppress(match: (source_zone: "clients", destination_zone: "core", source_role: "a", destination_role: "b", service: "smb", transport: udp, ports: "137-138"), reason: "R"),
        add(source_zone: "core", destination_zone: "clients", source_role: "S", destination_role: "D", service: "Backup agent", application_protocol: "Backup", transport: tcp, ports: "9000-9010", scenario: "S", reason: "R"),
    ],
    accepted: [
        (finding: "legacy-protocol", about: ["clients", "core", "telnet"], reason: "R", by: "B", on: "2026-11-30", until: "2027-01-31"),
        (finding: "many-ports", reason: "R", by: "B"),
    ],
)
"#;

    #[test]
    fn a_canonical_file_survives_to_the_byte() {
        let plan = crate::plan::file::read(CANONICAL).expect("the file").plan;
        assert_eq!(write(&plan), CANONICAL);
    }

    #[test]
    fn addresses_stand_on_one_line_as_long_as_they_fit() {
        let addresses = |text: &str| addresses(vec![quoted(text), quoted("b")]);
        let fits = "x".repeat(LINE_WIDTH - "            addresses: [\"\", \"b\"]".len());
        assert_eq!(addresses(&fits), format!("[\"{fits}\", \"b\"]"));
        assert_eq!(addresses(&format!("{fits}x")), format!("[\n    \"{fits}x\",\n    \"b\",\n]"));
    }
}
