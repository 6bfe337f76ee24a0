//! What holds for the whole plan, in words: decisions, scopes, tunnels, overrides. The zones stand elsewhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::assumptions::{AssumptionList, Holder};
use super::choices::ChoiceList;
use super::drafts::has_forests;
use crate::catalog::{Catalog, Scenario};
use crate::plan::{
    Override, OwnRole, PairRequest, PairSettings, Plan, RoleId, ScenarioDecision, ScenarioId, Scope, Trust,
    TrustDirection, TrustKind, Tunnel, Zone, ZoneId,
};
use crate::table::{Relevant, override_text, tunnel_detail, tunnel_text};
use crate::view::listeners::listeners_to_text;
use crate::view::search::Words;
use crate::view::wording::{counted, upper_first};

/// The settings of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanSettings {
    /// The assumptions as the plan answers them.
    pub assumptions: AssumptionList,
    /// The choices as the plan makes them.
    pub choices: ChoiceList,
    /// The optional scenarios: those that play a part first, then by name.
    pub scenarios: Vec<ScenarioRow>,
    /// Every role of the plan's own.
    pub roles: Vec<OwnRoleRow>,
    /// Every scope.
    pub scopes: Vec<ScopeRow>,
    /// The ids of the scope kinds that the catalog matches on, and that the plan has.
    pub scope_kinds: Vec<String>,
    /// Every trust, by its position.
    pub trusts: Vec<TrustRow>,
    /// Every tunnel, by its position.
    pub tunnels: Vec<SettingRow>,
    /// Every override, by its position.
    pub overrides: Vec<SettingRow>,
    /// Pairs with settings of their own.
    pub pairs: Vec<PairRow>,
}

/// An optional scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioRow {
    /// Its id.
    pub id: ScenarioId,
    /// What it is called; its id where the catalog has none of it.
    pub name: String,
    /// What it is for; empty where the catalog has none of it.
    pub summary: String,
    /// What holds where the plan says nothing.
    pub default: ScenarioDecision,
    /// What the plan says.
    pub decision: Option<ScenarioDecision>,
    /// Roles of the plan connect for it, or the plan decides on it.
    pub is_relevant: bool,
    haystack: String,
}

impl ScenarioRow {
    /// Whether a search finds it.
    #[must_use]
    pub fn is_found(&self, words: &Words) -> bool {
        words.are_in(&self.haystack)
    }

    /// What can be decided, and how each choice is called.
    #[must_use]
    pub fn choices(&self) -> Vec<(Option<ScenarioDecision>, &'static str)> {
        let unsaid = match self.default {
            ScenarioDecision::Undecided => "Undecided",
            ScenarioDecision::Declined => "Undecided: declined",
            ScenarioDecision::Accepted => "Undecided: accepted",
        };
        decision_choices(self.default, unsaid)
    }

    /// What is chosen of them.
    #[must_use]
    pub fn choice(&self) -> Option<ScenarioDecision> {
        chosen_decision(self.default, self.decision)
    }
}

/// A role of the plan's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnRoleRow {
    /// Its id.
    pub id: RoleId,
    /// What it is called.
    pub name: String,
    /// `Listens on HTTPS 8443/tcp; calls SQL Server; ticked in 2 zones`.
    pub detail: String,
}

/// A scope.
#[derive(Clone, Debug, PartialEq)]
pub struct ScopeRow {
    /// The scope itself.
    pub scope: Scope,
    /// `AD domain`.
    pub kind: String,
    /// It may belong to a forest.
    pub has_forests: bool,
    /// The choices that concern it.
    pub choices: ChoiceList,
    /// `3 placements`.
    pub uses: String,
}

/// A trust.
#[derive(Clone, Debug, PartialEq)]
pub struct TrustRow {
    /// The trust itself.
    pub trust: Trust,
    /// `a.example trusts b.example, one-way`.
    pub text: String,
}

/// A tunnel or an override.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingRow {
    /// What it is.
    pub text: String,
    /// What else to know.
    pub detail: String,
    /// It can be changed: it is a flow that is added.
    pub can_change: bool,
}

/// A pair with settings of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct PairRow {
    /// The zone that opens.
    pub source: ZoneId,
    /// The zone that listens.
    pub destination: ZoneId,
    /// `Clients → Core`.
    pub text: String,
    /// `1 answer, 2 scenarios`.
    pub detail: String,
}

impl PlanSettings {
    /// Builds the settings.
    #[must_use]
    pub fn build(catalog: &Catalog, plan: &Plan) -> Self {
        let mut kinds: BTreeSet<&str> = catalog
            .connections()
            .filter_map(|(_, connection)| connection.scope.as_ref())
            .map(|scope| &*scope.kind)
            .collect();
        kinds.extend(plan.scopes.iter().map(|scope| scope.kind.as_str()));
        Self {
            assumptions: AssumptionList::build(catalog, plan, Holder::Plan),
            choices: ChoiceList::of_plan(catalog, plan),
            scenarios: scenarios(catalog, plan),
            roles: plan.roles.iter().map(|role| own_role_row(catalog, plan, role)).collect(),
            scopes: plan.scopes.iter().map(|scope| scope_row(catalog, plan, scope)).collect(),
            scope_kinds: kinds.into_iter().map(str::to_owned).collect(),
            trusts: plan.trusts.iter().map(|trust| trust_row(plan, trust)).collect(),
            tunnels: plan.tunnels.iter().map(|tunnel| tunnel_row(catalog, plan, tunnel)).collect(),
            overrides: plan.overrides.iter().map(|entry| override_row(catalog, plan, entry)).collect(),
            pairs: plan.pairs.iter().map(|(pair, settings)| pair_row(plan, pair, settings)).collect(),
        }
    }
}

/// What can be decided where `inherited` holds as long as nothing is said, which is called `unsaid`.
pub(in crate::view) fn decision_choices(
    inherited: ScenarioDecision,
    unsaid: &'static str,
) -> Vec<(Option<ScenarioDecision>, &'static str)> {
    let undecided = (Some(ScenarioDecision::Undecided), "Undecided");
    let others = [(Some(ScenarioDecision::Accepted), "Accepted"), (Some(ScenarioDecision::Declined), "Declined")];
    let undecided = (inherited != ScenarioDecision::Undecided).then_some(undecided);
    [(None, unsaid)].into_iter().chain(undecided).chain(others).collect()
}

/// Which of these choices is in force. To say undecided where that is inherited is to say nothing.
pub(in crate::view) fn chosen_decision(
    inherited: ScenarioDecision,
    decision: Option<ScenarioDecision>,
) -> Option<ScenarioDecision> {
    decision.filter(|&said| said != ScenarioDecision::Undecided || inherited != ScenarioDecision::Undecided)
}

fn scenarios(catalog: &Catalog, plan: &Plan) -> Vec<ScenarioRow> {
    let relevant = Relevant::of(catalog, plan).scenarios;
    let known = catalog.scenarios.iter_enumerated().map(|(idx, scenario)| {
        let Scenario { id, name, aliases, summary, default, formerly, .. } = scenario;
        let words = [id.as_str(), name, summary].into_iter().chain(aliases.iter().chain(formerly).map(|text| &**text));
        let haystack = words.collect::<Vec<_>>().join("\n").to_lowercase();
        let decision = plan.scenarios.get(id).copied();
        let is_relevant = relevant.contains(&idx) || decision.is_some();
        let (id, name, summary, default) = (id.clone(), name.to_string(), summary.clone(), *default);
        ScenarioRow { id, name, summary, default, decision, is_relevant, haystack }
    });
    let unknown = plan.scenarios.iter().filter(|(id, _)| catalog.scenario_idx(id.as_str()).is_none());
    let unknown = unknown.map(|(id, decision)| ScenarioRow {
        id: id.clone(),
        name: id.to_string(),
        summary: String::new(),
        default: ScenarioDecision::default(),
        decision: Some(*decision),
        is_relevant: true,
        haystack: id.as_str().to_lowercase(),
    });
    let mut res: Vec<_> = known.chain(unknown).collect();
    res.sort_by_key(|row| (!row.is_relevant, row.name.to_lowercase()));
    res
}

fn scope_row(catalog: &Catalog, plan: &Plan, scope: &Scope) -> ScopeRow {
    let placements = plan.zones.iter().flat_map(|zone| &zone.placements);
    let uses = placements.filter(|placement| placement.scopes.values().any(|id| *id == scope.id)).count();
    ScopeRow {
        scope: scope.clone(),
        kind: catalog.scope_kind_name(&scope.kind).to_owned(),
        has_forests: has_forests(catalog, &scope.kind),
        choices: ChoiceList::of_scope(catalog, plan, scope),
        uses: counted(uses, "placement", "placements"),
    }
}

fn trust_row(plan: &Plan, trust: &Trust) -> TrustRow {
    let (trusting, trusted) = (plan.scope_name(trust.trusting.as_str()), plan.scope_name(trust.trusted.as_str()));
    let kind = match trust.kind {
        TrustKind::External => "external",
        TrustKind::Forest => "forest",
    };
    let text = match trust.direction {
        TrustDirection::OneWay => format!("{trusting} trusts {trusted}, one-way, {kind}"),
        TrustDirection::TwoWay => format!("{trusting} and {trusted} trust each other, {kind}"),
    };
    TrustRow { trust: trust.clone(), text }
}

fn tunnel_row(catalog: &Catalog, plan: &Plan, tunnel: &Tunnel) -> SettingRow {
    SettingRow { text: tunnel_text(catalog, plan, tunnel), detail: tunnel_detail(plan, tunnel), can_change: false }
}

fn own_role_row(catalog: &Catalog, plan: &Plan, role: &OwnRole) -> OwnRoleRow {
    let listens = listeners_to_text(&role.listens);
    let called: Vec<&str> = role.calls.iter().map(|call| catalog.role_name(call.role.as_str())).collect();
    let has_it = |zone: &&Arc<Zone>| zone.placements.iter().any(|placement| placement.role == role.id);
    let num_zones = plan.zones.iter().filter(has_it).count();
    let parts = [
        if listens.is_empty() { "listens on nothing".to_owned() } else { format!("listens on {listens}") },
        if called.is_empty() { "calls nobody".to_owned() } else { format!("calls {}", called.join(", ")) },
        format!("ticked in {}", counted(num_zones, "zone", "zones")),
    ];
    OwnRoleRow { id: role.id.clone(), name: role.name.clone(), detail: upper_first(&parts.join("; ")) }
}

fn override_row(catalog: &Catalog, plan: &Plan, entry: &Override) -> SettingRow {
    let can_change = match entry {
        Override::Suppress { .. } => false,
        Override::Add { .. } => true,
    };
    SettingRow { text: override_text(catalog, plan, entry), detail: entry.reason().to_owned(), can_change }
}

/// How much a pair says of the request alone.
fn num_request_fields(request: &PairRequest) -> usize {
    let PairRequest { ticket, justification, logging } = request;
    [!ticket.is_empty(), !justification.is_empty(), logging.is_some()].into_iter().filter(|is_said| *is_said).count()
}

fn pair_row(plan: &Plan, (source, destination): &(ZoneId, ZoneId), settings: &PairSettings) -> PairRow {
    let mut detail = Vec::new();
    let counts = [
        (settings.assumptions.len(), "answer", "answers"),
        (settings.scenarios.len(), "scenario", "scenarios"),
        (usize::from(settings.mapper_only.is_some()), "RPC setting", "RPC settings"),
        (num_request_fields(&settings.request), "field of the request", "fields of the request"),
        (usize::from(!settings.note.is_empty()), "note", "notes"),
    ];
    for (number, one, many) in counts {
        if number > 0 {
            detail.push(counted(number, one, many));
        }
    }
    PairRow {
        text: format!("{} → {}", plan.zone_name(source.as_str()), plan.zone_name(destination.as_str())),
        detail: detail.join(", "),
        source: source.clone(),
        destination: destination.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::{PortRange, Transport};
    use crate::plan::{Edit, Selector};
    use crate::view::sample;

    fn build(edits: &[Edit]) -> PlanSettings {
        let mut plan = sample::plan();
        for edit in edits {
            assert_eq!(plan.apply(edit), Ok(()));
        }
        PlanSettings::build(&sample::catalog(), &plan)
    }

    #[test]
    fn scenarios_that_play_a_part_come_first() {
        let decided =
            Edit::SetScenario { scenario: "Of another catalog".into(), decision: Some(ScenarioDecision::Declined) };
        let rows: Vec<_> = build(&[decided]).scenarios.into_iter().map(|row| (row.name, row.is_relevant)).collect();
        let expected = ["LDAP over TLS", "LDAP ping", "Of another catalog"].map(|text| (text.to_owned(), true));
        assert_eq!(rows, expected);
    }

    #[test]
    fn overrides_are_read_as_sentences() {
        let selector = Selector {
            destination_zone: Some("core".into()),
            destination_role: Some("controller".into()),
            transport: Some(Transport::Tcp),
            ports: PortRange::single(389),
            ..Selector::default()
        };
        let everything = Selector { source_zone: Some("lab".into()), ..Selector::default() };
        let suppress = |selector| Override::Suppress { selector, reason: "Because".to_owned() };
        let settings = build(&[Edit::SetOverrides(vec![suppress(selector), suppress(everything)])]);
        let texts: Vec<_> = settings.overrides.iter().map(|row| format!("{} | {}", row.text, row.detail)).collect();
        assert_eq!(
            texts,
            ["Suppress TCP 389 to Domain controller in Core | Because", "Suppress every flow from Lab | Because"]
        );
    }

    #[test]
    fn pairs_say_what_is_set_for_them() {
        let edit = Edit::SetPairScenario {
            source: "clients".into(),
            destination: "core".into(),
            scenario: "ldap-ping".into(),
            decision: Some(ScenarioDecision::Accepted),
        };
        let request = PairRequest { ticket: "CHG-2".to_owned(), logging: Some(true), ..PairRequest::default() };
        let of_request = Edit::SetPairRequest { source: "clients".into(), destination: "lab".into(), request };
        assert_eq!(build(&[of_request]).pairs[0].detail, "2 fields of the request");
        let row = build(&[edit]).pairs.remove(0);
        assert_eq!((&*row.text, &*row.detail), ("Clients → Core", "1 scenario"));
    }
}
