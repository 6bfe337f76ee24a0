//! The list of edits. What they do stands in `apply`, what they are called in `label`.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::Answer;
use crate::plan::{
    AcceptedRisk, AssumptionId, ChoiceId, Host, OptionId, OsId, Override, OwnRole, PairRequest, Placement, Request,
    RoleId, RpcStrategy, ScenarioDecision, ScenarioId, Scope, ScopeId, Trust, TrustLevel, Tunnel, ZoneColor, ZoneId,
};

/// Whether something is ticked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tick {
    /// It is.
    On,
    /// It is not.
    Off,
}

impl Tick {
    /// The other one.
    #[must_use]
    pub fn toggled(self) -> Self {
        match self {
            Self::On => Self::Off,
            Self::Off => Self::On,
        }
    }

    /// Whether it is [`Tick::On`].
    #[must_use]
    pub fn is_on(self) -> bool {
        self == Self::On
    }
}

impl From<bool> for Tick {
    fn from(is_on: bool) -> Self {
        if is_on { Self::On } else { Self::Off }
    }
}

/// What of a zone is copied.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, strum::VariantArray)]
pub enum TickKind {
    /// Its OS versions.
    Os,
    /// Its roles with their settings.
    Roles,
    /// How far it is trusted.
    Trust,
    /// Its answers, and how its RPC servers listen.
    Decisions,
}

impl TickKind {
    /// Every kind.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// What a user reads.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Os => "OS versions",
            Self::Roles => "Roles with their settings",
            Self::Trust => "Trust level",
            Self::Decisions => "Decisions for the zone",
        }
    }
}

/// What becomes of what the other zones have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TickMerge {
    /// It stays as it is; what is not there is added. A trust level is always replaced.
    Add,
    /// It gives way.
    Replace,
}

/// The ticks of one zone that change. As with a single tick, off removes every placement of a role, and on changes
/// nothing where there is one.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ZoneTicks {
    /// The zone.
    pub zone: ZoneId,
    /// Its OS versions.
    pub os: BTreeMap<OsId, Tick>,
    /// Its roles.
    pub roles: BTreeMap<RoleId, Tick>,
}

/// A change of the plan.
///
/// Zones are named by id, placements by their position in the zone. A position beyond the end means the end.
/// `None` as an answer, a decision or a setting takes back what was said: what is less specific holds again.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Edit {
    /// Calls the plan something else.
    SetTitle(String),
    /// Replaces the plan's note.
    SetNote(String),
    /// Replaces the fields of the change request.
    SetRequest(Request),
    /// Adds a zone with nothing in it and the next color. [`Plan::free_zone_id`](crate::plan::Plan::free_zone_id)
    /// finds an id.
    AddZone {
        /// An id that no other zone has.
        id: ZoneId,
        /// What it is called.
        name: String,
        /// Where it stands, from 0.
        position: usize,
    },
    /// Removes a zone and what only speaks of it: settings of its pairs, its tunnels, its overrides, risks that were
    /// accepted for it. A zone that gets its id later is another one.
    ///
    /// It also leaves every `serves`, unless it is the only zone there: the list would be empty, and empty means all.
    RemoveZone(ZoneId),
    /// Calls a zone something else. Its id stays.
    RenameZone {
        /// The zone.
        zone: ZoneId,
        /// What it is called from now on.
        name: String,
    },
    /// Puts a zone elsewhere among the others.
    MoveZone {
        /// The zone.
        zone: ZoneId,
        /// Where it stands afterwards, from 0.
        position: usize,
    },
    /// Adds a copy of a zone after it: all but its addresses and hosts, and with the next color.
    DuplicateZone {
        /// The zone to copy.
        zone: ZoneId,
        /// An id that no other zone has.
        id: ZoneId,
        /// What the copy is called.
        name: String,
    },
    /// Copies what is ticked in a zone to others, without its hosts. A role that serves its own zone serves theirs.
    CopyTicks {
        /// The zone to copy from.
        from: ZoneId,
        /// The zones to copy to.
        to: Vec<ZoneId>,
        /// What is copied.
        kinds: BTreeSet<TickKind>,
        /// What becomes of what is there.
        merge: TickMerge,
    },
    /// Replaces a zone's addresses.
    SetAddresses {
        /// The zone.
        zone: ZoneId,
        /// As typed, one entry each.
        addresses: Vec<String>,
    },
    /// Says how far a zone is trusted.
    SetTrust {
        /// The zone.
        zone: ZoneId,
        /// How far.
        trust: TrustLevel,
    },
    /// Gives a zone another mark.
    SetColor {
        /// The zone.
        zone: ZoneId,
        /// The mark.
        color: ZoneColor,
    },
    /// Puts a zone into a group; an empty one takes it out.
    SetGroup {
        /// The zone.
        zone: ZoneId,
        /// What the group is called.
        group: String,
    },
    /// Replaces a zone's note.
    SetZoneNote {
        /// The zone.
        zone: ZoneId,
        /// The note.
        note: String,
    },
    /// Ticks an OS version of a zone.
    TickOs {
        /// The zone.
        zone: ZoneId,
        /// The OS version.
        os: OsId,
        /// On or off.
        tick: Tick,
    },
    /// Ticks a role of a zone. Off removes every placement of it, on changes nothing where there is one.
    TickRole {
        /// The zone.
        zone: ZoneId,
        /// The role.
        role: RoleId,
        /// On or off.
        tick: Tick,
    },
    /// Ticks OS versions and roles of several zones. A zone is named once.
    SetTicks(Vec<ZoneTicks>),
    /// Replaces a placement. It may stand elsewhere afterwards: placements are sorted.
    SetPlacement {
        /// The zone.
        zone: ZoneId,
        /// The placement's position, from 0.
        placement_idx: usize,
        /// What it is from now on.
        placement: Placement,
    },
    /// Adds a placement, also of a role that has one.
    AddPlacement {
        /// The zone.
        zone: ZoneId,
        /// What to add.
        placement: Placement,
    },
    /// Adds machines to the first placement of a role, which must be there. One whose name is there takes the place of
    /// that one.
    AddHosts {
        /// The zone.
        zone: ZoneId,
        /// The role.
        role: RoleId,
        /// The machines.
        hosts: Vec<Host>,
    },
    /// Removes a placement.
    RemovePlacement {
        /// The zone.
        zone: ZoneId,
        /// The placement's position, from 0.
        placement_idx: usize,
    },
    /// Says whether a placement does without a role that it would imply.
    WithoutRole {
        /// The zone.
        zone: ZoneId,
        /// The placement's position, from 0.
        placement_idx: usize,
        /// The implied role.
        role: RoleId,
        /// On: the placement does without it.
        without: Tick,
    },
    /// Answers an assumption for the plan.
    SetAssumption {
        /// The assumption.
        assumption: AssumptionId,
        /// The answer.
        answer: Option<Answer>,
    },
    /// Answers an assumption for a zone.
    SetZoneAssumption {
        /// The zone.
        zone: ZoneId,
        /// The assumption.
        assumption: AssumptionId,
        /// The answer.
        answer: Option<Answer>,
    },
    /// Answers an assumption for an ordered pair of zones.
    SetPairAssumption {
        /// The zone that opens.
        source: ZoneId,
        /// The zone that listens.
        destination: ZoneId,
        /// The assumption.
        assumption: AssumptionId,
        /// The answer.
        answer: Option<Answer>,
    },
    /// Accepts or declines an optional scenario for the plan.
    SetScenario {
        /// The scenario.
        scenario: ScenarioId,
        /// The decision.
        decision: Option<ScenarioDecision>,
    },
    /// Accepts or declines an optional scenario for an ordered pair of zones.
    SetPairScenario {
        /// The zone that opens.
        source: ZoneId,
        /// The zone that listens.
        destination: ZoneId,
        /// The scenario.
        scenario: ScenarioId,
        /// The decision.
        decision: Option<ScenarioDecision>,
    },
    /// Chooses an option for the plan.
    SetChoice {
        /// The choice.
        choice: ChoiceId,
        /// The option.
        option: Option<OptionId>,
    },
    /// Chooses an option for a scope.
    SetScopeChoice {
        /// The scope.
        scope: ScopeId,
        /// The choice.
        choice: ChoiceId,
        /// The option.
        option: Option<OptionId>,
    },
    /// Says how RPC servers listen.
    SetRpc(RpcStrategy),
    /// Says how RPC servers of a zone listen.
    SetZoneRpc {
        /// The zone.
        zone: ZoneId,
        /// The strategy.
        rpc: Option<RpcStrategy>,
    },
    /// Says whether firewalls follow the endpoint mapper.
    SetMapperOnly(Tick),
    /// Says whether the firewall of an ordered pair of zones follows the endpoint mapper.
    SetPairMapperOnly {
        /// The zone that opens.
        source: ZoneId,
        /// The zone that listens.
        destination: ZoneId,
        /// On: it does.
        mapper_only: Option<Tick>,
    },
    /// Replaces the note of an ordered pair of zones.
    SetPairNote {
        /// The zone that opens.
        source: ZoneId,
        /// The zone that listens.
        destination: ZoneId,
        /// The note.
        note: String,
    },
    /// Replaces what the change request says of an ordered pair of zones alone.
    SetPairRequest {
        /// The zone that opens.
        source: ZoneId,
        /// The zone that listens.
        destination: ZoneId,
        /// What it says.
        request: PairRequest,
    },
    /// Replaces all roles of the plan's own. Where they are ticked stays as it is.
    SetRoles(Vec<OwnRole>),
    /// Removes a role of the plan's own and what only speaks of it: its placements, calls of it, overrides and parts of
    /// a tunnel's selection that name it, risks that were accepted for it. A role that gets its id later is another one.
    RemoveRole(RoleId),
    /// Adds a scope.
    AddScope(Scope),
    /// Replaces the scope that has the same id.
    SetScope(Scope),
    /// Removes a scope, its trusts, risks that were accepted for it, and its mention in placements.
    RemoveScope(ScopeId),
    /// Replaces all trusts.
    SetTrusts(Vec<Trust>),
    /// Replaces all tunnels.
    SetTunnels(Vec<Tunnel>),
    /// Replaces all overrides.
    SetOverrides(Vec<Override>),
    /// Accepts a finding as a risk. One that is accepted already is accepted in these words from now on.
    AcceptRisk(AcceptedRisk),
    /// No longer accepts a finding as a risk.
    WithdrawRisk {
        /// The finding's code.
        finding: String,
        /// The ids of what it is about, in order.
        about: Vec<String>,
    },
    /// Several edits as one: all of them or none.
    Several {
        /// What they are together, as a menu says it.
        label: String,
        /// The edits, in the order in which they happen.
        edits: Vec<Edit>,
    },
}

/// What a run of edits must share to be undone as one: each replaces one and the same text as it is typed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum MergeKey {
    /// The plan's title.
    Title,
    /// The plan's note.
    Note,
    /// The fields of the change request.
    Request,
    /// A zone's name.
    ZoneName(ZoneId),
    /// A zone's addresses.
    Addresses(ZoneId),
    /// A zone's note.
    ZoneNote(ZoneId),
    /// The note of a pair, source first.
    PairNote(ZoneId, ZoneId),
    /// What the change request says of a pair, source first.
    PairRequest(ZoneId, ZoneId),
    /// The texts of a scope.
    Scope(ScopeId),
}
