//! What is open between two zones, short enough for a picture. What is left out is counted.

use super::text::{self, Font};
use crate::catalog::Need;
use crate::export::run::ExportRun;
use crate::table::OpenPorts;

/// The most zones whose ports are written out; beyond them rules are counted.
pub(super) const MOST_ZONES_WITH_PORTS: usize = 12;

/// What a picture says about a pair of zones.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct PortLabel {
    /// Lines of text; empty: nothing is open.
    pub lines: Vec<String>,
    /// Whether something of it is Required.
    pub has_required: bool,
}

/// How long a list of ports may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// The width of a line.
    pub width: i32,
    /// The most ports and ranges of a transport before some are left out.
    pub ranges: usize,
    /// What becomes of a list that is longer than a line.
    pub overflow: Overflow,
}

/// What becomes of a list that is longer than a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Overflow {
    /// It ends in its length.
    Shorten,
    /// It goes on in the next line.
    Wrap,
}

/// Lists the ports of a pair: `TCP 53, 88, 135, 389 … (8); UDP 53`, then `optional ICMP`.
pub(super) fn ports(run: &ExportRun<'_>, pair: (usize, usize), room: Room) -> PortLabel {
    let open = run.open_ports(pair);
    let mut lines = Vec::new();
    for need in [Need::Required, Need::Optional(())] {
        let prefix = match need {
            Need::Required => "",
            Need::Optional(()) => "optional ",
        };
        let width = room.width - text::width(prefix, Font::BODY);
        let of_need = open.iter().filter(|open| open.need == need);
        match room.overflow {
            Overflow::Shorten => {
                let entries: Vec<String> = of_need.map(|open| shortened(open, room.ranges, width)).collect();
                let packed = text::packed(&entries, "; ", Font::BODY, width);
                lines.extend(packed.into_iter().map(|line| format!("{prefix}{line}")));
            }
            Overflow::Wrap => lines.extend(of_need.flat_map(|open| {
                let list = format!("{prefix}{}", shortened(open, room.ranges, i32::MAX));
                let words: Vec<String> = list.split(' ').map(str::to_owned).collect();
                text::packed(&words, " ", Font::BODY, room.width)
            })),
        }
    }
    PortLabel { lines, has_required: open.iter().any(|open| open.need == Need::Required) }
}

/// Counts the rules of a pair: `13`, `13 + 4 optional`.
pub(super) fn counts(run: &ExportRun<'_>, pair: (usize, usize)) -> PortLabel {
    let (required, optional) = run.num_rules(pair);
    let line = match (required, optional) {
        (0, 0) => return PortLabel::default(),
        (required, 0) => required.to_string(),
        (0, optional) => format!("{optional} optional"),
        (required, optional) => format!("{required} + {optional} optional"),
    };
    PortLabel { lines: vec![line], has_required: required > 0 }
}

/// `TCP 53, 88, 135, 389 … (8)`: so many ports and ranges, of which the first stand there.
fn shortened(open: &OpenPorts, most: usize, width: i32) -> String {
    let ranges = open.ports.ranges();
    let whole = open.to_string();
    // One more takes no more room than saying that there is one more.
    if ranges.len() <= most + 1 && text::width(&whole, Font::BODY) <= width {
        return whole;
    }
    let from = open.source_port.map_or_else(String::new, |port| format!(" from port {port}"));
    let first = |num: usize| {
        let ports = ranges[..num].iter().copied().collect();
        let first = OpenPorts { ports, source_port: None, has_unchosen: false, ..open.clone() };
        format!("{first} … ({}){from}", ranges.len())
    };
    let mut lists = (1..ranges.len().min(most + 1)).rev().map(first);
    lists.find(|list| text::width(list, Font::BODY) <= width).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::{PortRange, PortSet, Transport};

    #[track_caller]
    fn check(ports: &[&str], source_port: Option<u16>, width: i32, expected: &str) {
        let ports: PortSet = ports.iter().filter_map(|text| text.parse::<PortRange>().ok()).collect();
        let open =
            OpenPorts { need: Need::Required, transport: Transport::Tcp, source_port, ports, has_unchosen: false };
        assert_eq!(shortened(&open, 4, width), expected);
    }

    #[test]
    fn a_long_list_ends_in_its_length() {
        check(&["53", "88"], None, 500, "TCP 53, 88");
        check(&["1", "3", "5", "7", "9"], None, 500, "TCP 1, 3, 5, 7, 9");
        check(&["1", "3", "5", "7", "9", "11-20"], None, 500, "TCP 1, 3, 5, 7 … (6)");
        check(&["1", "3", "5", "7", "9", "11"], Some(20), 500, "TCP 1, 3, 5, 7 … (6) from port 20");
        check(&["1", "3", "5", "49152-65535"], None, 100, "TCP 1, 3, 5 … (4)");
    }
}
