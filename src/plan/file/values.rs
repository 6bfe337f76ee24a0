//! How ids, days, ports and RPC strategies are read, and lists and maps in which nothing may stand twice.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    self, Deserialize, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess as _, Visitor,
};

use crate::date::Date;
use crate::finding::excerpt;
use crate::ids::{
    AssumptionId, ChoiceId, OptionId, OsId, RoleId, RpcServerId, ScenarioId, ScopeId, ServiceId, TunnelKindId, ZoneId,
};
use crate::net::{ParsePortRangeError, PortRange};
use crate::plan::RpcStrategy;
use crate::ron_text::layout::quoted;

macro_rules! ids {
    ($($id:ident),*) => {$(
        impl<'de> Deserialize<'de> for $id {
            fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
                String::deserialize(de).map(Self::from)
            }
        }
    )*};
}

ids!(AssumptionId, ChoiceId, OptionId, OsId, RoleId, RpcServerId, ScenarioId, ScopeId, ServiceId, TunnelKindId, ZoneId);

/// The name of a field.
pub(super) struct Word(pub(super) String);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct WordVisitor;
        impl Visitor<'_> for WordVisitor {
            type Value = Word;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word without quotes")
            }
            fn visit_str<E>(self, word: &str) -> Result<Word, E> {
                Ok(Word(word.to_owned()))
            }
        }
        de.deserialize_identifier(WordVisitor)
    }
}

/// Written as `"2027-01-31"`.
impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        let text = String::deserialize(de)?;
        text.parse().map_err(|err| D::Error::custom(format!("“{}” is no day: {err}", excerpt(&text))))
    }
}

/// Written as `445`, `"49152-65535"` or `(49152, 65535)`.
impl<'de> Deserialize<'de> for PortRange {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        de.deserialize_any(PortsVisitor)
    }
}

/// Reads ports however they are written.
struct PortsVisitor;

impl<'de> Visitor<'de> for PortsVisitor {
    type Value = PortRange;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a port such as 445 or a range such as \"49152-65535\"")
    }

    fn visit_u64<E: de::Error>(self, port: u64) -> Result<PortRange, E> {
        u16::try_from(port).ok().and_then(PortRange::single).ok_or_else(|| no_port(port))
    }

    fn visit_i64<E: de::Error>(self, port: i64) -> Result<PortRange, E> {
        u64::try_from(port).map_or_else(|_| Err(no_port(port)), |port| self.visit_u64(port))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<PortRange, E> {
        text.parse().map_err(|err: ParsePortRangeError| {
            let text = excerpt(&err.text);
            E::custom(format!("“{text}” is no port and no range: write 88 or \"49152-65535\", from 1 to 65535"))
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut ends: A) -> Result<PortRange, A::Error> {
        let wrong = || A::Error::custom("a range of ports has two ends: write (49152, 65535)");
        let first = ends.next_element()?.ok_or_else(wrong)?;
        let last = ends.next_element()?.ok_or_else(wrong)?;
        if ends.next_element::<de::IgnoredAny>()?.is_some() {
            return Err(wrong());
        }
        PortRange::new(first, last).ok_or_else(|| {
            let problem = "is no range of ports: write the lower one first, both from 1 to 65535";
            A::Error::custom(format!("({first}, {last}) {problem}"))
        })
    }
}

fn no_port<E: de::Error>(port: impl fmt::Display) -> E {
    E::custom(format!("{port} is not a port: ports go from 1 to 65535"))
}

/// Written as `dynamic`, `restricted(50000, 50255)` or `pinned({"ntds": 50000})`.
///
/// Not derived, since the two ends of a range are one value.
impl<'de> Deserialize<'de> for RpcStrategy {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(variant_identifier, rename_all = "snake_case")]
        enum Strategy {
            Dynamic,
            Restricted,
            Pinned,
        }
        #[derive(serde::Deserialize)]
        #[serde(transparent)]
        struct Pins(#[serde(deserialize_with = "unique_keys")] BTreeMap<RpcServerId, PortRange>);
        struct StrategyVisitor;
        impl<'de> Visitor<'de> for StrategyVisitor {
            type Value = RpcStrategy;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("dynamic, restricted(50000, 50255) or pinned({\"ntds\": 50000})")
            }
            fn visit_enum<A: EnumAccess<'de>>(self, choice: A) -> Result<RpcStrategy, A::Error> {
                match choice.variant()? {
                    (Strategy::Dynamic, rest) => rest.unit_variant().map(|()| RpcStrategy::Dynamic),
                    (Strategy::Restricted, rest) => rest.tuple_variant(2, PortsVisitor).map(RpcStrategy::Restricted),
                    (Strategy::Pinned, rest) => rest.newtype_variant().map(|Pins(pins)| RpcStrategy::Pinned(pins)),
                }
            }
        }
        de.deserialize_enum("an RPC strategy", &[], StrategyVisitor)
    }
}

/// Adds each item of a list to what was read, or says why it can't be there.
struct Each<T, C>(fn(&mut C, T) -> Result<(), String>);

impl<'de, T: Deserialize<'de>, C: Default> Visitor<'de> for Each<T, C> {
    type Value = C;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list in square brackets")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<C, A::Error> {
        let mut res = C::default();
        while let Some(item) = items.next_element()? {
            (self.0)(&mut res, item).map_err(A::Error::custom)?;
        }
        Ok(res)
    }
}

/// Reads a list and adds each item by `add`, which may say why it can't be there.
pub(super) fn each<'de, D, T, C>(de: D, add: fn(&mut C, T) -> Result<(), String>) -> Result<C, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
    C: Default,
{
    de.deserialize_seq(Each(add))
}

/// Reads two of a kind, as `("branch", "core")`.
pub(super) fn two<'de, D: Deserializer<'de>, T: Deserialize<'de>>(de: D) -> Result<[T; 2], D::Error> {
    const WRONG: &str = "exactly two values belong here: write (…, …)";
    let add = |items: &mut Vec<T>, item| {
        items.push(item);
        if items.len() > 2 { Err(WRONG.to_owned()) } else { Ok(()) }
    };
    de.deserialize_tuple(2, Each(add))?.try_into().map_err(|_items: Vec<T>| D::Error::custom(WRONG))
}

/// Reads a map. A key that stands there twice is an error, for one of the two would be lost.
pub(super) fn unique_keys<'de, D, K, V>(de: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + fmt::Display + Ord,
    V: Deserialize<'de>,
{
    struct UniqueKeys<K, V>(PhantomData<(K, V)>);
    impl<'de, K: Deserialize<'de> + fmt::Display + Ord, V: Deserialize<'de>> Visitor<'de> for UniqueKeys<K, V> {
        type Value = BTreeMap<K, V>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map in curly brackets")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut res = BTreeMap::new();
            while let Some(key) = entries.next_key::<K>()? {
                if res.contains_key(&key) {
                    let key = quoted(&key);
                    let message = format!("the key {} stands here twice: keep one of the two", excerpt(&key));
                    return Err(A::Error::custom(message));
                }
                res.insert(key, entries.next_value()?);
            }
            Ok(res)
        }
    }
    de.deserialize_map(UniqueKeys(PhantomData))
}
