//! What goes on over more than one frame: questions for paths, files, catalogs, exports, searches, and closing the
//! window while one of them is under way.
//!
//! It opens no file itself and draws no dialog; it keeps what is open and takes what comes back.

mod background;
mod catalog;
mod catalog_job;
mod drop_target;
mod export_job;
mod files;
mod found;
mod keeper;
mod path_look;
mod quit;
mod recent;
mod rule_search;
mod save_job;
mod stage;
mod stage_ui;

pub(super) use catalog::CatalogWork;
pub(super) use files::FileWork;
pub(super) use keeper::{Keeper, UNSAVED};
pub(super) use quit::Quit;
pub(super) use rule_search::RuleSearch;
