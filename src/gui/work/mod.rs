//! What goes on over more than one frame: questions for paths, files, catalogs, exports, searches, and closing the
//! window while one of them is under way.
//!
//! Each work owns its state and returns events; the app takes them in one place. It opens no file itself and changes
//! no document.

mod background;
mod catalog;
mod drop_target;
mod events;
mod export_job;
mod export_look;
mod file_event;
mod file_work;
mod form_preview;
mod keeper;
mod modal;
mod own_profiles;
mod path_look;
mod plan_work;
mod quit;
mod recovery;
mod row_copy;
mod rule_search;
mod save_job;
mod saving;
mod steps;
mod trial;

pub(super) use catalog::{CatalogEvent, CatalogRequest, CatalogWork};
pub(super) use events::ModalEvent;
pub(super) use export_look::ExportLook;
pub(super) use file_event::{FileContext, FileEvent};
pub(super) use file_work::FileWork;
pub(super) use form_preview::Previewing;
pub(super) use keeper::{Keeper, Kept, UNSAVED};
pub(super) use own_profiles::{OwnForms, ProfileEvent, ProfileOrder, name_of};
pub(super) use plan_work::PlanWork;
pub(super) use quit::Quit;
pub(super) use recovery::Recovery;
pub(super) use row_copy::{CopyOrder, RowCopy, RowsCopied};
pub(super) use rule_search::{RuleSearch, Wanted};
pub(super) use trial::Trial;
