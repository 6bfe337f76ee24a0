//! Choices that are written as one word without quotes.

use serde::de::{Deserialize, Deserializer};

use crate::catalog::{Answer, ScenarioDecision};
use crate::net::Transport;
use crate::plan::{TrustDirection, TrustKind, TrustLevel, ZoneColor};

/// A choice that is written as one word.
pub(crate) trait Choice: Copy {
    /// The word.
    fn word(self) -> &'static str;
}

/// Lists the words of some types.
macro_rules! words {
    ($($type:ident { $($variant:ident = $word:literal),* $(,)? })*) => {$(
        impl Choice for $type {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    )*};
}

/// Lists the words of types that are read here only, with what messages call a value of each.
macro_rules! words_read_here {
    ($($type:ident $what:literal { $($variant:ident = $word:literal),* $(,)? })*) => {
        words! { $($type { $($variant = $word),* })* }
        $(impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #[serde(rename = $what)]
                enum Words {
                    $(#[serde(rename = $word)] $variant),*
                }
                Ok(match Words::deserialize(de)? { $(Words::$variant => Self::$variant),* })
            }
        })*
    };
}

words! {
    Answer { Unused = "unused", Optional = "optional", InUse = "in_use" }
    ScenarioDecision { Undecided = "undecided", Declined = "declined", Accepted = "accepted" }
}

words_read_here! {
    TrustDirection "a direction" { OneWay = "one_way", TwoWay = "two_way" }
    TrustKind "a kind of trust" { External = "external", Forest = "forest" }
    TrustLevel "a trust level" { Low = "low", Medium = "medium", High = "high" }
    ZoneColor "a color" {
        Blue = "blue", Teal = "teal", Green = "green", Yellow = "yellow",
        Orange = "orange", Red = "red", Purple = "purple", Gray = "gray",
    }
    Transport "a transport" {
        Tcp = "tcp", Udp = "udp", Icmp = "icmp", Icmpv6 = "icmpv6", Esp = "esp", Ah = "ah", Gre = "gre", Ipv6 = "ipv6",
    }
}
