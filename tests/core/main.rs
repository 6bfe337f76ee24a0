//! Tests of the library below the window: derivation, catalog, plan, exports.

mod catalogs;
mod facts;
mod findings;
mod naive;
mod plan_edit;
mod plan_file;
mod plan_maker;
mod properties;
mod random_plan;
mod scenarios;
mod splitmix;
