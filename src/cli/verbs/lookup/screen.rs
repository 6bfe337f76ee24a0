//! What fits a screen: the best hit as far as there is room, the names of the next ones, and how much more there is.

use std::collections::BTreeMap;
use std::io;

use itertools::Itertools as _;

use super::heading::{default_of, heading, need, ports, service_name};
use super::whole::{write_document, write_os};
use crate::cli::console::Lines;
use crate::cli::text_table::{WIDTH, write_labelled};
use crate::view::{Caller, ConnectionFound, EndpointFound, Found, Lookup, ServiceFound, caveats};

/// How many lines an answer has at most.
const SCREEN: usize = 40;

/// How many hits are named behind the first one.
const MAX_NAMED: usize = 12;

/// Writes the best hit as far as there is room, then the names of the next ones, and how much more there is.
pub(super) fn write(out: &mut Lines<'_>, found: &Lookup) -> io::Result<()> {
    let mut top = found.explained.clone();
    top.extend(caveats(&found.lacking, &found.nearest));
    top.extend(Some(found.dynamic_sentence.clone()).filter(|sentence| !sentence.is_empty()));
    if found.hits.is_empty() && found.explained.is_empty() {
        top.push("Nothing in the catalog has the port to itself".to_owned());
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
    let is_whole = others.is_empty()
        && match found.hits.first() {
            None => found.wide_sentence.is_empty() && found.ranges.is_empty(),
            Some(Found::Os(_) | Found::Document(_)) => true,
            Some(Found::Role(_) | Found::Service(_) | Found::Scenario(_) | Found::RpcServer(_)) => false,
        };
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

/// What is written, as lines.
fn rendered(write: impl FnOnce(&mut Lines<'_>) -> io::Result<()>) -> Vec<String> {
    let mut bytes = Vec::new();
    // A vector takes everything.
    drop(write(&mut Lines::new(&mut bytes)));
    String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect()
}

/// A text as the lines that it takes.
fn lines_of(label: &str, text: &str) -> Vec<String> {
    rendered(|out| write_labelled(out, label, text))
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
            res.say("  default ", default_of(scenario));
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
        Found::Os(os) => res.always.extend(rendered(|out| write_os(out, os))),
        Found::Document(document) => res.always.extend(rendered(|out| write_document(out, document))),
    }
    res
}

/// `Logon server: Log on; TCP 88; UDP 88; required`.
fn connection_text(other_role: &str, connection: &ConnectionFound) -> String {
    let ConnectionFound { ports, purpose, scenario, .. } = connection;
    format!("{other_role}: {purpose}; {ports}; {}", need(scenario.as_deref()))
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
