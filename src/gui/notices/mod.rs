//! Errors and notes that stay until they are dismissed, and toasts: results that go by themselves.
//!
//! Findings are neither. They are about the plan, and stand in their list.

mod notifications;
mod toasts;

pub(super) use notifications::Notifications;
