//! The forms of choices: a word, with round brackets after it where there is more to say.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, EnumAccess, Error as _, VariantAccess as _, Visitor};

use super::form::{Form, Seed, Word};
use super::record::{Record as _, RecordVisitor};
use super::shapes::{AddRecord, SuppressRecord};
use super::values::{Ends, PortsVisitor};
use super::write::{Layout, Writer};
use crate::catalog::Answer;
use crate::net::Transport;
use crate::plan::{Carries, Decision, Override, RpcStrategy, TrustDirection, TrustKind, TrustLevel, ZoneColor};

macro_rules! words {
    ($($type:ident $what:literal { $($variant:ident = $word:literal),* $(,)? })*) => {$(
        impl Form for $type {
            fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
                const WORDS: &[&str] = &[$($word),*];
                struct WordVisitor;
                impl<'de> Visitor<'de> for WordVisitor {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        write!(f, "{}, one of {}", $what, WORDS.join(", "))
                    }
                    fn visit_enum<A: EnumAccess<'de>>(self, choice: A) -> Result<$type, A::Error> {
                        let (Word(word), rest) = choice.variant()?;
                        let res = match word.as_str() {
                            $($word => $type::$variant,)*
                            _ => return Err(A::Error::unknown_variant(&word, WORDS)),
                        };
                        rest.unit_variant()?;
                        Ok(res)
                    }
                }
                de.deserialize_enum($what, WORDS, WordVisitor)
            }

            fn write(&self, out: &mut Writer) {
                out.raw(match self { $($type::$variant => $word,)* });
            }
        }
    )*};
}

words! {
    Answer "an answer" { Unused = "unused", Optional = "optional", InUse = "in_use" }
    Decision "a decision" { Accepted = "accepted", Declined = "declined" }
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

/// `dynamic`, `restricted(50000, 50255)`, or `pinned({"ntds": 50000})`.
impl Form for RpcStrategy {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        const WORDS: &[&str] = &["dynamic", "restricted", "pinned"];
        struct StrategyVisitor;
        impl<'de> Visitor<'de> for StrategyVisitor {
            type Value = RpcStrategy;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("dynamic, restricted(50000, 50255) or pinned({\"ntds\": 50000})")
            }
            fn visit_enum<A: EnumAccess<'de>>(self, choice: A) -> Result<RpcStrategy, A::Error> {
                let (Word(word), rest) = choice.variant()?;
                match word.as_str() {
                    "dynamic" => rest.unit_variant().map(|()| RpcStrategy::Dynamic),
                    "restricted" => rest.tuple_variant(2, PortsVisitor).map(RpcStrategy::Restricted),
                    "pinned" => rest.newtype_variant_seed(Seed::<BTreeMap<_, _>>::new()).map(RpcStrategy::Pinned),
                    _ => Err(A::Error::unknown_variant(&word, WORDS)),
                }
            }
        }
        de.deserialize_enum("an RPC strategy", WORDS, StrategyVisitor)
    }

    fn write(&self, out: &mut Writer) {
        match self {
            Self::Dynamic => out.raw("dynamic"),
            Self::Restricted(range) => {
                out.raw("restricted");
                Ends(*range).write(out);
            }
            Self::Pinned(ports) => {
                out.raw("pinned");
                out.group(['(', ')'], Layout::Inline, |items| items.item(|out| ports.write(out)));
            }
        }
    }
}

/// `everything`, or `selection([(…), (…)])`.
impl Form for Carries {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        const WORDS: &[&str] = &["everything", "selection"];
        struct CarriesVisitor;
        impl<'de> Visitor<'de> for CarriesVisitor {
            type Value = Carries;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("everything or selection([…])")
            }
            fn visit_enum<A: EnumAccess<'de>>(self, choice: A) -> Result<Carries, A::Error> {
                let (Word(word), rest) = choice.variant()?;
                match word.as_str() {
                    "everything" => rest.unit_variant().map(|()| Carries::Everything),
                    "selection" => rest.newtype_variant_seed(Seed::<Vec<_>>::new()).map(Carries::Selection),
                    _ => Err(A::Error::unknown_variant(&word, WORDS)),
                }
            }
        }
        de.deserialize_enum("what a tunnel carries", WORDS, CarriesVisitor)
    }

    fn write(&self, out: &mut Writer) {
        match self {
            Self::Everything => out.raw("everything"),
            Self::Selection(selectors) => {
                out.raw("selection");
                out.group(['(', ')'], Layout::Inline, |items| items.item(|out| selectors.write(out)));
            }
        }
    }
}

/// `suppress(match: (…), reason: "…")`, or `add(…)`.
impl Form for Override {
    const IS_ROW: bool = true;

    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        const WORDS: &[&str] = &["suppress", "add"];
        struct OverrideVisitor;
        impl<'de> Visitor<'de> for OverrideVisitor {
            type Value = Override;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("suppress(…) or add(…)")
            }
            fn visit_enum<A: EnumAccess<'de>>(self, choice: A) -> Result<Override, A::Error> {
                let (Word(word), rest) = choice.variant()?;
                match word.as_str() {
                    "suppress" => rest
                        .struct_variant(SuppressRecord::FIELDS, RecordVisitor::<SuppressRecord>::new())
                        .map(Override::from),
                    "add" => {
                        rest.struct_variant(AddRecord::FIELDS, RecordVisitor::<AddRecord>::new()).map(Override::from)
                    }
                    _ => Err(A::Error::unknown_variant(&word, WORDS)),
                }
            }
        }
        de.deserialize_enum("an override", WORDS, OverrideVisitor)
    }

    fn write(&self, out: &mut Writer) {
        match self {
            Self::Suppress { selector, reason } => {
                out.raw("suppress");
                let (selector, reason) = (selector.clone(), reason.clone());
                SuppressRecord { selector, reason }.write(out);
            }
            Self::Add { flow, reason } => {
                out.raw("add");
                AddRecord { flow: flow.clone(), reason: reason.clone() }.write(out);
            }
        }
    }
}
