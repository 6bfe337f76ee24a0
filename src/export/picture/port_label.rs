//! What is open between two zones, short enough for a cell of a picture. What is left out is counted.

use super::text::{self, Font};
use crate::catalog::Need;
use crate::export::run::ExportRun;
use crate::table::OpenPorts;

/// The most zones whose ports are written out; beyond them rules are counted.
pub(super) const MOST_ZONES_WITH_PORTS: usize = 12;

/// The most ports and ranges of a transport before some are left out.
const MOST_RANGES: usize = 24;

/// Lists the ports of a pair in lines of a width: `TCP 53, 88, 135`, then `optional ICMP`. No lines: nothing is open.
pub(super) fn ports(run: &ExportRun<'_>, pair: (usize, usize), width: i32) -> Vec<String> {
    let list = |open: &OpenPorts| {
        let prefix = match open.need {
            Need::Required => "",
            Need::Optional(()) => "optional ",
        };
        let words: Vec<String> =
            format!("{prefix}{}", shortened(open, MOST_RANGES)).split(' ').map(str::to_owned).collect();
        text::packed(&words, " ", Font::BODY, width)
    };
    run.open_ports(pair).iter().flat_map(list).collect()
}

/// Counts the rules of a pair: `13`, `4 optional`, `13 + 4 optional`; `None`: there is none.
pub(super) fn counts(run: &ExportRun<'_>, pair: (usize, usize)) -> Option<String> {
    match run.num_rules(pair) {
        (0, 0) => None,
        (required, 0) => Some(required.to_string()),
        (0, optional) => Some(format!("{optional} optional")),
        (required, optional) => Some(format!("{required} + {optional} optional")),
    }
}

/// `TCP 53, 88, 135, 389 … (8)`: so many ports and ranges, of which the first stand there.
fn shortened(open: &OpenPorts, most: usize) -> String {
    let ranges = open.ports.ranges();
    // One more takes no more room than saying that there is one more.
    if ranges.len() <= most + 1 {
        return open.to_string();
    }
    let from = open.source_port.map_or_else(String::new, |port| format!(" from port {port}"));
    let ports = ranges[..most].iter().copied().collect();
    let first = OpenPorts { ports, source_port: None, has_unchosen: false, ..open.clone() };
    format!("{first} … ({}){from}", ranges.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::{PortRange, PortSet, Transport};

    #[track_caller]
    fn check(ports: &[&str], source_port: Option<u16>, expected: &str) {
        let ports: PortSet = ports.iter().filter_map(|text| text.parse::<PortRange>().ok()).collect();
        let open =
            OpenPorts { need: Need::Required, transport: Transport::Tcp, source_port, ports, has_unchosen: false };
        assert_eq!(shortened(&open, 4), expected);
    }

    #[test]
    fn a_long_list_ends_in_its_length() {
        check(&["53", "88"], None, "TCP 53, 88");
        check(&["1", "3", "5", "7", "9"], None, "TCP 1, 3, 5, 7, 9");
        check(&["1", "3", "5", "7", "9", "11-20"], None, "TCP 1, 3, 5, 7 … (6)");
        check(&["1", "3", "5", "7", "9", "11"], Some(20), "TCP 1, 3, 5, 7 … (6) from port 20");
    }
}
