//! Everything about one ordered pair of zones, in words: its rules with their reasons, what stays closed and why.

use std::collections::BTreeSet;

use itertools::Itertools as _;
use typed_index_collections::TiVec;

use super::closed::{ClosedGroup, closed};
use super::notation::Notation;
use super::pinning::PinningView;
use super::reason::{self, Ends, ReasonView};
use crate::catalog::{Catalog, Need};
use crate::ids::ScenarioId;
use crate::matrix::{Cell, Matrix, Merge, PairDecisions, Row, RowEnd, Rule, num_rows, rows, whole_rules};
use crate::net::{PortSet, Transport};
use crate::plan::{PairRequest, ScenarioDecision, Zone, ZoneColor, ZoneId};
use crate::table::{RuleRow, rule_ports};
use crate::view::matrix::MatrixView;
use crate::view::plan::{AssumptionList, Holder, chosen_decision, decision_choices};
use crate::view::wording::{counted, thousands};

/// The pair that the inspector shows.
#[derive(Clone, Debug, PartialEq)]
pub struct InspectorView {
    /// The zone that opens.
    pub source: ZoneId,
    /// The zone that listens.
    pub destination: ZoneId,
    /// `Clients → Core`, or `Inside Core`.
    pub title: String,
    /// Names of the two.
    pub names: [String; 2],
    /// Marks of the two.
    pub colors: [ZoneColor; 2],
    /// `5 required rules, 2 optional, 20,364 ports`, and `9 rows` where machines split them.
    pub summary: String,
    /// The rules by need and transport.
    pub groups: Vec<RuleGroup>,
    /// What is not opened, and why.
    pub closed: Vec<ClosedGroup>,
    /// What pinning the RPC servers would save; `None`: none is open.
    pub pinning: Option<PinningView>,
    /// The optional scenarios that play a part between the two.
    pub scenarios: Vec<PairScenario>,
    /// The assumptions as they hold for the pair.
    pub assumptions: AssumptionList,
    /// Whether the firewall between them follows the endpoint mapper: what the pair says.
    pub mapper_only: Option<bool>,
    /// What the plan says.
    pub plan_mapper_only: bool,
    /// The pair's note.
    pub note: String,
    /// What the change request says of the pair alone.
    pub request: PairRequest,
}

/// Rules of one need and transport.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleGroup {
    /// The transport of its rules.
    pub transport: Transport,
    /// Their need.
    pub need: Need,
    /// `TCP, required`.
    pub name: String,
    /// All ports of the group, to copy; empty for transports without any.
    pub ports: PortSet,
    /// By ports; those of one port by source port.
    pub rules: Vec<RuleView>,
}

/// A rule with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleView {
    /// The stable id.
    pub id: String,
    /// `TCP 88`, `ICMP`, or `TCP, port not chosen`.
    pub name: String,
    /// What its ports belong to.
    pub transport: Transport,
    /// `88`; the transport where there are no ports.
    pub ports_text: String,
    /// Its ports, to copy.
    pub ports: PortSet,
    /// `Kerberos`.
    pub protocols: String,
    /// `From source port 500`; empty when any dynamic port will do.
    pub source_port: String,
    /// Between which machines it goes, a line for each row of a request, such as `Clients → dc1, dc2`; empty: none is named.
    pub machines: Vec<String>,
    /// The rule's justification in one text, as exports write it.
    pub justification: String,
    /// Why it is there.
    pub reasons: Vec<ReasonView>,
}

/// An optional scenario of a pair.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PairScenario {
    /// Its id.
    pub id: ScenarioId,
    /// What it is called; its id where the catalog has none of it.
    pub name: String,
    /// What it is for.
    pub summary: String,
    /// What the pair says.
    pub decision: Option<ScenarioDecision>,
    /// What the plan says.
    pub of_plan: Option<ScenarioDecision>,
    /// What the catalog says where nobody says anything.
    pub default: ScenarioDecision,
}

impl PairScenario {
    /// What can be decided for the pair, and how each choice is called.
    #[must_use]
    pub fn choices(&self) -> Vec<(Option<ScenarioDecision>, &'static str)> {
        let unsaid = match (self.of_plan, self.default) {
            (None | Some(ScenarioDecision::Undecided), ScenarioDecision::Undecided)
            | (Some(ScenarioDecision::Undecided), _) => "As the plan: undecided",
            (Some(ScenarioDecision::Accepted), _) => "As the plan: accepted",
            (Some(ScenarioDecision::Declined), _) => "As the plan: declined",
            (None, ScenarioDecision::Declined) => "Undecided: declined",
            (None, ScenarioDecision::Accepted) => "Undecided: accepted",
        };
        decision_choices(self.inherited(), unsaid)
    }

    /// What is chosen of them.
    #[must_use]
    pub fn choice(&self) -> Option<ScenarioDecision> {
        chosen_decision(self.inherited(), self.decision)
    }

    fn inherited(&self) -> ScenarioDecision {
        self.of_plan.unwrap_or(self.default)
    }
}

impl InspectorView {
    /// Builds the view of a pair. Positions are those of the matrix; `None` when one is beyond its end.
    #[must_use]
    pub fn build(catalog: &Catalog, matrix: &Matrix, source_idx: usize, destination_idx: usize) -> Option<Self> {
        let plan = matrix.plan();
        let (source, destination) = (plan.zones.get(source_idx)?, plan.zones.get(destination_idx)?);
        let cell = matrix.cell(catalog, source_idx, destination_idx);
        let pair = (source.id.clone(), destination.id.clone());
        let assumptions = AssumptionList::build(catalog, plan, Holder::Pair(pair.0.clone(), pair.1.clone()));
        let answers: TiVec<_, _> = assumptions.rows.iter().map(|row| row.answer.unwrap_or(row.inherited)).collect();
        let ends = Ends { catalog, plan, source, destination, answers: &answers };
        let decisions = PairDecisions::between(matrix.context(catalog), source, destination);
        let settings = decisions.settings;
        let title = if source_idx == destination_idx {
            format!("Inside {}", source.name)
        } else {
            format!("{} → {}", source.name, destination.name)
        };
        Some(Self {
            title,
            names: [source.name.clone(), destination.name.clone()],
            colors: [source.color, destination.color],
            summary: summary(catalog, matrix, (source_idx, destination_idx)),
            groups: groups(ends, &cell),
            closed: closed(ends, &decisions, &cell),
            pinning: PinningView::build(catalog, plan, destination, &cell),
            scenarios: scenarios(&decisions, &cell),
            mapper_only: settings.and_then(|settings| settings.mapper_only),
            plan_mapper_only: plan.mapper_only,
            note: settings.map(|settings| settings.note.clone()).unwrap_or_default(),
            request: settings.map(|settings| settings.request.clone()).unwrap_or_default(),
            assumptions,
            source: pair.0,
            destination: pair.1,
        })
    }

    /// Whether nothing is opened.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The ports to copy: what is required of a transport in a line, and what is optional in the next one.
    #[must_use]
    pub fn ports_text(&self) -> String {
        let line = |group: &RuleGroup| {
            let optional = if group.need == Need::Required { "" } else { " optional" };
            format!("{}{optional} {}", group.transport, Notation::CommaList.text(&group.ports))
        };
        let groups = self.groups.iter().filter(|group| !group.ports.is_empty());
        groups.sorted_by_key(|group| (group.transport, group.need)).map(line).join("\n")
    }

    /// Every open port of a transport, to copy.
    #[must_use]
    pub fn ports(&self, transport: Transport) -> PortSet {
        let groups = self.groups.iter().filter(|group| group.transport == transport);
        groups.flat_map(|group| group.ports.ranges()).copied().collect()
    }
}

fn summary(catalog: &Catalog, matrix: &Matrix, pair: (usize, usize)) -> String {
    let summary = matrix.summary(pair.0, pair.1);
    let num_rows = num_rows(catalog, matrix, pair).map(|rows| rows.into_iter().sum::<usize>());
    let rows = num_rows.filter(|&num_rows| num_rows > summary.num_rules() as usize);
    let rows = rows.map(|num_rows| format!(", {} rows", thousands(num_rows))).unwrap_or_default();
    MatrixView::summary_text(summary) + &rows
}

fn groups(ends: Ends<'_>, cell: &Cell<'_>) -> Vec<RuleGroup> {
    let mut res: Vec<RuleGroup> = Vec::new();
    let zones = [ends.source, ends.destination];
    let rows = rows(cell, zones, Merge::Ranges);
    for row in &whole_rules(cell, zones) {
        let (transport, need) = (row.rule.transport, row.rule.need);
        if res.last().is_none_or(|group| (group.transport, group.need) != (transport, need)) {
            let name = format!("{transport}, {}", need.label());
            res.push(RuleGroup { transport, need, name, ports: PortSet::default(), rules: Vec::new() });
        }
        let Some(group) = res.last_mut() else { continue };
        row.rule.ports.ranges().iter().for_each(|&range| group.ports.insert(range));
        group.rules.push(rule_view(ends, cell, row, &rows));
    }
    for group in &mut res {
        group.rules.sort_by_key(|rule| rule.ports.ranges().first().map(|range| range.first()));
    }
    res
}

/// The rows of a request that a rule comes to, by their machines.
fn machines(ends: Ends<'_>, rule: &Rule, rows: &[Row<'_>]) -> Vec<String> {
    let is_of_rule = |row: &&Row<'_>| {
        let mut flows = row.rule.flows.iter();
        row.rule.ports == rule.ports && flows.any(|idx| rule.flows.contains(idx) || rule.also_serves.contains(idx))
    };
    let end = |end: &RowEnd<'_>, zone: &Zone| {
        let zone = end.is_zone.then_some(&*zone.name);
        zone.into_iter().chain(end.hosts.iter().map(|host| host.label())).collect::<Vec<_>>().join(", ")
    };
    let line = |row: &Row<'_>| format!("{} → {}", end(&row.ends[0], ends.source), end(&row.ends[1], ends.destination));
    let named = rows.iter().filter(is_of_rule).filter(|row| row.ends.iter().any(|end| !end.hosts.is_empty()));
    named.map(line).collect()
}

fn rule_view(ends: Ends<'_>, cell: &Cell<'_>, row: &Row<'_>, rows: &[Row<'_>]) -> RuleView {
    let rule = &row.rule;
    let machines = machines(ends, rule, rows);
    let row = RuleRow::new((ends.catalog, ends.plan), (ends.source, ends.destination), cell, row);
    let ports_text = match (rule.transport.has_ports(), rule.ports.is_empty()) {
        (true, true) => "not chosen".to_owned(),
        (true, false) => rule.ports.to_string(),
        (false, _) => rule.transport.to_string(),
    };
    RuleView {
        id: row.id(),
        name: rule_ports(rule),
        transport: rule.transport,
        ports_text,
        ports: rule.ports.clone(),
        protocols: row.protocols().join(", "),
        source_port: rule.source_port.map(|port| format!("From source port {port}")).unwrap_or_default(),
        machines,
        justification: row.justification(),
        reasons: reason::build(ends, row.all_flows()),
    }
}

/// The scenarios that flows of the pair serve and that are not accepted, and those that the pair has decided on; by name.
fn scenarios(decisions: &PairDecisions<'_>, cell: &Cell<'_>) -> Vec<PairScenario> {
    let PairDecisions { context, settings, .. } = decisions;
    let (catalog, plan) = (context.catalog, context.plan);
    let served = cell.flows.iter().flat_map(|flow| decisions.open_scenarios(flow));
    let served = served.map(|idx| catalog.scenarios[idx].id.clone());
    let decided = settings.iter().flat_map(|settings| settings.scenarios.keys().cloned());
    let ids: BTreeSet<ScenarioId> = served.chain(decided).collect();
    let mut res: Vec<PairScenario> = ids
        .into_iter()
        .map(|id| {
            let scenario = catalog.scenario_idx(id.as_str()).map(|idx| &catalog.scenarios[idx]);
            PairScenario {
                name: catalog.scenario_name(id.as_str()).to_owned(),
                summary: scenario.map(|scenario| scenario.summary.clone()).unwrap_or_default(),
                decision: settings.and_then(|settings| settings.scenarios.get(&id)).copied(),
                of_plan: plan.scenarios.get(&id).copied(),
                default: scenario.map(|scenario| scenario.default).unwrap_or_default(),
                id,
            }
        })
        .collect();
    res.sort_by(|a, b| a.name.cmp(&b.name));
    res
}

impl RuleGroup {
    /// `5 rules`.
    #[must_use]
    pub fn count(&self) -> String {
        counted(self.rules.len(), "rule", "rules")
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::matrix;
    use crate::plan::Edit;
    use crate::view::sample;

    fn check(edits: &[Edit], expected: &Expect) {
        let catalog = sample::catalog();
        let mut plan = sample::plan();
        for edit in edits {
            assert_eq!(plan.apply(edit), Ok(()));
        }
        let view = InspectorView::build(&catalog, &matrix::derive(&catalog, &plan), 0, 1);
        expected.assert_eq(&view.map(|view| text(&view)).unwrap_or_default());
    }

    fn text(view: &InspectorView) -> String {
        let mut res = format!("{}\n{}\n", view.title, view.summary);
        for group in &view.groups {
            res += &format!("{}: {}\n", group.name, group.ports);
            for rule in &group.rules {
                res += &format!("  {} | {}\n", rule.name, rule.protocols);
                for reason in &rule.reasons {
                    for line in &reason.chain {
                        let text: String = line.parts.iter().map(|part| part.text.as_str()).collect();
                        res += &format!("    {:>10} {text}", line.label);
                        for text in [&line.note, &line.location].into_iter().filter(|text| !text.is_empty()) {
                            res += &format!(" | {text}");
                        }
                        res.push('\n');
                    }
                }
            }
        }
        for group in &view.closed {
            res += &format!("{}\n", group.name);
            for line in group.losses.iter().chain(&group.flows) {
                res += &format!("  {line}\n");
            }
        }
        for scenario in &view.scenarios {
            res += &format!("{}: {:?} {:?}\n", scenario.name, scenario.decision, scenario.of_plan);
        }
        res
    }

    #[test]
    fn every_rule_says_why_it_is_there() {
        check(
            &[],
            &expect![[r"
                Clients → Core
                5 required rules, 2 optional, 20,364 ports
                TCP, required: 135, 389, 1025-5000, 49152-65535
                  TCP 135 | RPC
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Log on
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint RPC, TCP 135, fixed port
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                  TCP 389 | LDAP
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Log on
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint LDAP, TCP 389, fixed port
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                  TCP 1025-5000 | RPC
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Log on
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint RPC, TCP 1025-5000, dynamic range of the listener's operating system
                    OS version Windows Server 2003 in Core
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                  TCP 49152-65535 | RPC
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Log on
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint RPC, TCP 49152-65535, dynamic range of the listener's operating system
                    OS version Windows Server 2022 in Core
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                UDP, required: 389
                  UDP 389 | LDAP
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Log on
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint LDAP, UDP 389, fixed port
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                TCP, optional: 636
                  TCP 636 | LDAP over TLS
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Log on
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint LDAP over TLS, TCP 636, fixed port
                    Assumption Do clients use LDAP over TLS? Optional
                      Scenario LDAP over TLS
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                ICMP, optional: 
                  ICMP | ICMP
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Check that it is there
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint ICMP
                      Scenario LDAP ping
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                LDAP over TLS: None None
                LDAP ping: None None
            "]],
        );
    }

    #[test]
    fn what_is_not_opened_says_why_too() {
        let declined = Edit::SetScenario { scenario: "ldap-ping".into(), decision: Some(ScenarioDecision::Declined) };
        check(
            &[declined, Edit::SetMapperOnly(crate::plan::Tick::On)],
            &expect![[r"
                Clients → Core
                3 required rules, 1 optional, 4 ports
                TCP, required: 135, 389
                  TCP 135 | RPC
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Log on
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint RPC, TCP 135, fixed port
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                  TCP 389 | LDAP
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Log on
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint LDAP, TCP 389, fixed port
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                UDP, required: 389
                  UDP 389 | LDAP
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Log on
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint LDAP, UDP 389, fixed port
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                TCP, optional: 636
                  TCP 636 | LDAP over TLS
                          From Domain member in Clients, placed as File server, Domain member
                       Purpose Log on
                            To Domain controller in Core
                       Service Active Directory (LSASS)
                      Endpoint LDAP over TLS, TCP 636, fixed port
                    Assumption Do clients use LDAP over TLS? Optional
                      Scenario LDAP over TLS
                      Document KB 1, Ports of everything | read 2026-11-22 | ports.md
                Followed: The firewall follows the RPC endpoint mapper
                  TCP 1025-5000 RPC: Active Directory
                  TCP 49152-65535 RPC: Active Directory
                Suppressed: Declined: LDAP ping
                  ICMP ICMP: Active Directory
                LDAP over TLS: None None
                LDAP ping: None Some(Declined)
            "]],
        );
    }
}
