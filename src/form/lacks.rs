//! What the columns of a form have no place for, said before anything is exported. It changes nothing.

use crate::profile::{Field, Profile, Reader};

const SOURCES: &[Field] = &[
    Field::SourceAddresses,
    Field::SourceZone,
    Field::SourceHosts,
    Field::SourceAddressObjects,
    Field::SourceZoneObject,
];
const DESTINATIONS: &[Field] = &[
    Field::DestinationAddresses,
    Field::DestinationZone,
    Field::DestinationHosts,
    Field::DestinationAddressObjects,
    Field::DestinationZoneObject,
];
const PORTS: &[Field] =
    &[Field::Services, Field::DestinationPorts, Field::PortFrom, Field::PortTo, Field::ServiceObjects];
const TRANSPORTS: &[Field] = &[Field::Transport, Field::IpProtocol, Field::Services, Field::ServiceObjects];

/// What a form can't say, in sentences without a full stop.
#[must_use]
pub fn lacks(profile: &Profile) -> Vec<String> {
    let holds = |wanted: &[Field]| {
        profile.files.iter().flat_map(|file| &file.columns).any(|column| wanted.contains(&column.field))
    };
    let mut res = Vec::new();
    let ends = [(SOURCES, "the source"), (DESTINATIONS, "the destination"), (PORTS, "the ports")];
    let lacking: Vec<&str> = ends.into_iter().filter(|(fields, _)| !holds(fields)).map(|(_, what)| what).collect();
    if !lacking.is_empty() {
        res.push(format!("No column holds {}", lacking.join(" or ")));
    }
    if holds(PORTS) && !holds(TRANSPORTS) {
        res.push("Ports stand without their transport: let a column hold “Transport and ports”".to_owned());
    }
    let has_notes = !matches!(profile.reader, Reader::People { notes_in: None, .. });
    let unplaced = [
        (!holds(&[Field::SourcePort]), "a source port"),
        (!holds(&[Field::IcmpType, Field::Services]), "a type of ICMP"),
    ];
    let unplaced: Vec<&str> = unplaced.into_iter().filter(|(is_so, _)| *is_so).map(|(_, what)| what).collect();
    if !has_notes && !unplaced.is_empty() {
        let what = unplaced.join(" or ");
        res.push(format!("Rules with {what} are left out: let a column hold the justification or the note"));
    }
    res
}
