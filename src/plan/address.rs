//! Addresses as people type them: a CIDR block, a host, a range, or a name. No name is ever looked up.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv4Subnets, Ipv6Subnets};

/// One entry of a zone's addresses.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Address {
    /// Whatever address there is, said on purpose, as of the Internet. It stands alone: beside it no other one says anything.
    Any,
    /// First and last address; a block or a host is a range too. Both are of one family.
    Range(IpAddr, IpAddr),
    /// A host or object name.
    Name(String),
}

/// The word for whatever address there is. A zone without addresses is to be filled, and never means this.
const ANY: &str = "any";

/// A text is no address.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("“{text}” {problem}")]
pub struct ParseAddressError {
    /// What was read.
    text: String,
    /// What is wrong with it, to be read after the text.
    problem: &'static str,
}

impl Address {
    /// Reads `10.1.0.0/16`, `10.1.0.7`, `10.1.0.7-10.1.0.9`, `2001:db8::/32`, `any` or a name.
    ///
    /// ```
    /// use portolan::plan::Address;
    /// let block = Address::Range([10, 1, 0, 0].into(), [10, 1, 255, 255].into());
    /// assert_eq!(Address::parse("10.1.0.0/16"), Ok(block));
    /// assert!(Address::parse("10.1.0.0/33").is_err());
    /// ```
    ///
    /// # Errors
    /// When it looks like an address and is none, or holds characters that no name has.
    pub fn parse(text: &str) -> Result<Self, ParseAddressError> {
        let text = text.trim();
        let wrong = |problem| Err(ParseAddressError { text: text.to_owned(), problem });
        if text.eq_ignore_ascii_case(ANY) {
            return Ok(Self::Any);
        }
        if let Ok(host) = text.parse::<IpAddr>() {
            return Ok(Self::Range(host, host));
        }
        if text.contains('/') {
            return match text.parse::<IpNet>() {
                Ok(block) if block.addr() == block.network() => Ok(Self::Range(block.network(), block.broadcast())),
                Ok(_) => wrong("has host bits set: write the network address, or the host without a prefix"),
                Err(_) => wrong("is not a CIDR block such as 10.1.0.0/16"),
            };
        }
        if let Some((first, last)) = text.split_once('-')
            && let (Ok(first), Ok(last)) = (first.trim().parse::<IpAddr>(), last.trim().parse::<IpAddr>())
        {
            return if first.is_ipv4() == last.is_ipv4() && first <= last {
                Ok(Self::Range(first, last))
            } else {
                wrong("is not a range: write the lower address first, both of one family")
            };
        }
        let is_numeric = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ' '));
        if text.is_empty() {
            wrong("is empty")
        } else if is_numeric || text.contains(':') {
            wrong("is not an IP address")
        } else if text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';')) {
            wrong("holds several entries: write one on each line")
        } else {
            Ok(Self::Name(text.to_owned()))
        }
    }

    /// The fewest blocks that a range consists of, in order; none where the two are of different families.
    ///
    /// ```
    /// use portolan::plan::Address;
    /// assert_eq!(Address::blocks([10, 1, 0, 6].into(), [10, 1, 0, 8].into()), ["10.1.0.6/31", "10.1.0.8/32"]);
    /// ```
    #[must_use]
    pub fn blocks(first: IpAddr, last: IpAddr) -> Vec<String> {
        match (first, last) {
            (IpAddr::V4(first), IpAddr::V4(last)) => {
                Ipv4Subnets::new(first, last, 0).map(|block| block.to_string()).collect()
            }
            (IpAddr::V6(first), IpAddr::V6(last)) => {
                Ipv6Subnets::new(first, last, 0).map(|block| block.to_string()).collect()
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => Vec::new(),
        }
    }

    /// What may have been meant by a text that is no address: each as the entries to write instead.
    ///
    /// ```
    /// use portolan::plan::Address;
    /// assert_eq!(Address::alternatives("10.1.0.7/16"), [["10.1.0.0/16"], ["10.1.0.7"]]);
    /// assert_eq!(Address::alternatives("10.1.0.9-10.1.0.7"), [["10.1.0.7-10.1.0.9"]]);
    /// assert_eq!(Address::alternatives("10.1.0.7 dc1"), [["10.1.0.7", "dc1"]]);
    /// ```
    #[must_use]
    pub fn alternatives(text: &str) -> Vec<Vec<String>> {
        let text = text.trim();
        if let Ok(block) = text.parse::<IpNet>() {
            return vec![vec![block.trunc().to_string()], vec![block.addr().to_string()]];
        }
        if let Some((first, last)) = text.split_once('-')
            && let (Ok(first), Ok(last)) = (first.trim().parse::<IpAddr>(), last.trim().parse::<IpAddr>())
        {
            let is_turned = first.is_ipv4() == last.is_ipv4() && first > last;
            return if is_turned { vec![vec![format!("{last}-{first}")]] } else { Vec::new() };
        }
        let entries = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|it| !it.is_empty());
        let entries: Vec<String> = entries.map(str::to_owned).collect();
        if entries.len() > 1 && entries.iter().all(|it| Self::parse(it).is_ok()) { vec![entries] } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said() {
        for (text, problem) in [
            ("10.1.0.0/33", "CIDR"),
            ("10.1.0.7/16", "host bits"),
            ("10.1.0", "not an IP address"),
            ("10.0.0.9-10.0.0.1", "lower address first"),
            ("10.0.0.1, 10.0.0.2", "several"),
            ("", "empty"),
            ("fe80::zz", "not an IP address"),
        ] {
            let message = Address::parse(text).map_err(|err| err.to_string());
            assert!(message.as_ref().is_err_and(|message| message.contains(problem)), "{text}: {message:?}");
        }
        assert_eq!(Address::parse(" Any"), Ok(Address::Any));
        assert_eq!(Address::parse("dc01.corp.example"), Ok(Address::Name("dc01.corp.example".to_owned())));
    }
}
