//! Random plans and edits, small and nasty: few ids, so that they meet, and texts that break writers.

use std::sync::Arc;

use portolan::catalog::Answer;
use portolan::date::Date;
use portolan::net::{PortRange, Transport};
use portolan::plan::{
    AcceptedRisk, AddedFlow, Carries, Decision, Edit, Override, PairSettings, Placement, Plan, Request, RpcStrategy,
    Scope, Selector, Tick, TickKind, TickMerge, Trust, TrustDirection, TrustKind, TrustLevel, Tunnel, Zone, ZoneColor,
    ZoneId,
};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn text() -> impl Strategy<Value = String> {
    let nasty = vec![
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
    prop_oneof![select(nasty).prop_map(str::to_owned), vec(any::<char>(), 0..6).prop_map(String::from_iter)]
}

fn id<T: From<&'static str> + std::fmt::Debug>(ids: &'static [&'static str]) -> impl Strategy<Value = T> + Clone {
    select(ids).prop_map(T::from)
}

pub(crate) fn zone_id() -> impl Strategy<Value = ZoneId> + Clone {
    id(&["a", "b", "c", "d\"\\"])
}

const ROLES: &[&str] = &["dc", "dns", "sql", "a \"role\""];
const OS: &[&str] = &["windows-10", "windows-11", "server-2022"];
const SCOPES: &[&str] = &["corp", "partner"];
const ASSUMPTIONS: &[&str] = &["netbios", "ldaps"];

fn ports() -> impl Strategy<Value = PortRange> {
    prop_oneof![
        (1..=u16::MAX).prop_filter_map("a port", PortRange::single),
        (1..=u16::MAX, 1..=u16::MAX).prop_filter_map("a range", |(a, b)| PortRange::new(a.min(b), a.max(b))),
    ]
}

fn answer() -> impl Strategy<Value = Answer> + Clone {
    select(vec![Answer::Unused, Answer::Optional, Answer::InUse])
}

fn decision() -> impl Strategy<Value = Decision> + Clone {
    select(vec![Decision::Accepted, Decision::Declined])
}

fn rpc() -> impl Strategy<Value = RpcStrategy> {
    prop_oneof![
        Just(RpcStrategy::Dynamic),
        ports().prop_map(RpcStrategy::Restricted),
        btree_map(id(&["ntds", "netlogon"]), ports(), 0..3).prop_map(RpcStrategy::Pinned),
    ]
}

pub(crate) fn placement() -> impl Strategy<Value = Placement> {
    let first = (id(ROLES), btree_set(id(OS), 0..3), btree_map(text(), id(SCOPES), 0..2), btree_set(zone_id(), 0..3));
    let rest = (
        btree_set(id(ROLES), 0..2),
        option::weighted(0.2, rpc()),
        option::weighted(0.2, ports()),
        btree_map(text(), ports(), 0..2),
        text(),
    );
    (first, rest).prop_map(|((role, os, scopes, serves), (without, rpc, dynamic_range, ports, note))| Placement {
        role,
        os,
        scopes,
        serves,
        without,
        rpc,
        dynamic_range,
        ports,
        note,
    })
}

fn zone() -> impl Strategy<Value = Zone> {
    let first = (text(), vec(text(), 0..4), select(TrustLevel::ALL.to_vec()), select(ZoneColor::ALL.to_vec()), text());
    let rest = (
        btree_set(id(OS), 0..3),
        btree_map(id(ASSUMPTIONS), answer(), 0..2),
        option::weighted(0.2, rpc()),
        vec(placement(), 0..4),
    );
    (first, rest).prop_map(|((name, addresses, trust, color, note), (os, assumptions, rpc, placements))| Zone {
        id: ZoneId::default(),
        name,
        addresses,
        trust,
        color,
        note,
        os,
        assumptions,
        rpc,
        placements,
    })
}

/// Up to four zones with the ids of [`zone_id`], each once.
fn zones() -> impl Strategy<Value = Vec<Arc<Zone>>> {
    btree_map(zone_id(), zone(), 0..4)
        .prop_map(|zones| zones.into_iter().map(|(id, zone)| Arc::new(Zone { id, ..zone })).collect::<Vec<_>>())
        .prop_shuffle()
}

fn pair() -> impl Strategy<Value = PairSettings> {
    let assumptions = btree_map(id(ASSUMPTIONS), answer(), 0..2);
    let scenarios = btree_map(text(), decision(), 0..2);
    (assumptions, scenarios, any::<Option<bool>>(), text()).prop_map(|(assumptions, scenarios, mapper_only, note)| {
        PairSettings { assumptions, scenarios, mapper_only, note }
    })
}

fn selector() -> impl Strategy<Value = Selector> {
    let sides = (option::of(zone_id()), option::of(zone_id()), option::of(id(ROLES)), option::of(id(ROLES)));
    let what = (option::of(id(&["smb"])), option::of(select(Transport::ALL.to_vec())), option::of(ports()));
    (sides, what).prop_map(
        |((source_zone, destination_zone, source_role, destination_role), (service, transport, ports))| Selector {
            source_zone,
            destination_zone,
            source_role,
            destination_role,
            service,
            transport,
            ports,
        },
    )
}

fn tunnel() -> impl Strategy<Value = Tunnel> {
    let carries = prop_oneof![Just(Carries::Everything), vec(selector(), 0..3).prop_map(Carries::Selection)];
    let endpoints = (vec(text(), 0..2), vec(text(), 0..2)).prop_map(<[_; 2]>::from);
    let zones = (zone_id(), zone_id()).prop_map(<[_; 2]>::from);
    (id(&["l2tp", "pptp"]), zones, endpoints, carries, option::of(zone_id()), text()).prop_map(
        |(kind, zones, endpoints, carries, opener, note)| Tunnel { kind, zones, endpoints, carries, opener, note },
    )
}

fn added_flow() -> impl Strategy<Value = AddedFlow> {
    let sides = (zone_id(), zone_id(), text(), text());
    let what = (text(), text(), select(Transport::ALL.to_vec()), option::of(ports()), option::of(text()));
    (sides, what).prop_map(
        |(
            (source_zone, destination_zone, source_role, destination_role),
            (service, application_protocol, transport, ports, scenario),
        )| AddedFlow {
            source_zone,
            destination_zone,
            source_role,
            destination_role,
            service,
            application_protocol,
            transport,
            ports,
            scenario,
        },
    )
}

fn override_() -> impl Strategy<Value = Override> {
    prop_oneof![
        (selector(), text()).prop_map(|(selector, reason)| Override::Suppress { selector, reason }),
        (added_flow(), text()).prop_map(|(flow, reason)| Override::Add { flow, reason }),
    ]
}

fn scope() -> impl Strategy<Value = Scope> {
    (id(SCOPES), text(), text(), text()).prop_map(|(id, kind, name, forest)| Scope { id, kind, name, forest })
}

fn trust() -> impl Strategy<Value = Trust> {
    let directions = select(vec![TrustDirection::OneWay, TrustDirection::TwoWay]);
    let kinds = select(vec![TrustKind::External, TrustKind::Forest]);
    (id(SCOPES), id(SCOPES), directions, kinds).prop_map(|(trusting, trusted, direction, kind)| Trust {
        trusting,
        trusted,
        direction,
        kind,
    })
}

fn request() -> impl Strategy<Value = Request> {
    (text(), text(), text(), text(), text()).prop_map(|(ticket, requester, owner, justification, valid_until)| {
        Request { ticket, requester, owner, justification, valid_until }
    })
}

/// Of few findings and ids, so that the same one is accepted twice.
fn risk() -> impl Strategy<Value = AcceptedRisk> {
    let finding = prop_oneof![select(vec!["legacy-protocol", "many-ports"]).prop_map(str::to_owned), text()];
    let about = vec(prop_oneof![zone_id().prop_map(|id| id.to_string()), text()], 0..3);
    let day = (1..=9999_u16, 1..=12_u8, 1..=31_u8).prop_map(|(year, month, day)| Date::new(year, month, day));
    (finding, about, text(), text(), day).prop_map(|(finding, about, reason, by, until)| AcceptedRisk {
        finding,
        about,
        reason,
        by,
        until,
    })
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let head = (text(), text(), request(), btree_map(id(ASSUMPTIONS), answer(), 0..3));
    let settings = (btree_map(text(), decision(), 0..2), rpc(), any::<bool>(), vec(scope(), 0..3));
    let body = (
        vec(trust(), 0..3),
        zones(),
        btree_map((zone_id(), zone_id()), pair(), 0..4),
        vec(tunnel(), 0..3),
        vec(override_(), 0..3),
        vec(risk(), 0..4),
    );
    (head, settings, body).prop_map(|(head, settings, body)| {
        let (title, note, request, assumptions) = head;
        let (scenarios, rpc, mapper_only, scopes) = settings;
        let (trusts, zones, pairs, tunnels, overrides, accepted) = body;
        let plan = Plan {
            title,
            note,
            request,
            assumptions,
            scenarios,
            rpc,
            mapper_only,
            scopes,
            trusts,
            zones,
            pairs,
            tunnels,
            overrides,
            accepted,
        };
        plan.canonical()
    })
}

fn tick() -> impl Strategy<Value = Tick> + Clone {
    select(vec![Tick::On, Tick::Off])
}

/// An edit of a zone.
fn zone_edit() -> impl Strategy<Value = Edit> {
    let zone = zone_id;
    let idx = || 0..3_usize;
    prop_oneof![
        (zone(), id(OS), tick()).prop_map(|(zone, os, tick)| Edit::TickOs { zone, os, tick }),
        (zone(), id(ROLES), tick()).prop_map(|(zone, role, tick)| Edit::TickRole { zone, role, tick }),
        (zone(), vec(text(), 0..3)).prop_map(|(zone, addresses)| Edit::SetAddresses { zone, addresses }),
        (zone(), select(TrustLevel::ALL.to_vec())).prop_map(|(zone, trust)| Edit::SetTrust { zone, trust }),
        (zone(), select(ZoneColor::ALL.to_vec())).prop_map(|(zone, color)| Edit::SetColor { zone, color }),
        (zone(), text()).prop_map(|(zone, note)| Edit::SetZoneNote { zone, note }),
        (zone(), idx(), placement()).prop_map(|(zone, placement_idx, placement)| Edit::SetPlacement {
            zone,
            placement_idx,
            placement
        }),
        (zone(), placement()).prop_map(|(zone, placement)| Edit::AddPlacement { zone, placement }),
        (zone(), idx()).prop_map(|(zone, placement_idx)| Edit::RemovePlacement { zone, placement_idx }),
        (zone(), idx(), id(ROLES), tick()).prop_map(|(zone, placement_idx, role, without)| Edit::WithoutRole {
            zone,
            placement_idx,
            role,
            without
        }),
        (zone(), id(ASSUMPTIONS), option::of(answer()))
            .prop_map(|(zone, assumption, answer)| Edit::SetZoneAssumption { zone, assumption, answer }),
        (zone(), option::of(rpc())).prop_map(|(zone, rpc)| Edit::SetZoneRpc { zone, rpc }),
    ]
}

/// An edit of the list of zones.
fn list_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (zone_id(), text(), 0..5_usize).prop_map(|(id, name, position)| Edit::AddZone { id, name, position }),
        zone_id().prop_map(Edit::RemoveZone),
        (zone_id(), text()).prop_map(|(zone, name)| Edit::RenameZone { zone, name }),
        (zone_id(), 0..5_usize).prop_map(|(zone, position)| Edit::MoveZone { zone, position }),
        (zone_id(), zone_id(), text()).prop_map(|(zone, id, name)| Edit::DuplicateZone { zone, id, name }),
        (zone_id(), vec(zone_id(), 0..3), btree_set(select(TickKind::ALL.to_vec()), 0..4), any::<bool>()).prop_map(
            |(from, to, kinds, adds)| Edit::CopyTicks {
                from,
                to,
                kinds,
                merge: if adds { TickMerge::Add } else { TickMerge::Replace },
            }
        ),
    ]
}

/// An edit of a pair of zones.
fn pair_edit() -> impl Strategy<Value = Edit> {
    (zone_id(), zone_id()).prop_flat_map(|(source, destination)| {
        let pair = Just((source, destination));
        prop_oneof![
            (pair.clone(), id(ASSUMPTIONS), option::of(answer())).prop_map(
                |((source, destination), assumption, answer)| Edit::SetPairAssumption {
                    source,
                    destination,
                    assumption,
                    answer
                }
            ),
            (pair.clone(), text(), option::of(decision())).prop_map(|((source, destination), scenario, decision)| {
                Edit::SetPairScenario { source, destination, scenario, decision }
            }),
            (pair.clone(), option::of(tick())).prop_map(|((source, destination), mapper_only)| {
                Edit::SetPairMapperOnly { source, destination, mapper_only }
            }),
            (pair, text()).prop_map(|((source, destination), note)| Edit::SetPairNote { source, destination, note }),
        ]
    })
}

/// An edit of what holds for the whole plan.
fn plan_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        text().prop_map(Edit::SetTitle),
        text().prop_map(Edit::SetNote),
        request().prop_map(Edit::SetRequest),
        (id(ASSUMPTIONS), option::of(answer()))
            .prop_map(|(assumption, answer)| Edit::SetAssumption { assumption, answer }),
        (text(), option::of(decision())).prop_map(|(scenario, decision)| Edit::SetScenario { scenario, decision }),
        rpc().prop_map(Edit::SetRpc),
        tick().prop_map(Edit::SetMapperOnly),
        scope().prop_map(Edit::AddScope),
        scope().prop_map(Edit::SetScope),
        id(SCOPES).prop_map(Edit::RemoveScope),
        vec(trust(), 0..3).prop_map(Edit::SetTrusts),
        vec(tunnel(), 0..3).prop_map(Edit::SetTunnels),
        vec(override_(), 0..3).prop_map(Edit::SetOverrides),
        risk().prop_map(Edit::AcceptRisk),
        risk().prop_map(|risk| Edit::WithdrawRisk { finding: risk.finding, about: risk.about }),
    ]
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    let single = || prop_oneof![4 => zone_edit(), 2 => list_edit(), 1 => pair_edit(), 2 => plan_edit()];
    let several = vec(single(), 0..4).prop_map(|edits| Edit::Several { label: "Several".to_owned(), edits });
    prop_oneof![9 => single(), 1 => several]
}
