//! Tests of the exports and of the command line, mostly in process.

#![expect(clippy::expect_used, reason = "what a test can not do without must be there")]

mod catalog_tables;
mod documents;
mod exit_codes;
mod export_options;
mod exports;
mod file_faults;
mod findings;
mod forms;
mod harness;
mod help;
#[cfg(unix)]
mod kills;
mod lookup;
mod matrix_text;
mod output_files;
mod own_forms;
mod own_roles;
mod pictures;
mod process;
mod profiles;
mod queries;
mod reports;
mod spreadsheets;
mod templates;
mod terminal;
mod workbooks;
