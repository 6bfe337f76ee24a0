//! The notations in which people paste ports. What they paste them into is their business.

use crate::net::PortSet;

/// A way to write ports.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Notation {
    /// `88,389,49152-65535`.
    CommaList,
    /// `88,389,49152:65535`, as netfilter takes ranges.
    Colon,
    /// One port or range a line, with a dash.
    Lines,
}

impl Notation {
    /// Every notation, in the order of menus.
    pub const ALL: [Self; 3] = [Self::CommaList, Self::Lines, Self::Colon];

    /// What a menu calls it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::CommaList => "Copy as comma list",
            Self::Lines => "Copy one per line, ranges with dash",
            Self::Colon => "Copy ranges with colon",
        }
    }

    /// An example of it.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::CommaList => "53,88,49152-65535",
            Self::Lines => "49152-65535",
            Self::Colon => "49152:65535",
        }
    }

    /// The ports in this notation.
    #[must_use]
    pub fn text(self, ports: &PortSet) -> String {
        let ranges: Vec<String> = ports.ranges().iter().map(ToString::to_string).collect();
        match self {
            Self::CommaList => ranges.join(","),
            Self::Lines => ranges.join("\n"),
            Self::Colon => ranges.join(",").replace('-', ":"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::PortRange;

    #[test]
    fn ports_are_written_as_people_paste_them() {
        let ranges = [PortRange::single(53), PortRange::single(88), Some(PortRange::CURRENT_DYNAMIC)];
        let ports: PortSet = ranges.into_iter().flatten().collect();
        for (notation, expected) in [
            (Notation::CommaList, "53,88,49152-65535"),
            (Notation::Lines, "53\n88\n49152-65535"),
            (Notation::Colon, "53,88,49152:65535"),
        ] {
            assert_eq!(notation.text(&ports), expected);
        }
    }
}
