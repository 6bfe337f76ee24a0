//! What stands between the file and the model where their shapes differ: the whole plan, pairs and overrides.

use std::collections::BTreeMap;
use std::fmt;

use ron::value::RawValue;
use serde::de::{Deserialize as _, Deserializer, Error as _, MapAccess, Visitor};

use super::collections::List;
use super::form::{Form, Seed, Word};
use super::record::{Fields, Record as _};
use super::write::{Items, Layout, Writer};
use crate::finding::excerpt;
use crate::net::Transport;
use crate::plan::{AcceptedRisk, AddedFlow, Override, PairSettings, Plan, RpcStrategy, Selector, ZoneId};

/// The version of the file format that this program writes. It reads every one from 1 on.
///
/// What came when:
/// - 1: the first one;
/// - 2: findings accepted as a risk. A file of format 1 is read by the same list of fields, for none was taken away
///   and none means something else.
pub const FORMAT: u32 = 2;

/// The field that stands first and says whether the rest can be read.
const FORMAT_FIELD: &str = "format";

/// A plan; its RPC settings stand together in the file.
#[derive(Default)]
pub(super) struct PlanRecord {
    pub(super) format: Format,
    /// All but what the other fields hold.
    pub(super) plan: Plan,
    pub(super) rpc: RpcRecord,
    pub(super) pairs: Pairs,
    pub(super) accepted: Accepted,
}

/// The plan's own RPC settings: that of the listeners and that of the firewall.
#[derive(Default, PartialEq)]
pub(super) struct RpcRecord {
    pub(super) strategy: RpcStrategy,
    pub(super) mapper_only: bool,
}

impl From<Plan> for PlanRecord {
    fn from(plan: Plan) -> Self {
        let mut plan = plan.canonical();
        let strategy = std::mem::take(&mut plan.rpc);
        let rpc = RpcRecord { strategy, mapper_only: plan.mapper_only };
        let pairs = Pairs(std::mem::take(&mut plan.pairs));
        let accepted = Accepted(std::mem::take(&mut plan.accepted));
        Self { format: Format, plan, rpc, pairs, accepted }
    }
}

impl From<PlanRecord> for Plan {
    fn from(PlanRecord { format: Format, mut plan, rpc, pairs, accepted }: PlanRecord) -> Self {
        plan.rpc = rpc.strategy;
        plan.mapper_only = rpc.mapper_only;
        plan.pairs = pairs.0;
        plan.accepted = accepted.0;
        plan.canonical()
    }
}

/// A whole file: its format comes first, and one that is not known ends the reading there.
pub(super) struct PlanFile(pub(super) PlanRecord);

impl Form for PlanFile {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
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
                let Format = map.next_value_seed(Seed::new())?;
                PlanRecord::read_fields(Fields::after(map, FORMAT_FIELD)).map(PlanFile)
            }
        }
        de.deserialize_struct(PlanRecord::WHAT, PlanRecord::FIELDS, PlanVisitor)
    }

    fn write(&self, out: &mut Writer) {
        self.0.write(out);
    }
}

/// The version of a file's format. Only one that is known can be read, and only [`FORMAT`] is written.
#[derive(Default)]
pub(super) struct Format;

impl Form for Format {
    fn read<'de, D: Deserializer<'de>>(de: D) -> Result<Self, D::Error> {
        // Read as it stands, for what is said about other numbers speaks of ports.
        let raw = Box::<RawValue>::deserialize(de)?;
        let text = raw.trim().get_ron();
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            Ok(1..=FORMAT) => Ok(Self),
            Ok(0) => Err(D::Error::custom(format!("there is no format 0: write format: {FORMAT}"))),
            // A number that is too large for its type is one of a newer version as well.
            _ if is_number => Err(D::Error::custom(format!(
                "the plan has format {}, this program reads formats 1 to {FORMAT} and has changed nothing: \
                 open it with a newer version of the program",
                excerpt(text)
            ))),
            _ => Err(D::Error::custom(format!(
                "“{}” is no format, which is a whole number from 1: write format: {FORMAT}",
                excerpt(text)
            ))),
        }
    }

    fn write(&self, out: &mut Writer) {
        out.raw(&FORMAT.to_string());
    }
}

/// The findings accepted as a risk, sorted. Each may stand there once, or one of two reasons would be lost.
#[derive(Default, PartialEq)]
pub(super) struct Accepted(Vec<AcceptedRisk>);

impl List for Accepted {
    type Item = AcceptedRisk;

    const LAYOUT: Layout = Layout::Rows;

    fn add(&mut self, risk: AcceptedRisk) -> Result<(), String> {
        match self.0.binary_search_by(|other| other.key().cmp(&risk.key())) {
            Ok(_) => {
                let finding = excerpt(&risk.finding);
                Err(format!("a finding “{finding}” about the same is accepted here twice: keep one of the two"))
            }
            Err(idx) => {
                self.0.insert(idx, risk);
                Ok(())
            }
        }
    }

    fn write_items(&self, items: &mut Items<'_>) {
        for risk in &self.0 {
            items.item(|out| risk.write(out));
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
            let (source, destination) = (excerpt(pair.0.as_str()), excerpt(pair.1.as_str()));
            return Err(format!("the pair {source} to {destination} stands here twice: put both into one"));
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
        };
        Self { flow, reason: String::new() }
    }
}

impl From<SuppressRecord> for Override {
    fn from(SuppressRecord { selector, reason }: SuppressRecord) -> Self {
        Self::Suppress { selector, reason }
    }
}

impl From<AddRecord> for Override {
    fn from(AddRecord { flow, reason }: AddRecord) -> Self {
        Self::Add { flow, reason }
    }
}
