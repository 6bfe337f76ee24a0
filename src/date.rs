//! A day of the calendar, as files write it. It knows no clock, no time zone and no arithmetic.
//!
//! Days are only read, compared and written here, so a type of ours is shorter than the crate that would do it.

use std::fmt;
use std::str::FromStr;

/// A day, written `YYYY-MM-DD`. Earlier days are less.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// A text is no day of the calendar.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("write a day as YYYY-MM-DD, for example 2027-01-31")]
pub struct ParseDateError;

impl Date {
    /// The day with these numbers; `None` where the calendar has none, or the year has no four digits.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=last).contains(&day)).then_some(Self { year, month, day })
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |part: &str, len: usize| {
            let is_number = part.len() == len && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse::<u16>().ok()).flatten()
        };
        let mut parts = text.split('-');
        let mut next = |len| parts.next().and_then(|part| number(part, len));
        let (year, month, day) = (next(4), next(2), next(2));
        let narrow = |number: Option<u16>| number.and_then(|number| u8::try_from(number).ok());
        match (year, narrow(month), narrow(day), parts.next()) {
            (Some(year), Some(month), Some(day), None) => Self::new(year, month, day).ok_or(ParseDateError),
            _ => Err(ParseDateError),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_they_are_written_and_nothing_else_is() {
        for text in ["2027-01-31", "2024-02-29", "2000-02-29", "0001-12-01", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().map(|date| date.to_string()).as_deref(), Ok(text));
        }
        for text in [
            "",
            "2027",
            "2027-1-31",
            "2027-01-32",
            "2027-02-29",
            "1900-02-29",
            "2027-13-01",
            "2027-00-10",
            "2027-04-31",
            "0000-01-01",
            "27-01-31",
            "2027-01-31-",
            "+027-01-31",
            "2027/01/31",
            " 2027-01-31",
            "2027-01-3\u{663}",
        ] {
            assert_eq!(text.parse::<Date>(), Err(ParseDateError), "{text}");
        }
    }

    #[test]
    fn earlier_days_are_less() {
        let days = ["2026-12-31", "2027-01-30", "2027-01-31", "2027-02-01"].map(|text| text.parse::<Date>().ok());
        assert!(days.is_sorted() && days.iter().all(Option::is_some));
    }
}
