//! What edits are called in a menu, and which of them are undone together.

use super::{Edit, MergeKey, Tick, ticks};

impl Edit {
    /// What it does, as a menu says it after “Undo”: “Rename zone”.
    #[must_use]
    pub fn label(&self) -> String {
        let label = match self {
            Self::SetTitle(_) => "Change title",
            Self::SetNote(_) => "Change note",
            Self::SetRequest(_) => "Change request",
            Self::AddZone { .. } => "Add zone",
            Self::RemoveZone(_) => "Remove zone",
            Self::RenameZone { .. } => "Rename zone",
            Self::MoveZone { .. } => "Move zone",
            Self::DuplicateZone { .. } => "Duplicate zone",
            Self::CopyTicks { .. } => "Copy ticks",
            Self::SetAddresses { .. } => "Change addresses",
            Self::SetTrust { .. } => "Change trust level",
            Self::SetColor { .. } => "Change zone color",
            Self::SetGroup { .. } => "Change zone group",
            Self::SetZoneNote { .. } => "Change zone note",
            Self::TickOs { tick: Tick::On, .. } => "Add OS version",
            Self::TickOs { tick: Tick::Off, .. } => "Remove OS version",
            Self::TickRole { tick: Tick::On, .. } => "Add role",
            Self::TickRole { tick: Tick::Off, .. } => "Remove role",
            Self::SetTicks(zones) => return ticks::label(zones),
            Self::SetPlacement { .. } => "Change placement",
            Self::AddPlacement { .. } => "Add placement",
            Self::AddHosts { .. } => "Add hosts",
            Self::RemovePlacement { .. } => "Remove placement",
            Self::WithoutRole { without: Tick::On, .. } => "Do without implied role",
            Self::WithoutRole { without: Tick::Off, .. } => "Restore implied role",
            Self::SetAssumption { .. } => "Answer assumption",
            Self::SetZoneAssumption { .. } => "Answer assumption for zone",
            Self::SetPairAssumption { .. } => "Answer assumption for pair",
            Self::SetScenario { .. } => "Decide on scenario",
            Self::SetPairScenario { .. } => "Decide on scenario for pair",
            Self::SetChoice { .. } => "Choose option",
            Self::SetScopeChoice { .. } => "Choose option for scope",
            Self::SetRpc(_) => "Change RPC strategy",
            Self::SetZoneRpc { .. } => "Change RPC strategy of zone",
            Self::SetMapperOnly(_) => "Change RPC inspection",
            Self::SetPairMapperOnly { .. } => "Change RPC inspection of pair",
            Self::SetPairNote { .. } => "Change pair note",
            Self::SetPairRequest { .. } => "Change request of pair",
            Self::SetRoles(_) => "Change roles of this plan",
            Self::RemoveRole(_) => "Delete role of this plan",
            Self::AddScope(_) => "Add scope",
            Self::SetScope(_) => "Change scope",
            Self::RemoveScope(_) => "Remove scope",
            Self::SetTrusts(_) => "Change trusts",
            Self::SetTunnels(_) => "Change tunnels",
            Self::SetOverrides(_) => "Change overrides",
            Self::AcceptRisk(_) => "Accept risk",
            Self::WithdrawRisk { .. } => "Take back accepted risk",
            Self::Several { label, .. } => label,
        };
        label.to_owned()
    }

    /// What the next edit must have too, to be undone together with this one; `None`: it stands alone.
    #[must_use]
    pub fn merge_key(&self) -> Option<MergeKey> {
        match self {
            Self::SetTitle(_) => Some(MergeKey::Title),
            Self::SetNote(_) => Some(MergeKey::Note),
            Self::SetRequest(_) => Some(MergeKey::Request),
            Self::RenameZone { zone, .. } => Some(MergeKey::ZoneName(zone.clone())),
            Self::SetAddresses { zone, .. } => Some(MergeKey::Addresses(zone.clone())),
            Self::SetZoneNote { zone, .. } => Some(MergeKey::ZoneNote(zone.clone())),
            Self::SetPairNote { source, destination, .. } => {
                Some(MergeKey::PairNote(source.clone(), destination.clone()))
            }
            Self::SetPairRequest { source, destination, .. } => {
                Some(MergeKey::PairRequest(source.clone(), destination.clone()))
            }
            Self::SetScope(scope) => Some(MergeKey::Scope(scope.id.clone())),
            _ => None,
        }
    }
}
