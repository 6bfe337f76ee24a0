//! What stands before the rules: the request, the contents, what is written and what is not, zones and counts, and the
//! picture.

use super::anchor::Anchor;
use super::block::{Block, Row, Table, Text};
use super::facts::Facts;
use super::sections::Section;
use super::survey::PairCounts;
use crate::export::picture::diagram_in_document;
use crate::export::{ExportError, NOTICE, NeedFilter, SameZone, zone_names};
use crate::finding::{counted, thousands};
use crate::plan::{Placement, Request, Zone};

/// The fields of the request, as far as somebody filled them, and what is not written.
pub(super) fn request<'a>(facts: &Facts<'a>) -> Vec<Block<'a>> {
    let plan = facts.plan();
    let Request {
        ticket,
        requester,
        owner,
        approver,
        application_id,
        environment,
        justification,
        valid_from,
        valid_until,
        logging,
        firewall_note,
    } = &plan.request;
    let logging = logging.map_or("", |logs| if logs { "The firewall is to log" } else { "The firewall is not to log" });
    let fields: [(&'static str, &'a str); 12] = [
        ("Ticket", ticket),
        ("Requester", requester),
        ("Owner", owner),
        ("Application id", application_id),
        ("Environment", environment),
        ("Justification", justification),
        ("Approver", approver),
        ("Valid from", valid_from),
        ("Valid until", valid_until),
        ("Logging", logging),
        ("For the firewall team", firewall_note),
        ("Note", &plan.note),
    ];
    let mut table = Table::new(Text::words("What the plan says of the request"), &[("Field", 1), ("Value", 4)]);
    for (name, value) in fields.into_iter().filter(|(_, value)| !value.trim().is_empty()) {
        table.row(vec![vec![Text::words(name)], Text::lines(value)]);
    }
    let mut res = vec![Block::Notice(Text::words(NOTICE)), Section::Request.begin()];
    res.push(if table.rows.is_empty() {
        Block::Paragraph(Text::words("The plan says nothing of the request."))
    } else {
        Block::Table(table)
    });
    res.extend([Block::List(extent(facts)), Block::End]);
    res
}

/// What is written, and what is left out.
fn extent<'a>(facts: &Facts<'a>) -> Vec<Text<'a>> {
    let options = &facts.run.options;
    let mut res = vec![Text::words(match options.need {
        NeedFilter::All => "Rules that are required, and those that only optional scenarios need",
        NeedFilter::Required => "Only rules that are required: what only optional scenarios need is left out",
    })];
    if let Some(text) = options.pairs.text(&zone_names(facts.plan())) {
        res.push(Text::words(format!("Only {text}")));
    }
    if !options.filter.is_empty() {
        res.push(Text::words("Only what “").and_name(options.filter.text().to_owned()).and("” asks for"));
    }
    res.push(Text::words(match options.same_zone {
        SameZone::LeaveOut => "Left out: what flows inside a zone",
        SameZone::Include => "Also what flows inside a zone",
    }));
    res.push(Text::words("Findings, decisions and accepted risks are those of the whole plan"));
    res
}

/// The table of contents.
pub(super) fn contents<'a>(facts: &Facts<'a>) -> Block<'a> {
    let mut entries = Vec::new();
    for section in Section::ALL {
        entries.push((2, Text::link(section.anchor(), Text::words(section.heading()))));
        if *section == Section::Rules {
            for source_idx in facts.survey.sources() {
                let name = Text::words("From ").and_name(facts.zone_name(source_idx));
                entries.push((3, Text::link(Anchor::from_zone(source_idx), name)));
            }
        }
    }
    Block::Contents(entries)
}

/// Counts, and the zones.
pub(super) fn summary<'a>(facts: &Facts<'a>) -> Vec<Block<'a>> {
    let mut res = vec![Section::Summary.begin(), Block::Table(counts(facts))];
    if facts.run.zones.is_empty() {
        res.push(Block::Paragraph(Text::words("The plan has no zones.")));
    } else {
        res.push(Block::Table(zones(facts)));
    }
    res.push(Block::End);
    res
}

fn counts<'a>(facts: &Facts<'a>) -> Table<'a> {
    let survey = &facts.survey;
    let total = |count: fn(&PairCounts) -> usize| survey.pairs().map(count).sum::<usize>();
    let num_open = survey.pairs().filter(|pair| pair.num_rules() > 0).count();
    let num_pairs = survey.pairs().count();
    let (num_required, num_optional) = (total(|pair| pair.num_required), total(|pair| pair.num_optional));
    let (num_rows, num_to_be_filled) = (total(|pair| pair.num_rows), total(|pair| pair.num_to_be_filled));
    let mut table = Table::new(Text::words("What the report holds"), &[("What", 1), ("How many", 4)]);
    let mut add = |name: &'static str, value: Text<'a>| table.row(vec![vec![Text::words(name)], vec![value]]);
    add("Zones", Text::words(thousands(facts.run.zones.len())));
    let pairs = format!("{} of {} with something open", thousands(num_open), thousands(num_pairs));
    add("Pairs of zones", Text::words(pairs));
    let required = format!("{} required, {} optional", thousands(num_required), thousands(num_optional));
    add("Rules", Text::words(required));
    if num_rows > num_required + num_optional {
        add("Rows of a request", Text::words(format!("{}, since machines part some rules", thousands(num_rows))));
    }
    if num_to_be_filled > 0 {
        let names = survey
            .to_be_filled
            .iter()
            .map(|&zone_idx| Text::link(Anchor::zone(zone_idx), Text::name(facts.zone_name(zone_idx))));
        let rows = format!("Addresses of {}: ", counted(num_to_be_filled, "row", "rows"));
        add("To be filled", Text::words(rows).then(Text::joined(names, ", ")));
    } else {
        add("To be filled", Text::words("Nothing"));
    }
    table
}

fn zones<'a>(facts: &Facts<'a>) -> Table<'a> {
    let has_groups = facts.run.zones.iter().any(|zone| !zone.group.is_empty());
    let mut columns = vec![("Zone", 6), ("Trust", 3), ("Addresses", 6), ("Roles", 10)];
    if has_groups {
        columns.insert(1, ("Group", 4));
    }
    let mut table = Table::new(Text::words("The zones"), &columns);
    for (zone_idx, zone) in facts.run.zones.iter().enumerate() {
        let zone: &'a Zone = zone;
        let mut cells = vec![
            vec![Text::name(zone.name.as_str())],
            vec![Text::words(zone.trust.label())],
            if zone.addresses.is_empty() {
                vec![Text::words("to be filled")]
            } else {
                zone.addresses.iter().map(|address| Text::name(address.as_str())).collect()
            },
            roles(facts, zone),
        ];
        if has_groups {
            cells.insert(1, vec![Text::name(zone.group.as_str())]);
        }
        table.rows.push(Row { anchor: Some(Anchor::zone(zone_idx)), cells });
    }
    table
}

/// The roles of a zone, each with the scopes that it is in and the machines that have it.
fn roles<'a>(facts: &Facts<'a>, zone: &'a Zone) -> Vec<Text<'a>> {
    let role = |placement: &'a Placement| {
        let mut res = Text::name(facts.run.catalog.role_name(placement.role.as_str()));
        if !placement.scopes.is_empty() {
            let scopes = placement.scopes.values().map(|scope| Text::name(facts.plan().scope_name(scope.as_str())));
            res = res.and(" (").then(Text::joined(scopes, ", ")).and(")");
        }
        if !placement.hosts.is_empty() {
            let hosts = placement.hosts.iter().map(|host| Text::name(host.label()));
            res = res.and(": ").then(Text::joined(hosts, ", "));
        }
        res
    };
    zone.placements.iter().map(role).collect()
}

/// The picture of the plan, or where it is to be had.
pub(super) fn picture<'a>(facts: &Facts<'a>, has_pictures: bool) -> Result<Vec<Block<'a>>, ExportError> {
    let drawn = if has_pictures { diagram_in_document(facts.run)? } else { None };
    if drawn.is_none() {
        facts.run.progress.add(facts.run.num_pairs());
    }
    let said = match (&drawn, has_pictures) {
        (Some(_), _) => "Zones as boxes, and arrows from the zone that opens a connection to the zone that listens. ",
        (None, true) => "Nobody could read a picture of so many zones. ",
        (None, false) => "The format diagram-svg writes it as a file to attach. ",
    };
    let matrix = Text::link(Section::Matrix.anchor(), Text::words("matrix"));
    let about = Text::words(said).and("The ").then(matrix).and(" says the same as text.");
    let block = match drawn {
        Some(svg) => Block::Picture { svg, about },
        None => Block::Paragraph(about),
    };
    Ok(vec![Section::Picture.begin(), block, Block::End])
}
