//! The notations in which people paste ports. What they paste them into is their business.

use strum::VariantArray;

use crate::net::{PortRange, PortSet};

/// A way to write ports.
#[derive(Clone, Copy, Debug, Eq, PartialEq, VariantArray)]
pub enum Notation {
    /// `53,88,49152-65535`.
    CommaList,
    /// One port or range a line, with a dash.
    Lines,
    /// `53,88,49152:65535`, as netfilter takes ranges.
    Colon,
    /// `eq 88` or `range 49152 65535` a line, as Cisco's access lists take them.
    Operators,
}

impl Notation {
    /// Every notation, in the order of menus.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// What a menu calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::CommaList => "As comma list",
            Self::Lines => "As lines, ranges with dash",
            Self::Colon => "As list, ranges with colon",
            Self::Operators => "As lines with eq and range",
        }
    }

    /// An example of it.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::CommaList => "53,88,49152-65535",
            Self::Lines => "49152-65535",
            Self::Colon => "49152:65535",
            Self::Operators => "range 49152 65535",
        }
    }

    /// The ports in this notation.
    #[must_use]
    pub fn text(self, ports: &PortSet) -> String {
        let written = |write: fn(PortRange) -> String, separator: &str| {
            ports.ranges().iter().map(|&range| write(range)).collect::<Vec<_>>().join(separator)
        };
        match self {
            Self::CommaList => written(|range| range.to_string(), ","),
            Self::Lines => written(|range| range.to_string(), "\n"),
            Self::Colon => written(|range| range.to_string().replace('-', ":"), ","),
            Self::Operators => written(operator, "\n"),
        }
    }
}

fn operator(range: PortRange) -> String {
    let (first, last) = (range.first(), range.last());
    if first == last { format!("eq {first}") } else { format!("range {first} {last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_written_as_people_paste_them() {
        let ranges = [PortRange::single(53), PortRange::single(88), Some(PortRange::CURRENT_DYNAMIC)];
        let ports: PortSet = ranges.into_iter().flatten().collect();
        for (notation, expected) in [
            (Notation::CommaList, "53,88,49152-65535"),
            (Notation::Lines, "53\n88\n49152-65535"),
            (Notation::Colon, "53,88,49152:65535"),
            (Notation::Operators, "eq 53\neq 88\nrange 49152 65535"),
        ] {
            assert_eq!(notation.text(&ports), expected);
        }
    }
}
