//! `lookup`: what the reference says about a few words, as text.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use itertools::Itertools as _;

use super::input;
use crate::catalog::{Port, ScenarioDecision};
use crate::cli::console::{Console, Lines};
use crate::cli::outcome::Failure;
use crate::cli::text_table::{WIDTH, write_labelled};
use crate::view::{
    self, Caller, ConnectionFound, DocumentFound, EndpointFound, Found, Lookup, OsFound, RoleFound, RpcServerFound,
    ScenarioFound, ServiceFound,
};

/// How many lines an answer has at most, unless all of it is asked for.
const SCREEN: usize = 40;

/// How many hits are named behind the first one.
const MAX_NAMED: usize = 12;

/// How much is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::cli) enum Extent {
    /// What fits a screen: the best hit, and the names of others.
    Screen,
    /// Everything that was found, with all that is said of it.
    All,
}

/// Writes what the words find, the best first.
pub(in crate::cli) fn lookup(
    words: &str,
    extent: Extent,
    overlay: Option<&Path>,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let catalog = input::catalog(overlay, console)?;
    let found = view::lookup(&catalog, words);
    if found.is_empty() {
        console.say(&format!("nothing found for “{words}”"));
        return Ok(());
    }
    match extent {
        Extent::Screen => Ok(write_screen(&mut console.lines(), &found)?),
        Extent::All => Ok(write_all(console.lines(), &found)?),
    }
}

fn write_all(out: Lines<'_>, found: &Lookup) -> io::Result<()> {
    let mut blocks = Blocks { out, has_block: false };
    if !found.lacking.is_empty() {
        blocks.begin()?;
        write_labelled(&mut blocks.out, "", &lacking(found))?;
    }
    for hit in &found.hits {
        if let Found::Service(service) = hit {
            write_endpoints(&mut blocks, service)?;
            continue;
        }
        blocks.begin()?;
        match hit {
            Found::Role(role) => write_role(&mut blocks.out, role)?,
            Found::Service(_) => {}
            Found::Scenario(scenario) => write_scenario(&mut blocks.out, scenario)?,
            Found::RpcServer(server) => write_rpc_server(&mut blocks.out, server)?,
            Found::Os(os) => write_os(&mut blocks.out, os)?,
            Found::Document(document) => write_document(&mut blocks.out, document)?,
        }
    }
    for service in &found.wide {
        write_endpoints(&mut blocks, service)?;
    }
    if !found.ranges.is_empty() {
        blocks.begin()?;
        found.ranges.iter().try_for_each(|range| write_labelled(&mut blocks.out, "", range))?;
    }
    Ok(())
}

fn write_endpoints(blocks: &mut Blocks<'_>, service: &ServiceFound) -> io::Result<()> {
    for endpoint in &service.endpoints {
        blocks.begin()?;
        write_endpoint(&mut blocks.out, service, endpoint)?;
    }
    Ok(())
}

fn lacking(found: &Lookup) -> String {
    format!("Nothing has all of these words. Without “{}”:", found.lacking.join(" "))
}

/// Writes the best hit as far as there is room, then the names of the next ones, and how much more there is.
fn write_screen(out: &mut Lines<'_>, found: &Lookup) -> io::Result<()> {
    let mut top = Vec::new();
    if !found.lacking.is_empty() {
        top.push(lacking(found));
    }
    if found.hits.is_empty() {
        top.push("Nothing has the port to itself".to_owned());
        top.extend(found.ranges.iter().cloned());
    }
    let others = found.hits.get(1..).unwrap_or_default();
    let top: Vec<String> = top.iter().flat_map(|text| lines_of("", text)).collect();
    let mut names: Vec<String> = others.iter().take(MAX_NAMED).map(|hit| format!("  {}", heading(hit))).collect();
    let num_more = others.len() - names.len();
    if num_more > 0 {
        names.push(format!("  and {num_more} more"));
    }
    let bottom = if found.wide_sentence.is_empty() { Vec::new() } else { lines_of("", &found.wide_sentence) };
    let around: usize =
        [&top, &names, &bottom].into_iter().filter(|lines| !lines.is_empty()).map(|it| it.len() + 1).sum();
    // A line says what is left out.
    let room = SCREEN.saturating_sub(around + 2);
    let block = found.hits.first().map_or_else(Vec::new, |first| fitted(first, room));
    let mut parts = vec![top, block, names.iter().map(|name| cut(name)).collect(), bottom];
    let is_whole = others.is_empty() && matches!(found.hits.first(), Some(Found::Os(_) | Found::Document(_)));
    if !is_whole {
        parts.last_mut().into_iter().for_each(|last| last.push("--all says all of it".to_owned()));
    }
    parts.retain(|lines| !lines.is_empty());
    for (idx, lines) in parts.iter().enumerate() {
        if idx > 0 {
            out.line("")?;
        }
        lines.iter().try_for_each(|line| out.line(line))?;
    }
    Ok(())
}

/// A text as the lines that it takes.
fn lines_of(label: &str, text: &str) -> Vec<String> {
    let mut bytes = Vec::new();
    // A vector takes everything.
    drop(write_labelled(&mut Lines::new(&mut bytes), label, text));
    String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()
}

/// The first of the lines that a text takes.
fn cut(text: &str) -> String {
    let text = text.trim_end();
    if text.chars().count() <= WIDTH { text.to_owned() } else { text.chars().take(WIDTH - 1).chain(['…']).collect() }
}

/// What is said of a hit: what is always said, and lists of which the first entries are said.
#[derive(Default)]
struct Summary {
    always: Vec<String>,
    lists: Vec<(&'static str, Vec<String>)>,
    end: Vec<String>,
}

impl Summary {
    fn new(heading: &str) -> Self {
        Self { always: lines_of("", heading), ..Self::default() }
    }

    fn say(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.always.extend(lines_of(label, text));
        }
    }

    fn list(&mut self, label: &'static str, texts: Vec<String>) {
        if !texts.is_empty() {
            self.lists.push((label, texts.into_iter().unique().collect()));
        }
    }
}

/// A hit in so many lines.
fn fitted(hit: &Found, room: usize) -> Vec<String> {
    let Summary { mut always, lists, end } = summary(hit);
    let mut room = room.saturating_sub(always.len() + end.len());
    for (idx, (label, texts)) in lists.iter().enumerate() {
        // What a short list leaves is there for the next.
        let share = room / (lists.len() - idx);
        let mut lines: Vec<String> = Vec::new();
        for (text_idx, text) in texts.iter().enumerate() {
            let more = lines_of(label, text);
            let num_left = texts.len() - text_idx;
            let is_last = num_left == 1;
            if lines.len() + more.len() + usize::from(!is_last) > share {
                lines.extend(lines_of(label, &format!("and {num_left} more")));
                break;
            }
            lines.extend(more);
        }
        room = room.saturating_sub(lines.len());
        always.extend(lines);
    }
    always.extend(end);
    always
}

fn summary(hit: &Found) -> Summary {
    let heading = match hit {
        Found::Service(service) if service.endpoints.len() != 1 => {
            format!("Service {}{}", service.name, service_name(service))
        }
        _ => heading(hit),
    };
    let mut res = Summary::new(&heading);
    match hit {
        Found::Role(role) => {
            res.say("  is      ", &role.summary);
            res.say("  called  ", &role.aliases.join(", "));
            res.say("  on      ", &role.os);
            res.say("  runs    ", &role.runs.join("; "));
            res.say("  implies ", &role.implies.join("; "));
            res.say("  ports   ", &role.ports);
            res.say("  may be  ", &role.ports_of_scenarios);
            if role.found_by.is_empty() {
                res.list("  to      ", role.opens.iter().map(|it| connection_text(&it.destination_role, it)).collect());
                res.list("  from    ", role.reached_by.iter().map(|it| connection_text(&it.source_role, it)).collect());
            } else {
                res.list(
                    "  to      ",
                    role.found_by.iter().map(|it| connection_text(&it.destination_role, it)).collect(),
                );
            }
            res.end = lines_of("  see     ", &role.references.join("; "));
        }
        Found::Service(service) => match &service.endpoints[..] {
            [endpoint] => summarize_endpoint(&mut res, service, endpoint),
            endpoints => summarize_service(&mut res, service, endpoints),
        },
        Found::Scenario(scenario) => {
            res.say("  is      ", &scenario.summary);
            res.say("  called  ", &scenario.aliases.join(", "));
            let ends =
                |it: &ConnectionFound| connection_text(&format!("{} to {}", it.source_role, it.destination_role), it);
            res.list("  opens   ", scenario.connections.iter().map(ends).collect());
        }
        Found::RpcServer(server) => {
            res.say("  called  ", &server.aliases.join(", "));
            res.say("  pin     ", &server.pin);
            res.list("  has     ", server.endpoints.clone());
            res.end = lines_of("  see     ", &server.references.join("; "));
        }
        Found::Os(_) | Found::Document(_) => {
            let mut bytes = Vec::new();
            let mut out = Lines::new(&mut bytes);
            // A vector takes everything.
            drop(match hit {
                Found::Os(os) => write_os(&mut out, os),
                Found::Document(document) => write_document(&mut out, document),
                Found::Role(_) | Found::Service(_) | Found::Scenario(_) | Found::RpcServer(_) => Ok(()),
            });
            res.always = String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect();
        }
    }
    res
}

/// `Logon server: Log on; TCP 88; UDP 88; required`.
fn connection_text(other_role: &str, connection: &ConnectionFound) -> String {
    let ConnectionFound { ports, purpose, scenario, .. } = connection;
    format!("{other_role}: {purpose}; {ports}; {}", need(scenario.as_deref()))
}

fn need(scenario: Option<&str>) -> String {
    scenario.map_or_else(|| "required".to_owned(), |scenario| format!("optional, for {scenario}"))
}

fn summarize_endpoint(res: &mut Summary, service: &ServiceFound, endpoint: &EndpointFound) {
    res.say("  is      ", &service.summary);
    res.say("  called  ", &endpoint.aliases.join(", "));
    res.say("  run by  ", &service.run_by.join("; "));
    res.say("  only    ", &endpoint.condition);
    res.say("  note    ", &endpoint.note);
    let caller = |it: &Caller| {
        format!("{} to {}: {}; {}", it.source_role, it.destination_role, it.purpose, need(it.scenario.as_deref()))
    };
    res.list("  from    ", endpoint.callers.iter().map(caller).collect());
    res.end = lines_of("  see     ", &endpoint.references.join("; "));
}

fn summarize_service(res: &mut Summary, service: &ServiceFound, endpoints: &[EndpointFound]) {
    res.say("  is      ", &service.summary);
    res.say("  called  ", &service.aliases.join(", "));
    res.say("  run by  ", &service.run_by.join("; "));
    let listens = |it: &EndpointFound| format!("{}{}, {}", it.transport, ports(it), it.application_protocol);
    res.list("  listens ", endpoints.iter().map(listens).unique().collect());
    let mut callers: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for endpoint in endpoints {
        for caller in &endpoint.callers {
            let ends = (&*caller.source_role, &*caller.destination_role);
            callers.entry(ends).or_default().push(format!("{} {}", endpoint.transport, endpoint.ports));
        }
    }
    let from = |((source, destination), ports): ((&str, &str), Vec<String>)| {
        format!("{source} to {destination}: {}", ports.iter().map(|ports| ports.trim_end()).unique().join("; "))
    };
    res.list("  from    ", callers.into_iter().map(from).collect());
}

/// What names a hit.
fn heading(hit: &Found) -> String {
    match hit {
        Found::Role(role) => format!("Role {} ({}), {}", role.name, role.id, role.family),
        Found::Service(service) => match &service.endpoints[..] {
            [endpoint] => endpoint_heading(service, endpoint),
            endpoints => {
                let listens = endpoints.iter().map(|it| format!("{}{}", it.transport, ports(it))).unique().join("; ");
                let listens = if listens.is_empty() { listens } else { format!(": {listens}") };
                format!("Service {}{}{listens}", service.name, service_name(service))
            }
        },
        Found::Scenario(scenario) => format!("Scenario {}", scenario.name),
        Found::RpcServer(server) => format!("RPC server {} ({})", server.name, server.id),
        Found::Os(os) => format!("OS version {} ({})", os.name, os.id),
        Found::Document(document) => format!("Document {}", document.label),
    }
}

fn service_name(service: &ServiceFound) -> String {
    if service.service_name.is_empty() { String::new() } else { format!(" ({})", service.service_name) }
}

/// Where an endpoint listens, with a blank in front; empty where there is no port.
fn ports(endpoint: &EndpointFound) -> String {
    match endpoint.port {
        Port::RpcDynamic(_) | Port::OsDynamic => format!(" {} (dynamic)", endpoint.ports),
        Port::Parameter(None) => " port chosen by the administrator".to_owned(),
        Port::Parameter(Some(_)) => format!(" {} (default)", endpoint.ports),
        Port::Fixed(_) => format!(" {}", endpoint.ports),
        Port::Protocol => String::new(),
    }
}

fn endpoint_heading(service: &ServiceFound, endpoint: &EndpointFound) -> String {
    let EndpointFound { transport, application_protocol, .. } = endpoint;
    format!("{transport}{}, {application_protocol}: {}{}", ports(endpoint), service.name, service_name(service))
}

/// Blocks of lines with an empty line between them.
struct Blocks<'a> {
    out: Lines<'a>,
    has_block: bool,
}

impl Blocks<'_> {
    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.has_block, true) { self.out.line("") } else { Ok(()) }
    }
}

fn write_endpoint(out: &mut Lines<'_>, service: &ServiceFound, endpoint: &EndpointFound) -> io::Result<()> {
    write_labelled(out, "", &endpoint_heading(service, endpoint))?;
    write_list(out, "  called  ", &endpoint.aliases)?;
    write_list(out, "  run by  ", &service.run_by)?;
    write_text(out, "  only    ", &endpoint.condition)?;
    write_text(out, "  note    ", &endpoint.note)?;
    endpoint.callers.iter().try_for_each(|caller| write_caller(out, caller))?;
    write_text(out, "  see     ", &endpoint.references.join("; "))
}

fn write_caller(out: &mut Lines<'_>, caller: &Caller) -> io::Result<()> {
    let Caller { source_role, destination_role, purpose, scenario, condition, references } = caller;
    let details = details(scenario.as_deref(), condition, references);
    write_labelled(out, "  from    ", &format!("{source_role} to {destination_role}: {purpose}; {details}"))
}

/// `required; listener OS: … [KB 832017]`.
fn details(scenario: Option<&str>, condition: &str, references: &[String]) -> String {
    let need = need(scenario);
    let separator = if condition.is_empty() { "" } else { "; " };
    format!("{need}{separator}{condition} [{}]", references.join("; "))
}

fn write_role(out: &mut Lines<'_>, role: &RoleFound) -> io::Result<()> {
    write_labelled(out, "", &format!("Role {} ({}), {}", role.name, role.id, role.family))?;
    write_text(out, "  is      ", &role.summary)?;
    write_list(out, "  called  ", &role.aliases)?;
    write_text(out, "  on      ", &role.os)?;
    write_list(out, "  runs    ", &role.runs)?;
    write_list(out, "  implies ", &role.implies)?;
    write_text(out, "  ports   ", &role.ports)?;
    write_text(out, "  may be  ", &role.ports_of_scenarios)?;
    for connection in &role.opens {
        write_connection(out, "  to      ", &connection.destination_role, connection)?;
    }
    for connection in &role.reached_by {
        write_connection(out, "  from    ", &connection.source_role, connection)?;
    }
    write_text(out, "  see     ", &role.references.join("; "))
}

fn write_scenario(out: &mut Lines<'_>, scenario: &ScenarioFound) -> io::Result<()> {
    write_labelled(out, "", &format!("Scenario {}", scenario.name))?;
    write_text(out, "  is      ", &scenario.summary)?;
    write_list(out, "  called  ", &scenario.aliases)?;
    let default = match scenario.default {
        ScenarioDecision::Undecided => "",
        ScenarioDecision::Declined => "declined by the catalog until you accept it",
        ScenarioDecision::Accepted => "accepted by the catalog until you decline it",
    };
    write_text(out, "  default ", default)?;
    scenario.connections.iter().try_for_each(|connection| {
        let ends = format!("{} to {}", connection.source_role, connection.destination_role);
        write_connection(out, "  opens   ", &ends, connection)
    })
}

fn write_rpc_server(out: &mut Lines<'_>, server: &RpcServerFound) -> io::Result<()> {
    write_labelled(out, "", &format!("RPC server {} ({})", server.name, server.id))?;
    write_list(out, "  called  ", &server.aliases)?;
    write_text(out, "  pin     ", &server.pin)?;
    write_text(out, "  has     ", &server.endpoints.join("; "))?;
    write_text(out, "  see     ", &server.references.join("; "))
}

fn write_connection(
    out: &mut Lines<'_>,
    label: &str,
    other_role: &str,
    connection: &ConnectionFound,
) -> io::Result<()> {
    let ConnectionFound { ports, purpose, scenario, condition, references, .. } = connection;
    let details = details(scenario.as_deref(), condition, references);
    write_labelled(out, label, &format!("{other_role}: {purpose}; {ports}; {details}"))
}

fn write_os(out: &mut Lines<'_>, os: &OsFound) -> io::Result<()> {
    write_labelled(out, "", &format!("OS version {} ({})", os.name, os.id))?;
    write_text(out, "  dynamic ports  ", &os.dynamic_range)?;
    write_text(out, "  released       ", &os.released)?;
    write_text(out, "  support ends   ", &os.support_ends)?;
    write_text(out, "  see            ", &os.references.join("; "))
}

fn write_document(out: &mut Lines<'_>, document: &DocumentFound) -> io::Result<()> {
    write_labelled(out, "", &format!("Document {}", document.label))?;
    write_text(out, "  title      ", &document.title)?;
    write_text(out, "  publisher  ", &document.publisher)?;
    write_text(out, "  stands at  ", &document.document)?;
    write_text(out, "  version    ", &document.version)?;
    write_text(out, "  read       ", &document.read)
}

fn write_list(out: &mut Lines<'_>, label: &str, values: &[Arc<str>]) -> io::Result<()> {
    write_text(out, label, &values.join("; "))
}

fn write_text(out: &mut Lines<'_>, label: &str, text: &str) -> io::Result<()> {
    if text.is_empty() { Ok(()) } else { write_labelled(out, label, text) }
}
