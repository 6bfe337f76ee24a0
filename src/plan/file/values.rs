//! The forms of texts, ids, numbers and ports, of what may be absent, and of two of a kind.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::{self, Deserialize as _, DeserializeSeed as _, Deserializer, Error as _, SeqAccess, Visitor};

use super::form::{Form, Seed};
use super::write::{Layout, Writer};
use crate::date::Date;
use crate::finding::excerpt;
use crate::net::{ParsePortRangeError, PortRange};
use crate::plan::{AssumptionId, OsId, RoleId, RpcServerId, ScopeId, ServiceId, TunnelKindId, ZoneId};

impl Form for String {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        Self::deserialize(de)
    }

    fn write(&self, out: &mut Writer) {
        out.quoted(self);
    }
}

macro_rules! id_forms {
    ($($id:ident),*) => {$(
        impl Form for $id {
            fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
                String::read(de).map(Self::from)
            }

            fn write(&self, out: &mut Writer) {
                out.quoted(self.as_str());
            }
        }
    )*};
}

id_forms!(AssumptionId, OsId, RoleId, RpcServerId, ScopeId, ServiceId, TunnelKindId, ZoneId);

impl Form for bool {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        Self::deserialize(de)
    }

    fn write(&self, out: &mut Writer) {
        out.raw(if *self { "true" } else { "false" });
    }
}

/// Written as `"2027-01-31"`.
impl Form for Date {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        let text = String::deserialize(de)?;
        text.parse().map_err(|err| D::Error::custom(format!("“{}” is no day: {err}", excerpt(&text))))
    }

    fn write(&self, out: &mut Writer) {
        out.quoted(&self.to_string());
    }
}

/// Written as `445` or `"49152-65535"`; read as `(49152, 65535)` too.
impl Form for PortRange {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        de.deserialize_any(PortsVisitor)
    }

    fn write(&self, out: &mut Writer) {
        if self.first() == self.last() {
            out.raw(&self.to_string());
        } else {
            out.quoted(&self.to_string());
        }
    }
}

/// A range written by its two ends, as `(49152, 65535)`.
#[derive(PartialEq)]
pub(super) struct Ends(pub(super) PortRange);

impl Form for Ends {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        PortRange::read(de).map(Self)
    }

    fn write(&self, out: &mut Writer) {
        out.raw(&format!("({}, {})", self.0.first(), self.0.last()));
    }
}

/// Reads ports however they are written.
pub(super) struct PortsVisitor;

impl<'de> Visitor<'de> for PortsVisitor {
    type Value = PortRange;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a port such as 445 or a range such as \"49152-65535\"")
    }

    fn visit_u64<E: de::Error>(self, port: u64) -> Result<PortRange, E> {
        u16::try_from(port).ok().and_then(PortRange::single).ok_or_else(|| no_ports(port))
    }

    fn visit_i64<E: de::Error>(self, port: i64) -> Result<PortRange, E> {
        u64::try_from(port).map_or_else(|_| Err(no_ports(port)), |port| self.visit_u64(port))
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

fn no_ports<E: de::Error>(port: impl fmt::Display) -> E {
    E::custom(format!("{port} is not a port: ports go from 1 to 65535"))
}

/// `None` is left out of the file, so what stands there is the value itself.
impl<T: Form> Form for Option<T> {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct OptionVisitor<T>(Seed<T>);
        impl<'de, T: Form> Visitor<'de> for OptionVisitor<T> {
            type Value = Option<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_none<E>(self) -> Result<Option<T>, E> {
                Ok(None)
            }
            fn visit_some<D: Deserializer<'de>>(self, de: D) -> Result<Option<T>, D::Error> {
                self.0.deserialize(de).map(Some)
            }
        }
        de.deserialize_option(OptionVisitor(Seed::new()))
    }

    fn write(&self, out: &mut Writer) {
        match self {
            Some(value) => value.write(out),
            None => out.raw("None"),
        }
    }
}

impl<T: Form> Form for Arc<T> {
    const IS_ROW: bool = T::IS_ROW;

    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        T::read(de).map(Self::new)
    }

    fn write(&self, out: &mut Writer) {
        (**self).write(out);
    }
}

/// Two of a kind, as `("branch", "core")`.
impl<T: Form> Form for [T; 2] {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        struct TwoVisitor<T>(PhantomData<T>);
        impl<'de, T: Form> Visitor<'de> for TwoVisitor<T> {
            type Value = [T; 2];
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("two values in round brackets")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<[T; 2], A::Error> {
                let wrong = || A::Error::custom("exactly two values belong here: write (…, …)");
                let first = items.next_element_seed(Seed::new())?.ok_or_else(wrong)?;
                let second = items.next_element_seed(Seed::new())?.ok_or_else(wrong)?;
                match items.next_element::<de::IgnoredAny>()? {
                    None => Ok([first, second]),
                    Some(_) => Err(wrong()),
                }
            }
        }
        de.deserialize_tuple(2, TwoVisitor(PhantomData))
    }

    fn write(&self, out: &mut Writer) {
        out.group(['(', ')'], Layout::Inline, |items| {
            for value in self {
                items.item(|out| value.write(out));
            }
        });
    }
}
