//! Tests of the window: the real app, used by what stands in it.

#![expect(clippy::expect_used, reason = "a test that can't go on fails")]

mod accessibility;
mod behavior;
mod choices;
mod disk;
mod few_actions;
mod files;
mod filter;
mod findings;
mod focus_order;
mod hosts;
mod inspector;
mod later;
mod long_work;
mod matrix;
mod own_catalog;
mod own_roles;
mod palette;
mod pictures;
mod rasterizer;
mod recent_plans;
mod reference;
mod removals;
mod room;
mod rule_counts;
mod rule_search;
mod rules;
mod same_pair;
mod scales;
mod several_zones;
mod shortcuts;
mod six_questions;
mod slow_disk;
mod small_picture;
mod small_things;
mod start_page;
mod system;
mod tabs;
mod ticks;
mod toasts;
mod walks;
mod what_if;
mod window;
mod zone_editor;
mod zone_lists;
