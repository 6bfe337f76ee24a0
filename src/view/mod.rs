//! What the window and the texts of the command line show: plain structs with their texts ready.
//!
//! Views are built from the catalog, the plan and its matrix when one of these changes. They propose edits and make
//! none, hold no widget and open no file; colors are names.

mod catalog_news;
mod findings;
mod glossary;
mod inspector;
mod listeners;
mod lookup;
mod matrix;
mod own;
mod pasted_table;
mod plan;
mod reference;
mod removed;
mod row_counts;
mod rule_lines;
mod rule_order;
mod rule_table;
#[cfg(test)]
mod sample;
mod search;
mod status_line;
mod ticks;
mod what_if;
mod wording;
mod zones;

pub use catalog_news::{CatalogNews, NewDocument};
pub use findings::{
    FindingCounts, FindingFilter, FindingGroup, FindingKind, FindingList, FindingRow, Fix, RiskDraft, Target, fixes,
    withdrawal,
};
pub use glossary::{Word, explained, glossary};
pub use inspector::{
    ChainLine, ClosedGroup, Closing, InspectorView, Neighbor, Notation, PairScenario, PinningOffer, PinningRow,
    PinningView, ReasonView, RuleGroup, RuleView, SuppressedLine, Way, ZoneOverview, suppressed_lines,
};
pub(crate) use lookup::caveats;
pub use lookup::{
    Caller, ConnectionFound, DocumentFound, EndpointFound, Fitness, Found, Lookup, OsFound, RoleFound, RpcServerFound,
    ScenarioFound, SearchIndex, ServiceFound, best_hit, lookup, lookup_in,
};
pub use matrix::{
    CellKind, CellPorts, CellView, Heading, MatrixView, PortTokens, Shade, ShadedCell, TemplateCard, TransportPorts,
    UnionCell, compact,
};
pub use own::{CallDraft, CalledEndpoint, FlowDraft, RoleDraft};
pub use plan::{
    AssumptionList, AssumptionRow, ChoiceList, ChoiceRow, Holder, OverrideDraft, OwnRoleRow, PairRow, PlanSettings,
    RpcChoice, ScenarioRow, ScopeDraft, ScopeRow, SettingRow, TrustDraft, TrustRow, TunnelDraft, has_forests,
    plan_changes, problems_of_range, without,
};
pub use reference::{Entry, Page, PageRow, Part, Reference, RestingRules, RowForm, Topic};
pub use removed::{loses_settings, removed};
pub use row_counts::RowCounts;
pub use rule_lines::{
    COLUMNS, OFFERED_COLUMNS, RuleLine, first_asked_rule, rule_lines, rule_reason, rule_words, words_of_rule,
};
pub use rule_order::{Direction, RuleOrder};
pub use rule_table::{RuleFilter, RuleTable, found_text};
pub use search::Words;
pub use status_line::StatusLine;
pub use ticks::{
    PasteTarget, RowChoice, RowSet, RuleCounts, RulesBefore, TickBlock, TickCell, TickColumn, TickMark, TickNames,
    TickPaste, TickRemark, TickRemarks, TickRow, TickRows, TickTable, found_rows, rules_effect,
};
pub use what_if::{Breakage, PairChange, Proposal, WhatIf, WhatIfAnswer, WhatIfChanges};
pub use wording::{counted, lower_first, rules_and_rows, thousands, upper_first};
pub use zones::{
    AddressProblem, AxisItem, AxisKey, ChosenPort, FamilyRow, Fold, MachinePaste, MachinePlace, MissingZone,
    MissingZones, OsColumn, OsGroup, OsPicker, OsRow, Outcome, PasteRow, PlacementOptions, RolePicker, RoleRow,
    RoleState, SeveralZones, TickCopy, TickState, ZoneAxis, ZoneGroup, ZoneGroups, ZoneList, ZonePaste, ZoneRow,
    addresses_from_text, addresses_to_text, count_of_roles, free_zone_name, hosts_from_text, hosts_to_text,
    is_machine_list, machine_list, move_zones_down, move_zones_up, num_machines, problem_messages,
    problems_of_addresses, problems_of_hosts, remove_zones,
};
