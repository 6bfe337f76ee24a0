//! Tests of the exports and of the command line, mostly in process.

mod catalog_tables;
mod exit_codes;
mod export_options;
mod exports;
mod harness;
mod help;
mod lookup;
mod matrix_text;
mod output_files;
mod process;
mod spreadsheets;
mod templates;
