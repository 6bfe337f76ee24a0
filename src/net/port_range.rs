//! A range of ports, both ends included.

use std::fmt;
use std::str::FromStr;

/// A range of ports, both ends included, 1 to 65535.
///
/// ```
/// use portolan::net::PortRange;
/// let dynamic: PortRange = "49152-65535".parse()?;
/// assert_eq!(dynamic.num_ports(), 16_384);
/// assert_eq!(PortRange::single(88).map(|range| range.to_string()), Some("88".to_owned()));
/// # Ok::<(), portolan::net::ParsePortRangeError>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PortRange {
    first: u16,
    last: u16,
}

impl PortRange {
    /// Every port.
    pub const ALL: Self = Self { first: 1, last: u16::MAX };
    /// The default dynamic range up to Windows XP and Server 2003. Source: KB 929851.
    pub const LEGACY_DYNAMIC: Self = Self { first: 1025, last: 5000 };
    /// The default dynamic range since Windows Vista and Server 2008. Source: KB 929851.
    pub const CURRENT_DYNAMIC: Self = Self { first: 49152, last: 65535 };

    /// Builds the range, unless it would be empty or hold port 0.
    #[must_use]
    pub fn new(first: u16, last: u16) -> Option<Self> {
        (first > 0 && first <= last).then_some(Self { first, last })
    }

    /// Builds the range of one port, unless that is 0.
    #[must_use]
    pub fn single(port: u16) -> Option<Self> {
        Self::new(port, port)
    }

    /// The lowest port.
    #[must_use]
    pub fn first(self) -> u16 {
        self.first
    }

    /// The highest port.
    #[must_use]
    pub fn last(self) -> u16 {
        self.last
    }

    /// How many ports it holds, 1 to 65535.
    #[must_use]
    pub fn num_ports(self) -> u32 {
        u32::from(self.last) - u32::from(self.first) + 1
    }

    /// Whether `port` lies in it.
    #[must_use]
    pub fn contains(self, port: u16) -> bool {
        (self.first..=self.last).contains(&port)
    }

    /// Whether the two share a port.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl fmt::Display for PortRange {
    /// `88`, or `49152-65535`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}-{}", self.first, self.last) }
    }
}

/// A text is no port and no range of ports.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("“{text}” is not a port or a range: write 88 or 49152-65535, from 1 to 65535")]
pub struct ParsePortRangeError {
    /// What was read.
    pub text: String,
}

impl FromStr for PortRange {
    type Err = ParsePortRangeError;

    /// Reads `88` or `49152-65535`; blanks around the numbers are skipped.
    ///
    /// # Errors
    /// When a number is missing, out of 1 to 65535, or the ends are the wrong way round.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        // The number reader of the standard library would take a sign, too.
        let number = |part: &str| {
            Some(part.trim()).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<u16>().ok()
        };
        number(first)
            .zip(number(last))
            .and_then(|(first, last)| Self::new(first, last))
            .ok_or_else(|| ParsePortRangeError { text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_as_people_write_it() {
        for (text, expected, why) in [
            ("88", PortRange::new(88, 88), "one port"),
            (" 135 - 139 ", PortRange::new(135, 139), "blanks around the numbers"),
            ("0", None, "port 0 does not exist"),
            ("65536", None, "beyond the last port"),
            ("5000-1025", None, "the wrong way round"),
            ("", None, "nothing"),
            ("+5-+9", None, "a sign is no digit"),
            ("-5", None, "an end is missing"),
            ("٤٤٥", None, "digits of another script"),
        ] {
            assert_eq!(text.parse().ok(), expected, "{why}");
        }
    }
}
