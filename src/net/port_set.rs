//! A set of ports as the fewest ranges that hold it.

use std::fmt;

use super::PortRange;

/// A set of ports: ranges in ascending order that neither overlap nor touch.
///
/// ```
/// use portolan::net::{PortRange, PortSet};
/// let ranges = ["88", "49152-65535", "89-90"].map(|text| text.parse::<PortRange>().unwrap());
/// let ports: PortSet = ranges.into_iter().collect();
/// assert_eq!(ports.to_string(), "88-90, 49152-65535");
/// ```
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct PortSet {
    ranges: Vec<PortRange>,
}

impl PortSet {
    /// The ranges, in ascending order.
    #[must_use]
    pub fn ranges(&self) -> &[PortRange] {
        &self.ranges
    }

    /// Whether it holds no port.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// How many ports it holds.
    #[must_use]
    pub fn num_ports(&self) -> u32 {
        self.ranges.iter().map(|range| range.num_ports()).sum()
    }

    /// Whether `port` is in it.
    #[must_use]
    pub fn contains(&self, port: u16) -> bool {
        self.ranges.iter().any(|range| range.contains(port))
    }

    /// Whether every port of `range` is in it.
    #[must_use]
    pub fn covers(&self, range: PortRange) -> bool {
        // Ranges that touch are one, so no two of them cover a third.
        self.ranges.iter().any(|other| other.first() <= range.first() && range.last() <= other.last())
    }

    /// Adds a range.
    pub fn insert(&mut self, range: PortRange) {
        let starts_after = |other: &PortRange| other.first() > range.last().saturating_add(1);
        let ends_before = |other: &PortRange| other.last() < range.first() - 1;
        let from = self.ranges.iter().position(|other| !ends_before(other)).unwrap_or(self.ranges.len());
        let to = self.ranges.iter().position(starts_after).unwrap_or(self.ranges.len());
        let merged = self.ranges[from..to].iter().fold(range, |merged, other| {
            PortRange::new(merged.first().min(other.first()), merged.last().max(other.last())).unwrap_or(merged)
        });
        self.ranges.splice(from..to, [merged]);
    }
}

impl FromIterator<PortRange> for PortSet {
    fn from_iter<I: IntoIterator<Item = PortRange>>(ranges: I) -> Self {
        let mut res = Self::default();
        for range in ranges {
            res.insert(range);
        }
        res
    }
}

impl fmt::Display for PortSet {
    /// `53, 88, 49152-65535`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (idx, range) in self.ranges.iter().enumerate() {
            if idx > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{range}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ranges: &[&str], expected: &str) {
        let set: PortSet = ranges.iter().filter_map(|text| text.parse::<PortRange>().ok()).collect();
        assert_eq!(set.to_string(), expected, "{ranges:?}");
    }

    #[test]
    fn ranges_that_touch_or_overlap_become_one() {
        check(&["20", "22"], "20, 22");
        check(&["20", "21", "22"], "20-22");
        check(&["20-30", "25-40", "1"], "1, 20-40");
        check(&["65535", "1-65534"], "1-65535");
        check(&["5", "5"], "5");
    }

    #[test]
    fn counting_follows_the_ranges() {
        let set: PortSet = [PortRange::CURRENT_DYNAMIC, PortRange::LEGACY_DYNAMIC].into_iter().collect();
        assert_eq!(set.num_ports(), 16_384 + 3_976);
        assert!(set.contains(1025) && !set.contains(5001));
    }
}
