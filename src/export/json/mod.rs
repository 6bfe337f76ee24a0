//! Everything as JSON, for programs: what was asked for, the zones, the rules, and every flow with its reasons.
//!
//! One object. Its keys, in this order:
//!
//! | key | value |
//! | --- | --- |
//! | `format` | `"portolan"` |
//! | `format_version` | 1; a key may be added without a new version, none changes or goes |
//! | `catalog_date` | the day the catalog speaks of |
//! | `title`, `note` | the plan's |
//! | `request` | `ticket`, `requester`, `owner`, `justification`, `valid_until` |
//! | `need` | `"all"` or `"required"`: which needs were written |
//! | `same_zone` | whether flows inside a zone were written |
//! | `zones` | in plan order: `id`, `name`, `addresses`, `trust`, `os`, `roles` |
//! | `documents` | every document of the catalog: `id`, `label`, `title`, `publisher`, `document`, `version`, `read` |
//! | `rules` | open flows merged, one for each range of ports: the columns of `csv` |
//! | `flows` | all flows: the columns of `flows-all-csv`, and `reasons` |
//!
//! Where a CSV joins several values, there is an array; ports are numbers, `null` where there are none. Zones stand
//! by name under `source_zone` and `destination_zone`, by id under the same with `_id`. `source_port` is the one
//! port that callers use, or `null`. A reason has its `kind` (`connection`, `tunnel` or `override`), its `purpose`,
//! the `scenarios` it serves while it is optional, its `confidence` and the ids of its `documents`; a connection
//! also its id (`role/connection`), its `endpoint` (`service/endpoint`), the placed roles at both ends that bring
//! it, the OS versions it depends on (`null`: on none), its `assumptions`, and the `port_origin`; a tunnel or an
//! override its `position` in the plan, from 0. Reasons that differ in the placements alone are one.
//!
//! Each zone, document, rule and flow takes a line, so that two exports compare line by line.

mod document;
mod flow;
mod head;
mod reason;
mod rule;

pub(super) use document::write;
