//! The rules of a report, pair by pair, each with its reasons and the documents behind them. They are made on all processors.

use super::anchor::Anchor;
use super::block::{Block, Piece, Row, Table, Text};
use super::citations::{Citations, CitedRule};
use super::facts::Facts;
use super::format::{Format, Paper};
use super::sections::Section;
use crate::export::ExportError;
use crate::export::pipeline::in_order;
use crate::finding::counted;
use crate::matrix::{FlowConfidence, FlowEnds, Merge};
use crate::plan::PairSettings;
use crate::table::{ReasonSource, RuleReason, RuleRow, Statement, rule_ports};

/// What is written of a pair, and what it rests on.
struct Part {
    pair: (usize, usize),
    text: String,
    cited: Vec<CitedRule>,
}

/// Writes the rules, and notes what they name.
pub(super) fn write(
    facts: &Facts<'_>,
    format: &dyn Format,
    paper: &mut Paper<'_>,
    citations: &mut Citations<'_>,
) -> Result<(), ExportError> {
    let run = facts.run;
    paper.block(&Section::Rules.begin())?;
    if facts.survey.sources().next().is_none() {
        paper.block(&Block::Paragraph(Text::words("Nothing is open.")))?;
    }
    let make = |positions, _| {
        let pairs = run.pairs(positions).filter(|pair| {
            let num_rules = |&pair: &(usize, usize)| facts.survey.pair(pair).num_rules();
            pair.as_ref().map_or(true, |pair| num_rules(pair) > 0)
        });
        pairs.map(|pair| Ok(part(facts, format, pair?))).collect()
    };
    let mut begun = None;
    in_order(run, make, |parts: &mut Vec<Part>| {
        for Part { pair, text, cited } in parts.drain(..) {
            if begun != Some(pair.0) {
                if begun.replace(pair.0).is_some() {
                    paper.block(&Block::End)?;
                }
                let heading = Text::words("From ").and_name(facts.zone_name(pair.0));
                paper.block(&Block::Begin { level: 3, anchor: Anchor::from_zone(pair.0), heading })?;
            }
            paper.written(&text)?;
            citations.add_rules(pair, cited);
        }
        Ok(())
    })?;
    if begun.is_some() {
        paper.block(&Block::End)?;
    }
    paper.block(&Block::End)
}

/// A rule with its reasons, and why the Optional flows are there that it opens anyway.
struct Reasoned<'r> {
    row: RuleRow<'r>,
    reasons: Vec<RuleReason<'r>>,
    also: Vec<RuleReason<'r>>,
}

impl<'r> Reasoned<'r> {
    fn new(row: RuleRow<'r>) -> Self {
        let (reasons, also) = (row.reasons(), row.also_served_reasons());
        Self { row, reasons, also }
    }

    /// What it names.
    fn cited(&self, facts: &Facts<'_>) -> CitedRule {
        let all = || self.reasons.iter().chain(&self.also);
        let scenarios = all().flat_map(|reason| reason.statement.scenarios);
        CitedRule {
            id: self.row.id(),
            opens: rule_ports(self.row.rule),
            documents: all().flat_map(|reason| &reason.references).copied().collect(),
            scenarios: scenarios.filter_map(|name| facts.run.catalog.scenario_meant(name)).collect(),
        }
    }
}

fn part(facts: &Facts<'_>, format: &dyn Format, pair: (usize, usize)) -> Part {
    let mut part = Part { pair, text: String::new(), cited: Vec::new() };
    facts.run.with_rules(pair, Merge::Ranges, |rows| {
        let rows: Vec<Reasoned<'_>> = rows.map(Reasoned::new).collect();
        part.cited = rows.iter().map(|rule| rule.cited(facts)).collect();
        for block in section(facts, pair, rows) {
            format.block(&block, &mut part.text);
        }
    });
    part
}

/// Everything about a pair.
fn section<'r>(facts: &Facts<'r>, pair: (usize, usize), rows: Vec<Reasoned<'r>>) -> Vec<Block<'r>> {
    let counts = facts.survey.pair(pair);
    let mut res = vec![Block::Begin { level: 4, anchor: Anchor::pair(pair), heading: facts.pair_name(pair) }];
    let (source, destination) = facts.run.zones_of(pair);
    let settings = facts.plan().pairs.get(&(source.id.clone(), destination.id.clone()));
    let said = settings.map(said_of_pair).unwrap_or_default();
    if !said.is_empty() {
        res.push(Block::List(said));
    }
    let has_ends = rows.iter().any(|rule| has_ends(&rule.row));
    let columns: &[(&'static str, u32)] = if has_ends {
        &[("Opens", 6), ("Need", 3), ("From", 4), ("To", 4), ("Who needs it for what, on whose word", 13)]
    } else {
        &[("Opens", 4), ("Need", 2), ("Who needs it for what, on whose word", 13)]
    };
    let numbers = [(counts.num_required, "required"), (counts.num_optional, "optional")];
    let numbers =
        numbers.into_iter().filter(|(number, _)| *number > 0).map(|(number, need)| format!("{number} {need}"));
    let numbers: Vec<String> = numbers.collect();
    let numbers = format!("{}: {}", counted(counts.num_rules(), "rule", "rules"), numbers.join(", "));
    let caption = if rows.len() > counts.num_rules() {
        format!("{numbers}; {} since machines part some", counted(rows.len(), "row", "rows"))
    } else {
        numbers
    };
    let mut table = Table::new(Text::words(caption), columns);
    table.rows.extend(rows.into_iter().map(|rule| table_row(facts, rule, has_ends)));
    res.extend([Block::Table(table), Block::End]);
    res
}

/// What the plan says of a pair alone, but for decisions.
fn said_of_pair(settings: &PairSettings) -> Vec<Text<'_>> {
    let logging = settings.request.logging;
    let logging = logging.map_or("", |logs| if logs { "the firewall is to log" } else { "the firewall is not to log" });
    let follows = match settings.mapper_only {
        Some(true) => {
            "the firewall between the two opens what the endpoint mapper hands out, and TCP 135 alone is a rule"
        }
        Some(false) => "the firewall between the two does not follow the endpoint mapper",
        None => "",
    };
    let said = [
        ("Ticket: ", &*settings.request.ticket),
        ("Justification: ", &*settings.request.justification),
        ("Logging: ", logging),
        ("RPC: ", follows),
        ("Note: ", &*settings.note),
    ];
    let said = said.into_iter().filter(|(_, text)| !text.trim().is_empty());
    said.map(|(name, text)| Text::words(name).then(Text::joined(Text::lines(text), " / "))).collect()
}

/// Whether a rule goes between something else than the zones.
fn has_ends(row: &RuleRow<'_>) -> bool {
    row.rule.ends != FlowEnds::Zones || [0, 1].into_iter().any(|end| !row.machines(end).is_empty())
}

fn table_row<'r>(facts: &Facts<'r>, rule: Reasoned<'r>, has_ends: bool) -> Row<'r> {
    let Reasoned { row, reasons, also } = rule;
    let row = &row;
    let rule = row.rule;
    let mut opens = vec![Text::strong(rule_ports(rule))];
    let protocols = row.protocols().join(", ");
    if !protocols.is_empty() {
        opens.push(Text::name(protocols));
    }
    opens.extend(rule.source_port.map(|port| Text::words(format!("from source port {port}"))));
    opens.extend(rule.transport.icmp_type().map(|number| Text::words(format!("type {number}"))));
    opens.push(Text(vec![Piece::Code(row.id().into())]));
    let mut cells = vec![opens, vec![Text::words(rule.need.label())]];
    if has_ends {
        cells.extend([0, 1].map(|end| ends(row, end)));
    }
    let reasons = reasons.into_iter().map(|reason| reason_text(facts, row, reason, ""));
    let also = also.into_iter().map(|reason| reason_text(facts, row, reason, "Also serves "));
    cells.push(reasons.chain(also).collect());
    Row { anchor: Some(Anchor::rule(&row.id())), cells }
}

/// Who stands at one end of a rule: machines, or the end of a tunnel; the zone where none is named.
fn ends<'r>(row: &RuleRow<'r>, end: usize) -> Vec<Text<'r>> {
    let listed = |addresses: &'r [String]| Text::joined(addresses.iter().map(|it| Text::name(it.as_str())), ", ");
    let mut res: Vec<Text<'r>> = Vec::new();
    if let Some(addresses) = row.zone_addresses(end) {
        res.push(match row.rule.ends {
            FlowEnds::Zones => Text::name([row.source, row.destination][end].name.as_str()),
            FlowEnds::Tunnel { .. } if addresses.is_empty() => Text::words("end of the tunnel, to be filled"),
            FlowEnds::Tunnel { .. } => Text::words("end of the tunnel, ").then(listed(addresses)),
        });
    }
    for host in row.machines(end) {
        res.push(match (&*host.name, &host.addresses[..]) {
            (name, []) => Text::name(name).and(", to be filled"),
            ("", addresses) => listed(addresses),
            (name, addresses) => Text::name(name).and(", ").then(listed(addresses)),
        });
    }
    res
}

/// `Domain member → Domain controller: Log on · KB 832017`.
fn reason_text<'r>(facts: &Facts<'r>, row: &RuleRow<'r>, reason: RuleReason<'r>, beginning: &'static str) -> Text<'r> {
    let RuleReason { statement: Statement { roles, purpose, scenarios, os }, source, confidence, references } = reason;
    let mut res = Text::words(beginning);
    let named = roles.into_iter().filter(|role| !role.is_empty()).map(Text::name);
    res = res.then(Text::joined(named, " → "));
    if roles != ["", ""] {
        res = res.and(": ");
    }
    res = if purpose.trim().is_empty() { res.and("no reason is given") } else { res.and_name(purpose) };
    for (os, zone) in os.into_iter().zip([row.source, row.destination]) {
        if let Some(os) = os {
            let names: Vec<&str> = os.iter().map(|idx| &*row.catalog.os[idx].name).collect();
            res = res.and(format!(", because of {} in ", names.join(", "))).and_name(zone.name.clone());
        }
    }
    if !scenarios.is_empty() {
        let scenarios = scenarios.iter().map(|name| facts.scenario(name));
        res = res.and(" (only for ").then(Text::joined(scenarios, ", ")).and(")");
    }
    let documents = facts.documents(references);
    let word = match (source, confidence) {
        (ReasonSource::Override(idx), _) => {
            let added = Text::link(Anchor::of_override(idx), Text::words(format!("override {}", idx + 1)));
            Text::words("added by the plan, without a document: ").then(added)
        }
        (ReasonSource::Connection | ReasonSource::Tunnel(_), FlowConfidence::User) => {
            Text::words("said by a role of this plan, without a document")
        }
        (ReasonSource::Tunnel(idx), FlowConfidence::Documented | FlowConfidence::Inferred) => {
            let tunnel = Text::link(Anchor::tunnel(idx), Text::words(format!("tunnel {}", idx + 1)));
            documents.and(", ").then(tunnel)
        }
        (ReasonSource::Connection, FlowConfidence::Documented) => documents,
        (ReasonSource::Connection, FlowConfidence::Inferred) => Text::words("concluded from ").then(documents),
    };
    res.and(" · ").then(word)
}
