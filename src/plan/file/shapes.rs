//! What stands between the file and the model where their shapes differ: the whole plan, pairs and overrides.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};

use super::collections::List;
use super::form::{Form, Mode, Word};
use super::record::{Fields, Record as _};
use super::write::{Items, Layout, Writer};
use crate::net::Transport;
use crate::plan::{AddedFlow, Override, PairSettings, Plan, RpcStrategy, Selector, Unknown, ZoneId};

/// The version of the file format that this program writes and reads strictly.
pub const FORMAT: u32 = 1;

/// The field that stands first and says how to read the rest.
const FORMAT_FIELD: &str = "format";

/// Before the names of unknown fields of the plan's `rpc`, which are kept with the plan's own.
const RPC_PREFIX: &str = "rpc/";

/// A plan; its RPC settings stand together in the file.
#[derive(Default)]
pub(super) struct PlanRecord {
    /// All but what the other fields hold.
    pub(super) plan: Plan,
    pub(super) rpc: RpcRecord,
    pub(super) pairs: Pairs,
}

/// The plan's own RPC settings: that of the listeners and that of the firewall.
#[derive(Default, PartialEq)]
pub(super) struct RpcRecord {
    pub(super) strategy: RpcStrategy,
    pub(super) mapper_only: bool,
    pub(super) unknown: Unknown,
}

impl From<Plan> for PlanRecord {
    fn from(plan: Plan) -> Self {
        let mut plan = plan.canonical();
        let kept = plan.unknown.extract_if(RPC_PREFIX.to_owned().., |name, _| name.starts_with(RPC_PREFIX));
        let unknown = kept.map(|(name, raw)| (name[RPC_PREFIX.len()..].to_owned(), raw)).collect();
        let strategy = std::mem::take(&mut plan.rpc);
        let rpc = RpcRecord { strategy, mapper_only: plan.mapper_only, unknown };
        let pairs = Pairs(std::mem::take(&mut plan.pairs));
        Self { plan, rpc, pairs }
    }
}

impl From<PlanRecord> for Plan {
    fn from(PlanRecord { mut plan, rpc, pairs }: PlanRecord) -> Self {
        plan.rpc = rpc.strategy;
        plan.mapper_only = rpc.mapper_only;
        plan.unknown.extend(rpc.unknown.into_iter().map(|(name, raw)| (format!("{RPC_PREFIX}{name}"), raw)));
        plan.pairs = pairs.0;
        plan.canonical()
    }
}

/// A whole file: its format comes first and decides how strictly the rest is read.
pub(super) struct PlanFile(pub(super) PlanRecord);

impl Form for PlanFile {
    fn read<'de, D: Deserializer<'de>>(de: D, _mode: Mode) -> Result<Self, D::Error> {
        struct PlanVisitor;
        impl<'de> Visitor<'de> for PlanVisitor {
            type Value = PlanFile;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the fields of a plan in round brackets")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<PlanFile, A::Error> {
                let first = map.next_key()?.map(|Word(name)| name);
                if first.as_deref() != Some(FORMAT_FIELD) {
                    let message = format!("the format must stand first: begin with (format: {FORMAT},");
                    return Err(A::Error::custom(message));
                }
                let Format(format) = map.next_value()?;
                let mode = if format > FORMAT { Mode::Lenient } else { Mode::Strict };
                let mut record = PlanRecord::read_fields(Fields::after(map, FORMAT_FIELD, mode))?;
                record.plan.format = format;
                Ok(PlanFile(record))
            }
        }
        de.deserialize_struct(PlanRecord::WHAT, PlanRecord::FIELDS, PlanVisitor)
    }

    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }
}

/// The version of a file's format, from 1.
struct Format(u32);

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        match u32::deserialize(de)? {
            0 => Err(D::Error::custom(format!("there is no format 0: write format: {FORMAT}"))),
            format => Ok(Self(format)),
        }
    }
}

/// The pairs that have settings. Each may stand there once, or one of the two would be lost.
#[derive(Default, PartialEq)]
pub(super) struct Pairs(BTreeMap<(ZoneId, ZoneId), PairSettings>);

#[derive(Default)]
pub(super) struct PairRecord {
    pub(super) source: ZoneId,
    pub(super) destination: ZoneId,
    pub(super) settings: PairSettings,
}

impl List for Pairs {
    type Item = PairRecord;

    const LAYOUT: Layout = Layout::Rows;

    fn add(&mut self, PairRecord { source, destination, settings }: PairRecord) -> Result<(), String> {
        let pair = (source, destination);
        if self.0.contains_key(&pair) {
            return Err(format!("the pair {} to {} stands here twice: put both into one", pair.0, pair.1));
        }
        self.0.insert(pair, settings);
        Ok(())
    }

    fn write_items(&self, items: &mut Items<'_>) {
        for ((source, destination), settings) in &self.0 {
            let (source, destination, settings) = (source.clone(), destination.clone(), settings.clone());
            items.item(|out| PairRecord { source, destination, settings }.write(out));
        }
    }
}

/// `suppress(…)`.
#[derive(Default)]
pub(super) struct SuppressRecord {
    pub(super) selector: Selector,
    pub(super) reason: String,
    /// The model has no room for it.
    pub(super) unknown: Unknown,
}

/// `add(…)`.
pub(super) struct AddRecord {
    pub(super) flow: AddedFlow,
    pub(super) reason: String,
}

impl Default for AddRecord {
    /// What is read into: all that has no default in the model is required.
    fn default() -> Self {
        let flow = AddedFlow {
            source_zone: ZoneId::default(),
            destination_zone: ZoneId::default(),
            source_role: String::new(),
            destination_role: String::new(),
            service: String::new(),
            application_protocol: String::new(),
            transport: Transport::Tcp,
            ports: None,
            scenario: None,
            unknown: Unknown::new(),
        };
        Self { flow, reason: String::new() }
    }
}

impl From<SuppressRecord> for Override {
    fn from(SuppressRecord { selector, reason, .. }: SuppressRecord) -> Self {
        Self::Suppress { selector, reason }
    }
}

impl From<AddRecord> for Override {
    fn from(AddRecord { flow, reason }: AddRecord) -> Self {
        Self::Add { flow, reason }
    }
}
