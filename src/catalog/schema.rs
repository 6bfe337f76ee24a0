//! The catalog as it is written: one struct for each kind of file.
//!
//! Nothing here is checked beyond its shape; `resolve` turns it into the [`Catalog`](super::Catalog).

use serde::Deserialize;

use crate::net;

/// `catalog.ron`: what holds for the whole folder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Version of the file format.
    pub format: u32,
    /// The day the catalog speaks of, `YYYY-MM-DD`: what ended before it is out of support.
    pub as_of: String,
    /// The families of roles in the order in which people look for them. What stands here follows what lower folders
    /// list; families that no folder lists follow by name.
    #[serde(default)]
    pub families: Vec<String>,
}

/// `os/*.ron`: a Windows release, or `other` for everything that is not Windows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Os {
    /// Equals the file's stem.
    pub id: String,
    /// The product name.
    pub name: String,
    /// Client, server, or not Windows at all.
    pub kind: OsKind,
    /// Generation of the default dynamic port range.
    pub dynamic_ports: DynamicPorts,
    /// Day of general availability, `YYYY-MM-DD`; absent for `other`.
    pub released: Option<String>,
    /// Last day of (extended) support, `YYYY-MM-DD`; absent when none is announced.
    pub support_ends: Option<String>,
    /// Documents the dates and the range come from.
    #[serde(default)]
    pub references: Vec<String>,
}

/// What sort of system an OS version is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
pub enum OsKind {
    /// A Windows client.
    Client,
    /// A Windows server.
    Server,
    /// Not Windows: a Linux host, an appliance, a cloud service.
    Other,
}

/// Generation of the default dynamic port range.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
pub enum DynamicPorts {
    /// 1025-5000: Windows 2000, XP and Server 2003.
    Legacy,
    /// 49152-65535: Windows Vista, Server 2008 and later.
    Current,
}

/// `references/*.ron`: a document that the catalog rests on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Equals the file's stem.
    pub id: String,
    /// Title of the document.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Knowledge-base number, where it has one.
    pub kb: Option<u32>,
    /// Where the document stands: `repository:path`, or an address.
    pub document: String,
    /// Its public address, where it has one.
    pub url: Option<String>,
    /// The version read: the document's own date or commit.
    pub version: Option<String>,
    /// The day it was read, `YYYY-MM-DD`.
    pub read: String,
}

/// `rpc-servers/*.ron`: a program that listens on an RPC port of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RpcServer {
    /// Equals the file's stem.
    pub id: String,
    /// What it is called in the documents.
    pub name: String,
    /// Other names that people use.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// How its port is pinned; absent when it can't be.
    pub pin: Option<Pin>,
    /// Documents that say so.
    pub references: Vec<String>,
}

/// How an RPC server is told to use one port.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The setting: registry key and value, policy, or command.
    pub setting: String,
    /// What makes the setting take effect.
    pub apply: String,
    /// What else to know, if anything.
    #[serde(default)]
    pub caution: String,
    /// OS versions that have the setting; all by default.
    #[serde(default)]
    pub os: OsFilter,
}

/// `scenarios/*.ron`: something that only some set-ups need, on which an administrator decides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Equals the file's stem.
    pub id: String,
    /// What a user decides on, as a short phrase.
    pub name: String,
    /// Other words that people have for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it is for, in one sentence without a full stop.
    pub summary: String,
    /// What holds where a plan says nothing of it.
    #[serde(default)]
    pub default: ScenarioDecision,
    /// What it was called in older catalogs: plans that say so mean this one.
    #[serde(default)]
    pub formerly: Vec<String>,
    /// Documents behind it.
    pub references: Vec<String>,
}

/// What is decided about a scenario.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename = "a decision", rename_all = "snake_case")]
pub enum ScenarioDecision {
    /// Nobody knows yet whether it is wanted: its flows are Optional.
    #[default]
    Undecided,
    /// It is not wanted: its flows are suppressed.
    Declined,
    /// It is wanted: its flows are Required.
    Accepted,
}

/// `assumptions/*.ron`: a planning decision that changes what is derived.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// Equals the file's stem.
    pub id: String,
    /// The question as a user reads it.
    pub question: String,
    /// The id of the scenario that a flow serves while the answer is `optional`.
    pub scenario: String,
    /// The answer of a plan that says nothing.
    pub default: Answer,
    /// What a user gains or loses by each answer.
    pub changes: String,
    /// Documents behind it.
    pub references: Vec<String>,
}

/// How an assumption is answered.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename = "an answer", rename_all = "snake_case")]
pub enum Answer {
    /// The endpoints it governs are absent.
    Unused,
    /// The endpoints it governs are Optional.
    Optional,
    /// The endpoints it governs are needed as their connection says.
    InUse,
}

/// `choices/*.ron`: a question with one answer of several, each of which brings connections or endpoints of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Equals the file's stem.
    pub id: String,
    /// The question as a user reads it.
    pub question: String,
    /// The answers of which one holds, in the order in which they are shown.
    pub options: Vec<ChoiceOption>,
    /// The option of a plan that says nothing.
    pub default: String,
    /// Documents behind it.
    pub references: Vec<String>,
}

/// An option of a choice.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// Unique within the choice.
    pub id: String,
    /// What a user picks.
    pub name: String,
    /// What it changes.
    pub changes: String,
}

/// `services/*.ron`: a system service and what it listens on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Equals the file's stem.
    pub id: String,
    /// The friendly name.
    pub name: String,
    /// Other names that people use.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The service name (`W32Time`); several are joined by `; `; empty when the documents give none.
    #[serde(default)]
    pub service_name: String,
    /// One line in our own words.
    pub summary: String,
    /// What it listens on, in the order in which exports show it.
    pub endpoints: Vec<Endpoint>,
}

/// One thing a system service listens on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// Unique within the service.
    pub id: String,
    /// LDAP, Kerberos, SMB, …
    pub application_protocol: String,
    /// Other names that people use.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the ports belong to.
    #[serde(with = "Transport")]
    pub transport: net::Transport,
    /// Where it listens.
    pub port: Port,
    /// The one port that sources open it from, where a document fixes it.
    pub source_port: Option<u16>,
    /// An endpoint of the same service whose chosen port this one keeps its distance to, and the distance.
    #[serde(default)]
    pub follows: Option<(String, i32)>,
    /// When it exists at all.
    #[serde(default)]
    pub when: Conditions,
    /// It carries passwords or data in the clear, or is long superseded: opening it across zones is a finding.
    #[serde(default)]
    pub legacy: bool,
    /// What else an administrator must know.
    #[serde(default)]
    pub note: String,
    /// Whether a document says so or we conclude it.
    #[serde(default)]
    pub confidence: Confidence,
    /// Documents that state it.
    pub references: Vec<String>,
}

/// `endpoint-groups/*.ron`: endpoints that several connections use, under one name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndpointGroup {
    /// Equals the file's stem.
    pub id: String,
    /// As `service/endpoint`, in the order in which exports show them.
    pub endpoints: Vec<String>,
}

/// TCP, UDP, ICMP, or another IP protocol.
#[derive(Deserialize)]
#[serde(remote = "net::Transport", rename_all = "lowercase")]
enum Transport {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
    /// ICMP for IPv4.
    Icmp,
    /// ICMP for IPv6.
    Icmpv6,
    /// `IPsec` ESP, IP protocol 50.
    Esp,
    /// `IPsec` AH, IP protocol 51.
    Ah,
    /// GRE, IP protocol 47.
    Gre,
    /// IPv6 in IPv4, IP protocol 41.
    Ipv6,
}

/// Where an endpoint listens.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Port {
    /// One port.
    Fixed(u16),
    /// A range, both ends included.
    Range(u16, u16),
    /// The port of an RPC server: dynamic, or where it is pinned.
    RpcDynamic(String),
    /// The operating system's dynamic range.
    OsDynamic,
    /// The administrator chooses; the documented default, if there is one.
    Parameter(Option<u16>),
    /// The administrator chooses a range; the documented default, both ends included.
    ParameterRange(u16, u16),
    /// No ports.
    Protocol,
}

/// When an endpoint or a connection exists. All that is named must hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Conditions {
    /// OS versions of the destination.
    pub os: Option<OsFilter>,
    /// OS versions of the source.
    pub source_os: Option<OsFilter>,
    /// A role that the destination's placement must have in effect.
    pub role: Option<String>,
    /// The assumption that governs it.
    pub assumption: Option<String>,
    /// The options of a choice that bring it.
    pub choice: Option<OptionFilter>,
}

/// Some options of a choice.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionFilter {
    /// The choice.
    pub of: String,
    /// The options, one of which must be chosen.
    pub is: Vec<String>,
}

/// A set of OS versions. All that is named must hold; nothing named means every Windows.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OsFilter {
    /// Kinds; client and server by default.
    pub kinds: Option<Vec<OsKind>>,
    /// Released with or after this one.
    pub since: Option<String>,
    /// Released with or before this one.
    pub until: Option<String>,
    /// Exactly these; then nothing else may be named.
    pub only: Option<Vec<String>>,
}

/// Whether a document states something.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A document says so.
    #[default]
    Documented,
    /// Concluded from documents that don't say it outright.
    Inferred,
    /// The user says so, in a plan: no file of a catalog can.
    #[serde(skip)]
    User,
}

/// `roles/*.ron`: what a machine does.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and none excludes another")]
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Equals the file's stem.
    pub id: String,
    /// What a user ticks.
    pub name: String,
    /// Other names that people use.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The group it is listed under.
    pub family: String,
    /// One line in our own words.
    pub summary: String,
    /// OS versions it exists on; every Windows by default.
    #[serde(default)]
    pub os: OsFilter,
    /// Not ticked itself, only implied.
    #[serde(default, rename = "abstract")]
    pub is_abstract: bool,
    /// It guards identities: a low-trust zone that reaches it is a finding.
    #[serde(default)]
    pub guarded: bool,
    /// Nearly everybody ticks it.
    #[serde(default)]
    pub common: bool,
    /// Its vendor is not Microsoft.
    #[serde(default)]
    pub third_party: bool,
    /// The support of the product has ended, whatever it stands on.
    #[serde(default)]
    pub retired: bool,
    /// Ids that it had in older catalogs.
    #[serde(default)]
    pub formerly: Vec<String>,
    /// Services it runs.
    #[serde(default)]
    pub runs: Vec<String>,
    /// Roles that come with it.
    #[serde(default)]
    pub implies: Vec<String>,
    /// Roles that come with it on some OS versions only.
    #[serde(default)]
    pub implies_on: Vec<ImpliedOn>,
    /// Roles without which it does not work fully, wherever in the plan they stand.
    #[serde(default)]
    pub usually_with: Vec<String>,
    /// The dynamic range that the product documents for its own listeners, both ends included.
    pub dynamic_range: Option<(u16, u16)>,
    /// Connections that it opens.
    #[serde(default)]
    pub connects: Vec<Connection>,
    /// Documents that say what it is.
    pub references: Vec<String>,
}

/// A role that comes with another one on some OS versions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImpliedOn {
    /// The role that comes.
    pub role: String,
    /// The OS versions on which it does.
    pub os: OsFilter,
}

/// What a role opens to another role. Stated once, by the side that opens it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Connection {
    /// Unique within the role.
    pub id: String,
    /// The role that listens.
    pub to: String,
    /// Endpoints used, as `service/endpoint`, and endpoint groups by their id.
    pub uses: Vec<String>,
    /// Why, as a short phrase.
    pub purpose: String,
    /// What goes wrong without it; the first that is about an endpoint holds. Absent: the purpose is shown instead.
    #[serde(default)]
    pub consequences: Vec<Consequence>,
    /// Whether it is needed, or which scenario needs it.
    pub need: Need,
    /// When it exists at all.
    #[serde(default)]
    pub when: Conditions,
    /// How the scopes of the two sides must relate; absent: scopes are ignored.
    pub scope: Option<ScopeMatch>,
    /// Between equals (replication): `serves` does not limit it.
    #[serde(default)]
    pub peer: bool,
    /// The documents list the RPC endpoint mapper without any dynamic port behind it.
    #[serde(default)]
    pub mapper_alone: bool,
    /// The connection it exists as an answer to, as `role/connection`.
    /// Its endpoints are those of the role that opens it: their port is the source port,
    /// and the destination port is the dynamic range of the side that asked.
    pub answers: Option<String>,
    /// Whether a document says so or we conclude it.
    #[serde(default)]
    pub confidence: Confidence,
    /// Documents that state it.
    pub references: Vec<String>,
}

/// What goes wrong without a connection, as what follows the name of its role: `can't log on`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// The endpoints whose lack brings it, as `service/endpoint`; empty: every one that is used.
    #[serde(default)]
    pub uses: Vec<String>,
    /// As what follows the name of the role.
    pub says: String,
}

/// Whether a connection is needed.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// The role does not work without it.
    Required,
    /// Needed only by the scenario of this id.
    Optional(String),
}

/// The relation of the scopes of the two sides.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeMatch {
    /// The scope kind, `ad-domain` for example.
    pub kind: String,
    /// How the two must relate.
    pub relation: Relation,
    /// Either side may as well be in no such scope: a plan that says nothing of it has forgotten nothing.
    #[serde(default)]
    pub may_lack: bool,
}

/// How the scope of the source relates to the scope of the destination.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same scope. An empty scope matches.
    Same,
    /// AD domains of the same forest, the same domain included. An empty scope matches.
    SameForest,
    /// Two different AD domains of one forest.
    OtherDomain,
    /// The source's domain trusts the destination's by a trust of the plan.
    Trusted,
    /// The destination's domain trusts the source's by a one-way trust of the plan.
    Trusting,
}

/// `tunnels/*.ron`: what a kind of tunnel opens at the filter it passes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TunnelKind {
    /// Equals the file's stem.
    pub id: String,
    /// What a user picks.
    pub name: String,
    /// One line in our own words.
    pub summary: String,
    /// The plan must say which zone opens it.
    #[serde(default)]
    pub has_opener: bool,
    /// Endpoints opened from the opener to the other zone, as `service/endpoint`.
    #[serde(default)]
    pub from_opener: Vec<String>,
    /// Endpoints opened in both directions, as `service/endpoint`.
    #[serde(default)]
    pub both_ways: Vec<String>,
    /// Those of them that are needed only where a NAT lies between the ends.
    #[serde(default)]
    pub across_nat: Vec<String>,
    /// Documents that say so.
    pub references: Vec<String>,
}

/// `limits/*.ron`: how much others take, such as rows in a ticket.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Equals the file's stem.
    pub id: String,
    /// Who takes no more, as people call it.
    pub product: String,
    /// What is counted.
    pub of: LimitOf,
    /// The most that it takes.
    pub most: usize,
    /// Where it is counted, with an article: “a ticket”, “a description”.
    pub per: String,
    /// Documents that say so.
    pub references: Vec<String>,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[serde(rename = "what a limit counts", rename_all = "snake_case")]
pub enum LimitOf {
    /// Rows of a file.
    Rows,
    /// Rows of a file that go to the same zone.
    RowsToZone,
    /// Ports of a row, a range of which counts as two.
    Ports,
    /// Characters of a cell.
    Characters,
    /// Bytes of a cell in UTF-8.
    Bytes,
    /// Units of UTF-16 of a cell, as spreadsheets count.
    Utf16,
}

/// `scope-kinds/*.ron`: what scopes can be of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeKind {
    /// Equals the file's stem.
    pub id: String,
    /// What one such scope is called.
    pub name: String,
    /// One line in our own words.
    pub summary: String,
    /// Scopes of this kind form forests and trust each other; only then do relations other than `same` mean anything.
    #[serde(default)]
    pub has_forests: bool,
}
