//! Random plans as strategies: where a check fails, they are made smaller. Also texts that break writers, and edits.
//!
//! What a plan is made from are numbers; `plan_maker` says what they come to.

use std::fmt;
use std::sync::{Arc, LazyLock};

use portolan::catalog::Catalog;
use portolan::date::Date;
use portolan::plan::{
    AcceptedRisk, Edit, Host, Override, PairRequest, Placement, Plan, Request, Tick, TickKind, TickMerge, TrustLevel,
    ZoneColor, ZoneTicks, file,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::catalogs;
use crate::plan_maker::{PlanMaker, range, trusts, zone_id};
use crate::splitmix::SplitMix;

/// The most numbers that a plan is made from, for the miniature and the embedded catalog.
const MOST_NUMBERS: [usize; 2] = [600, 3_000];

/// A plan that is printed as its file.
struct Written(Plan);

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&file::write(&self.0))
    }
}

/// Runs a check on so many plans over the miniature and over the embedded catalog, the same ones each time. A plan that
/// fails is made smaller and printed. The check gets a number too, for what else it has to choose.
pub(crate) fn on_many_plans(num_plans: [u32; 2], check: impl Fn(&Catalog, &Plan, u64)) {
    let catalogs = [catalogs::miniature(), catalogs::embedded()];
    for ((catalog, cases), most) in catalogs.iter().zip(num_plans).zip(MOST_NUMBERS) {
        let maker = PlanMaker::new(catalog);
        let plan = |numbers| Written(maker.plan(&mut SplitMix::of(numbers)));
        let plans = (any::<u64>(), vec(any::<u64>(), 0..=most).prop_map(plan));
        let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let res = runner.run(&plans, |(number, Written(plan))| {
            check(catalog, &plan, number);
            Ok(())
        });
        res.unwrap_or_else(|err| panic!("{err}"));
    }
}

static MINIATURE: LazyLock<Catalog> = LazyLock::new(catalogs::miniature);
static MAKER: LazyLock<PlanMaker<'static>> = LazyLock::new(|| PlanMaker::new(&MINIATURE));

/// Plans with texts in every field, in canonical order.
pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    vec(any::<u64>(), 0..=2 * MOST_NUMBERS[0]).prop_map(|numbers| {
        let rng = &mut SplitMix::of(numbers);
        let mut res = MAKER.plan(rng);
        let middle = rng.below(res.zones.len());
        res.zones.rotate_left(middle);
        add_texts(rng, &mut res);
        res.canonical()
    })
}

/// Edits of the zones and scopes that such plans have.
pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    vec(any::<u64>(), 0..=100).prop_map(|numbers| any_edit(&MAKER, &mut SplitMix::of(numbers)))
}

/// A text that breaks writers, or any other one.
fn text(rng: &mut SplitMix) -> String {
    const NASTY: [&str; 18] = [
        "",
        "Core",
        "a\"b",
        "\\",
        "\\n",
        "1\r\n2",
        "\0\u{7f}\u{85}",
        "// no",
        "/* no",
        "*/",
        "r#\"",
        "\"#",
        "'",
        "{}",
        "Zürich 日本",
        "\u{202e}\u{feff}\u{2028}",
        "None",
        "\u{10ffff}",
    ];
    if rng.chance(30) {
        return (0..rng.below(6))
            .filter_map(|_| u32::try_from(rng.below(0x11_0000)).ok().and_then(char::from_u32))
            .collect();
    }
    rng.pick(&NASTY).map(|&text| text.to_owned()).unwrap_or_default()
}

fn texts(rng: &mut SplitMix, most: usize) -> Vec<String> {
    (0..=rng.below(most)).map(|_| text(rng)).collect()
}

fn request(rng: &mut SplitMix) -> Request {
    Request {
        ticket: text(rng),
        requester: text(rng),
        owner: text(rng),
        justification: text(rng),
        approver: text(rng),
        application_id: text(rng),
        environment: text(rng),
        valid_from: text(rng),
        valid_until: text(rng),
        logging: rng.chance(30).then(|| rng.chance(50)),
        firewall_note: text(rng),
    }
}

fn pair_request(rng: &mut SplitMix) -> PairRequest {
    let logging = rng.chance(20).then(|| rng.chance(50));
    PairRequest { ticket: text(rng), justification: text(rng), logging }
}

/// Of few findings and ids, so that the same one is accepted twice.
fn risk(rng: &mut SplitMix) -> AcceptedRisk {
    let finding = match rng.below(3) {
        0 => "legacy-protocol".to_owned(),
        1 => "many-ports".to_owned(),
        _ => text(rng),
    };
    let about = (0..rng.below(3)).map(|_| if rng.chance(50) { "z0".to_owned() } else { text(rng) }).collect();
    let mut day = || {
        let mut number = |most: usize| 1 + rng.below(most);
        let (year, month, day) = (number(9999), number(12), number(31));
        let day = u16::try_from(year).ok().zip(u8::try_from(month).ok()).zip(u8::try_from(day).ok());
        day.and_then(|((year, month), day)| Date::new(year, month, day))
    };
    let (on, until) = (day(), day());
    AcceptedRisk { finding, about, reason: text(rng), by: text(rng), on, until }
}

fn add_texts(rng: &mut SplitMix, plan: &mut Plan) {
    (plan.title, plan.note, plan.request) = (text(rng), text(rng), request(rng));
    for zone in &mut plan.zones {
        let zone = Arc::make_mut(zone);
        (zone.name, zone.group, zone.note, zone.addresses) = (text(rng), text(rng), text(rng), texts(rng, 4));
        zone.trust = TrustLevel::ALL[rng.below(TrustLevel::ALL.len())];
        zone.color = ZoneColor::ALL[rng.below(ZoneColor::ALL.len())];
        for placement in &mut zone.placements {
            placement.note = text(rng);
            if rng.chance(30) {
                placement.hosts =
                    (0..=rng.below(3)).map(|_| Host { name: text(rng), addresses: texts(rng, 2) }).collect();
            }
            if rng.chance(20) {
                placement.scopes.insert(text(rng), text(rng).into());
                placement.ports.insert(text(rng), range(rng));
            }
        }
    }
    for scope in &mut plan.scopes {
        (scope.name, scope.forest) = (text(rng), text(rng));
    }
    for settings in plan.pairs.values_mut() {
        (settings.note, settings.request) = (text(rng), pair_request(rng));
    }
    for tunnel in &mut plan.tunnels {
        (tunnel.note, tunnel.endpoints) = (text(rng), [texts(rng, 2), texts(rng, 2)]);
    }
    for entry in &mut plan.overrides {
        match entry {
            Override::Suppress { reason, .. } => *reason = text(rng),
            Override::Add { flow, reason } => {
                (flow.source_role, flow.destination_role, flow.service) = (text(rng), text(rng), text(rng));
                (flow.application_protocol, flow.scenario, *reason) = (text(rng), Some(text(rng)), text(rng));
            }
        }
    }
    plan.roles = MAKER.own_roles(rng);
    for role in &mut plan.roles {
        (role.name, role.summary) = (format!("Role {}", text(rng)), text(rng));
        role.listens.iter_mut().for_each(|listener| listener.application_protocol = text(rng));
        for call in &mut role.calls {
            (call.purpose, call.scenario) = (text(rng), rng.chance(50).then(|| format!("For {}", text(rng))));
        }
    }
    plan.accepted = (0..rng.below(4)).map(|_| risk(rng)).collect();
}

/// An edit of anything a plan has, several of them at times.
pub(crate) fn any_edit(maker: &PlanMaker<'_>, rng: &mut SplitMix) -> Edit {
    if rng.chance(10) {
        let edits = (0..rng.below(4)).map(|_| single_edit(maker, rng)).collect();
        return Edit::Several { label: "Several".to_owned(), edits };
    }
    single_edit(maker, rng)
}

fn single_edit(maker: &PlanMaker<'_>, rng: &mut SplitMix) -> Edit {
    match rng.below(9) {
        0..=3 => zone_edit(maker, rng),
        4..=5 => list_edit(maker, rng),
        6 => pair_edit(maker, rng),
        _ => plan_edit(maker, rng),
    }
}

fn tick(rng: &mut SplitMix) -> Tick {
    Tick::from(rng.chance(50))
}

fn placement(maker: &PlanMaker<'_>, rng: &mut SplitMix) -> Placement {
    let (ids, roles) = (maker.ids(rng), maker.related_roles(rng));
    maker.placement(rng, &ids, &roles)
}

/// An edit of a zone.
fn zone_edit(maker: &PlanMaker<'_>, rng: &mut SplitMix) -> Edit {
    let ids = maker.ids(rng);
    let zone = zone_id(rng, &ids);
    let placement_idx = rng.below(3);
    match rng.below(14) {
        13 => Edit::SetGroup { zone, group: text(rng) },
        12 => {
            let mut ticks = ZoneTicks::none(zone);
            ticks.os.extend(maker.os(rng, 3).into_iter().map(|os| (os, tick(rng))));
            ticks.roles.insert(placement(maker, rng).role, tick(rng));
            Edit::SetTicks(vec![ticks])
        }
        0 => Edit::SetZoneNote { zone, note: text(rng) },
        1 => Edit::TickRole { zone, role: placement(maker, rng).role, tick: tick(rng) },
        2 => Edit::SetAddresses { zone, addresses: texts(rng, 3) },
        3 => Edit::SetTrust { zone, trust: TrustLevel::ALL[rng.below(TrustLevel::ALL.len())] },
        4 => Edit::SetColor { zone, color: ZoneColor::ALL[rng.below(ZoneColor::ALL.len())] },
        5 => match maker.os(rng, 3).pop_first() {
            Some(os) => Edit::TickOs { zone, os, tick: tick(rng) },
            None => Edit::RemovePlacement { zone, placement_idx },
        },
        6 => Edit::SetPlacement { zone, placement_idx, placement: placement(maker, rng) },
        7 | 8 => Edit::AddPlacement { zone, placement: placement(maker, rng) },
        9 => Edit::WithoutRole { zone, placement_idx, role: placement(maker, rng).role, without: tick(rng) },
        10 => match maker.answers(rng, 50).pop_first() {
            Some((assumption, answer)) => {
                Edit::SetZoneAssumption { zone, assumption, answer: rng.chance(70).then_some(answer) }
            }
            None => Edit::RemovePlacement { zone, placement_idx },
        },
        _ => Edit::SetZoneRpc { zone, rpc: rng.chance(70).then(|| maker.strategy(rng)) },
    }
}

/// An edit of the list of zones.
fn list_edit(maker: &PlanMaker<'_>, rng: &mut SplitMix) -> Edit {
    let ids = maker.ids(rng);
    let (zone, id, position) = (zone_id(rng, &ids), zone_id(rng, &ids), rng.below(5));
    match rng.below(6) {
        0 => Edit::RenameZone { zone, name: text(rng) },
        1 => Edit::AddZone { id, name: text(rng), position },
        2 => Edit::RemoveZone(zone),
        3 => Edit::MoveZone { zone, position },
        4 => Edit::DuplicateZone { zone, id, name: text(rng) },
        _ => Edit::CopyTicks {
            from: zone,
            to: (0..rng.below(3)).map(|_| zone_id(rng, &ids)).collect(),
            kinds: rng.some(3, TickKind::ALL).into_iter().collect(),
            merge: if rng.chance(50) { TickMerge::Add } else { TickMerge::Replace },
        },
    }
}

/// An edit of a pair of zones.
fn pair_edit(maker: &PlanMaker<'_>, rng: &mut SplitMix) -> Edit {
    let ids = maker.ids(rng);
    let (source, destination) = (zone_id(rng, &ids), zone_id(rng, &ids));
    let (mut answers, mut decisions) = (maker.answers(rng, 50), maker.decisions(rng, 50));
    match (rng.below(4), answers.pop_first(), decisions.pop_first()) {
        (0, Some((assumption, answer)), _) => {
            Edit::SetPairAssumption { source, destination, assumption, answer: rng.chance(70).then_some(answer) }
        }
        (1, _, Some((scenario, decision))) => {
            Edit::SetPairScenario { source, destination, scenario, decision: rng.chance(70).then_some(decision) }
        }
        (2, ..) => Edit::SetPairMapperOnly { source, destination, mapper_only: rng.chance(70).then(|| tick(rng)) },
        _ => Edit::SetPairNote { source, destination, note: text(rng) },
    }
}

/// An edit of what holds for the whole plan.
fn plan_edit(maker: &PlanMaker<'_>, rng: &mut SplitMix) -> Edit {
    let ids = maker.ids(rng);
    let scope = rng.pick(&ids.scopes).cloned();
    let (mut answers, mut decisions) = (maker.answers(rng, 50), maker.decisions(rng, 50));
    match (rng.below(17), scope, answers.pop_first(), decisions.pop_first()) {
        (1, ..) => Edit::SetNote(text(rng)),
        (2, ..) => Edit::SetRequest(request(rng)),
        (3, _, Some((assumption, answer)), _) => {
            Edit::SetAssumption { assumption, answer: rng.chance(70).then_some(answer) }
        }
        (4, _, _, Some((scenario, decision))) => {
            Edit::SetScenario { scenario, decision: rng.chance(70).then_some(decision) }
        }
        (5, ..) => Edit::SetRpc(maker.strategy(rng)),
        (6, ..) => Edit::SetMapperOnly(tick(rng)),
        (7, Some(scope), ..) => Edit::AddScope(scope),
        (8, Some(mut scope), ..) => {
            scope.name = text(rng);
            Edit::SetScope(scope)
        }
        (9, Some(scope), ..) => Edit::RemoveScope(scope.id),
        (10, ..) => Edit::SetTrusts(trusts(rng, &ids)),
        (11, ..) => Edit::SetTunnels((0..rng.below(3)).map(|_| maker.tunnel(rng, &ids)).collect()),
        (12, ..) => Edit::SetOverrides((0..rng.below(3)).map(|_| maker.override_entry(rng, &ids)).collect()),
        (13, ..) => Edit::AcceptRisk(risk(rng)),
        (14, ..) => {
            let risk = risk(rng);
            Edit::WithdrawRisk { finding: risk.finding, about: risk.about }
        }
        (15, ..) => Edit::SetRoles(maker.own_roles(rng)),
        (16, ..) => Edit::RemoveRole(format!("own-{}", rng.below(3)).into()),
        _ => Edit::SetTitle(text(rng)),
    }
}
