//! Tests of the library below the window: derivation, catalog, plan, exports.

#![expect(clippy::expect_used, reason = "a test that can't go on fails")]

mod absorbed;
mod accepted;
mod catalog_page;
mod catalog_rules;
mod catalogs;
mod choices;
mod closing;
mod damage;
mod facts;
mod findings;
mod findings_by_source;
mod fixes;
mod forms;
mod hosts;
mod losses;
mod machine_lists;
mod naive;
mod needs;
mod older_plans;
mod other_names;
mod overrides;
mod own_roles;
mod pictures;
mod plan_edit;
mod plan_file;
mod plan_maker;
mod plan_mistakes;
mod properties;
mod queries;
mod random_plan;
mod reasons;
mod scenarios;
mod splitmix;
mod template_findings;
mod what_if;
