//! What a proposal would do: the rules that go and come, and what would no longer work, in sentences.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::compare::{PairChange, changed_pairs};
use super::proposal::{Planned, Proposal, suppress};
use super::role_lines::role_lines;
use crate::catalog::Catalog;
use crate::check::{findings, joined};
use crate::finding::{Code, Finding, Severity};
use crate::matrix::{self, Matrix};
use crate::net::PortRange;
use crate::plan::{Edit, Override, Plan, Selector};
use crate::query::{FoundRules, Query};
use crate::table::selector_text;
use crate::view::wording::{counted, signed_rules, upper_first};

/// A proposal and what it would do.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// What was asked.
    pub proposal: Proposal,
    /// What came of it.
    pub answer: WhatIfAnswer,
}

/// What comes of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub enum WhatIfAnswer {
    /// It can't be understood, or not be done.
    Wrong(String),
    /// Nothing that is open is like that.
    Nothing,
    /// It changes the plan.
    Changes(Box<WhatIfChanges>),
}

/// What a proposal would do.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIfChanges {
    /// `−52 rules in 31 pairs`, and what stays inside zones or stays open.
    pub summary: String,
    /// What would be suppressed, an override each: “TCP 88 from Clients”. Empty for another change.
    pub suppressed: Vec<String>,
    /// That more ports are blocked than were asked for, since no override takes a part of a range; empty: there are no
    /// more.
    pub warning: String,
    /// What a block costs each role: “Domain member can't log on: 14 zones to 5 zones”. What goes wrong comes before
    /// what is only missed.
    pub roles: Vec<String>,
    /// What would no longer work, or be odd: the worst first.
    pub breaks: Vec<Breakage>,
    /// The pairs of different zones whose rules change.
    pub pairs: Vec<PairChange>,
    act: Act,
}

/// Something that would no longer work, or be odd.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Breakage {
    /// How bad it is.
    pub severity: Severity,
    /// “Domain member in Clients can't log on: no Kerberos (TCP 88) to Core”.
    pub text: String,
    /// Which way is left, or what to do.
    pub hint: String,
}

/// How it is done.
#[derive(Clone, Debug, PartialEq)]
enum Act {
    Suppress { before: Vec<Override>, selectors: Vec<Selector>, query: String },
    Edit(Box<Edit>),
}

impl WhatIf {
    /// Tries a proposal on a copy of the plan. Slow for large plans; `None` when it was cancelled.
    #[must_use]
    pub fn build(
        catalog: &Catalog,
        plan: &Arc<Plan>,
        proposal: Proposal,
        is_cancelled: impl Fn() -> bool,
    ) -> Option<Self> {
        let before = matrix::derive(catalog, plan);
        let act = match proposal.planned(catalog, &before, &is_cancelled)? {
            Planned::Wrong(text) => return Some(Self { proposal, answer: WhatIfAnswer::Wrong(text) }),
            Planned::Nothing => return Some(Self { proposal, answer: WhatIfAnswer::Nothing }),
            Planned::Suppress(selectors) => {
                let query = if let Proposal::Block(text) = &proposal { text.trim().to_owned() } else { String::new() };
                Act::Suppress { before: plan.overrides.clone(), selectors, query }
            }
            Planned::Edit(edit) => Act::Edit(edit),
        };
        let answer = match plan.applied(&act.edit("")) {
            Err(err) => WhatIfAnswer::Wrong(upper_first(&err.to_string())),
            Ok(changed) => {
                let after = before.of_plan(catalog, changed);
                WhatIfAnswer::Changes(Box::new(WhatIfChanges::between(catalog, [&before, &after], act, &is_cancelled)?))
            }
        };
        Some(Self { proposal, answer })
    }
}

/// That some selectors take more ports than a query asks for; empty: none does.
fn wider_text(catalog: &Catalog, plan: &Plan, query: &str, selectors: &[Selector]) -> String {
    let Ok(query) = Query::read(query, catalog, plan) else { return String::new() };
    let asked: Vec<PortRange> = query.ports().collect();
    let is_within = |range: &PortRange| asked.iter().any(|of| of.first() <= range.first() && range.last() <= of.last());
    let ranges: BTreeSet<PortRange> = selectors.iter().filter_map(|it| it.ports).filter(|it| !is_within(it)).collect();
    if asked.is_empty() || ranges.is_empty() {
        return String::new();
    }
    let ranges: Vec<String> = ranges.iter().map(ToString::to_string).collect();
    format!("All of {} goes: an override takes a range of ports as a whole or not at all", joined(&ranges))
}

impl WhatIfChanges {
    fn between(catalog: &Catalog, matrices: [&Matrix; 2], act: Act, is_cancelled: &impl Fn() -> bool) -> Option<Self> {
        let (inside, pairs): (Vec<PairChange>, Vec<PairChange>) =
            changed_pairs(catalog, matrices, is_cancelled)?.into_iter().partition(PairChange::is_inside);
        let mut summary = rules_text(&pairs);
        if !inside.is_empty() {
            summary += &format!("; also inside {}", counted(inside.len(), "zone", "zones"));
        }
        let [before, after] = matrices;
        let (mut suppressed, mut roles, mut warning) = (Vec::new(), Vec::new(), String::new());
        if let Act::Suppress { selectors, query, before: overrides } = &act {
            roles = role_lines(catalog, after, overrides.len(), is_cancelled)?;
            suppressed.extend(selectors.iter().map(|it| upper_first(&selector_text(catalog, before.plan(), it))));
            warning = wider_text(catalog, before.plan(), query, selectors);
            let num_staying = num_staying(catalog, after, query, is_cancelled)?;
            if num_staying > 0 {
                let rules = counted(num_staying, "rule that is like this stays", "rules that are like this stay");
                summary +=
                    &format!("; {rules} open, since you added the flows or no override can tell them from others");
            }
        }
        if is_cancelled() {
            return None;
        }
        let breaks = breaks(catalog, matrices, &act);
        Some(Self { summary, suppressed, warning, roles, breaks, pairs, act })
    }

    /// How many rules between zones go.
    #[must_use]
    pub fn num_lost(&self) -> usize {
        self.pairs.iter().map(|pair| pair.lost.len()).sum()
    }

    /// The edit that does it, with the reason that overrides give.
    #[must_use]
    pub fn edit(&self, reason: &str) -> Edit {
        self.act.edit(reason)
    }
}

impl Act {
    fn edit(&self, reason: &str) -> Edit {
        match self {
            Self::Edit(edit) => Edit::clone(edit),
            Self::Suppress { before, selectors, query } => {
                let label = format!("Block {query}");
                let reason =
                    if reason.trim().is_empty() { format!("Blocked: {query}") } else { reason.trim().to_owned() };
                suppress(before, selectors, (&label, &reason))
            }
        }
    }
}

/// `−52 +2 rules in 31 pairs`.
fn rules_text(pairs: &[PairChange]) -> String {
    let lost: usize = pairs.iter().map(|pair| pair.lost.len()).sum();
    let gained: usize = pairs.iter().map(|pair| pair.gained.len()).sum();
    match signed_rules([("−", lost), ("+", gained)]) {
        Some(rules) => format!("{rules} in {}", counted(pairs.len(), "pair", "pairs")),
        None => "No rule between zones changes".to_owned(),
    }
}

/// How many rules between zones a query would still find.
fn num_staying(catalog: &Catalog, after: &Matrix, query: &str, is_cancelled: &impl Fn() -> bool) -> Option<usize> {
    // The zones stand where they stood, so the query reads as it did.
    let Ok(query) = Query::read(query, catalog, after.plan()) else { return Some(0) };
    Some(FoundRules::find(catalog, after, &query, is_cancelled)?.num_rules())
}

/// What is found in the changed plan and not in the one before.
fn breaks(catalog: &Catalog, [before, after]: [&Matrix; 2], act: &Act) -> Vec<Breakage> {
    let is_told = |finding: &&Finding| match act {
        // What is suppressed is said already, by each override that does it.
        Act::Suppress { .. } => finding.code == Code::RequiredSuppressed,
        Act::Edit(_) => true,
    };
    let known = findings(catalog, before);
    let is_new = |finding: &&Finding| {
        !known.iter().any(|other| (other.code, &other.message) == (finding.code, &finding.message))
    };
    let found = findings(catalog, after);
    found
        .iter()
        .filter(is_told)
        .filter(is_new)
        .map(|finding| Breakage {
            severity: finding.severity,
            text: upper_first(&finding.message),
            hint: upper_first(&finding.hint),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::plan::Tick;
    use crate::view::sample;

    /// What is said of a proposal, line by line.
    fn check(proposal: Proposal, expected: &Expect) {
        let catalog = sample::catalog();
        let found = WhatIf::build(&catalog, &Arc::new(sample::plan()), proposal, || false).expect("not cancelled");
        let told = match &found.answer {
            WhatIfAnswer::Wrong(text) => vec![text.clone()],
            WhatIfAnswer::Nothing => vec!["nothing".to_owned()],
            WhatIfAnswer::Changes(changes) => {
                let suppressed = changes.suppressed.iter().map(|text| format!("suppresses {text}"));
                let roles = changes.roles.iter().cloned();
                let breaks = changes.breaks.iter().map(|one| format!("{}: {}", one.severity.label(), one.text));
                let pairs = changes.pairs.iter().map(|pair| format!("{}: {}", pair.name, pair.text()));
                [changes.summary.clone()]
                    .into_iter()
                    .chain(suppressed)
                    .chain(roles)
                    .chain(breaks)
                    .chain(pairs)
                    .collect()
            }
        };
        expected.assert_eq(&told.join("\n"));
    }

    fn check_block(text: &str, expected: &Expect) {
        check(Proposal::Block(text.to_owned()), expected);
    }

    #[test]
    fn a_port_is_blocked_everywhere_and_what_it_costs_is_said() {
        check_block(
            "389",
            &expect![[r"
                −2 rules in 1 pair; also inside 1 zone
                suppresses Ports 389
                Domain member loses “Log on”: Clients to Core
                error: Domain member in Clients loses “Log on”: no LDAP (TCP 389, UDP 389) to Core
                Clients → Core: − TCP 389 LDAP, UDP 389 LDAP"]],
        );
    }

    #[test]
    fn what_names_a_zone_is_blocked_for_that_zone() {
        check_block(
            "udp from:clients",
            &expect![[r"
                −1 rule in 1 pair
                suppresses UDP 389 from Clients
                Domain member loses “Log on”: Clients to Core
                error: Domain member in Clients loses “Log on”: no LDAP (UDP 389) to Core
                Clients → Core: − UDP 389 LDAP"]],
        );
        check_block(
            "tcp/135 from:clients to:core",
            &expect![[r"
                −1 rule in 1 pair
                suppresses TCP 135 from Clients to Core
                Domain member loses “Log on”: Clients to Core
                error: Domain member in Clients loses “Log on”: no RPC (TCP 135) to Core
                Clients → Core: − TCP 135 RPC"]],
        );
    }

    #[test]
    fn what_is_named_is_told_from_what_has_the_same_ports() {
        check_block(
            "ldap udp",
            &expect![[r"
                −1 rule in 1 pair; also inside 1 zone
                suppresses UDP 389 of Active Directory from Domain member to Domain controller
                Domain member loses “Log on”: Clients to Core
                error: Domain member in Clients loses “Log on”: no LDAP (UDP 389) to Core
                Clients → Core: − UDP 389 LDAP"]],
        );
        check_block(
            "optional",
            &expect![[r"
            −2 rules in 1 pair; also inside 1 zone
            suppresses TCP 636 of Active Directory from Domain member to Domain controller
            suppresses ICMP of Active Directory from Domain member to Domain controller
            Clients → Core: − ICMP (optional), TCP 636 LDAP over TLS (optional)"]],
        );
    }

    #[test]
    fn what_is_not_there_or_not_understood_is_said() {
        check_block("8443", &expect!["nothing"]);
        check_block(
            "3389",
            &expect![[r"
                −1 rule in 1 pair; also inside 1 zone
                suppresses TCP 1025-5000
                Domain member loses “Log on”: Clients to Core
                error: Domain member in Clients loses “Log on”: no RPC (TCP 1025-5000) to Core
                Clients → Core: − TCP 1025-5000 RPC"]],
        );
        check_block(
            "fax",
            &expect![
                "“fax” is no port, transport, zone, role, service, protocol or scenario. Possible: ports (445, 135,445, 49152-65535), tcp/135, udp, icmp, required, optional, legacy, suppressed, from:ZONE, to:ZONE, role:NAME, other names, and “-” before what is not asked for"
            ],
        );
        check_block("", &expect!["nothing"]);
    }

    #[test]
    fn an_untick_says_which_roles_have_nobody_to_ask() {
        let edit = Edit::TickRole { zone: "core".into(), role: "controller".into(), tick: Tick::Off };
        check(
            Proposal::Change { name: "Untick Domain controller in Core".to_owned(), edit: Box::new(edit) },
            &expect![[r"
            −7 rules in 1 pair; also inside 1 zone
            warning: Domain member in Clients, but no Domain controller that it could reach
            Clients → Core: − ICMP (optional), TCP 1025-5000 RPC, TCP 135 RPC, TCP 389 LDAP, TCP 49152-65535 RPC, TCP 636 LDAP over TLS (optional), UDP 389 LDAP"]],
        );
    }

    #[test]
    fn a_block_is_one_step_with_its_reason() {
        let catalog = sample::catalog();
        let plan = Arc::new(sample::plan());
        let found = WhatIf::build(&catalog, &plan, Proposal::Block(" 389 ".to_owned()), || false);
        let Some(WhatIf { answer: WhatIfAnswer::Changes(changes), .. }) = found else { panic!("{found:?}") };
        assert_eq!(changes.edit("").label(), "Block 389");
        for (typed, reason) in [(" ", "Blocked: 389"), ("Audit 7", "Audit 7")] {
            let after = plan.applied(&changes.edit(typed)).expect("an edit");
            let reasons: Vec<&str> = after.overrides.iter().map(Override::reason).collect();
            assert_eq!(reasons, [reason]);
        }
        assert_eq!(WhatIf::build(&catalog, &plan, Proposal::Block("389".to_owned()), || true), None, "cancelled");
    }
}
