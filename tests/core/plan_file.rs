//! The plan's file: what is written is read back, to the byte, and a change is a small difference.

use portolan::files::catalog_dir;
use portolan::plan::file::{ReadPlan, read, write};
use portolan::plan::{Edit, Plan, Tick};
use proptest::prelude::*;

use crate::random_plan::plan;

fn reread(plan: &Plan) -> Result<ReadPlan, TestCaseError> {
    let text = write(plan);
    read(&text).map_err(|err| TestCaseError::fail(format!("{err}\n{text}")))
}

/// How many lines `before` and `after` have between the first and the last that differ.
fn num_changed(before: &str, after: &str) -> (usize, usize) {
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let num_same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let start = num_same(&mut before.iter().zip(&after));
    let end = num_same(&mut before[start..].iter().rev().zip(after[start..].iter().rev()));
    (before.len() - start - end, after.len() - start - end)
}

proptest! {
    #[test]
    fn a_plan_is_read_as_it_was_written(plan in plan()) {
        let res = reread(&plan)?;
        prop_assert_eq!(&res.plan, &plan);
        prop_assert_eq!(res.findings, []);
        prop_assert_eq!(write(&res.plan), write(&plan));
    }

    #[test]
    fn lines_end_in_lf_and_hold_no_control_characters(plan in plan()) {
        let text = write(&plan);
        prop_assert!(text.ends_with(")\n"));
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert!(text.lines().all(|line| line.trim_end() == line));
    }

    #[test]
    fn line_ends_and_a_mark_change_nothing(plan in plan()) {
        let text = format!("\u{feff}{}", write(&plan).replace('\n', "\r\n"));
        prop_assert_eq!(read(&text).map(|read| read.plan), Ok(plan));
    }

    #[test]
    fn a_plan_of_a_newer_format_is_refused_whatever_follows(plan in plan(), format in 3..=u64::MAX) {
        let text = write(&plan).replacen("format: 2", &format!("format: {format}"), 1);
        let message = read(&text).map_err(|err| err.message);
        let expected = format!("the plan has format {format}, this program reads formats 1 to 2 and has changed nothing");
        prop_assert!(message.as_ref().is_err_and(|message| message.starts_with(&expected)), "{:?}", message);
    }

    #[test]
    fn format_1_is_read_for_ever(plan in plan()) {
        let plan = Plan { accepted: Vec::new(), ..plan };
        let text = write(&plan).replacen("format: 2", "format: 1", 1);
        prop_assert_eq!(read(&text).map(|read| read.plan), Ok(plan));
    }

    #[test]
    fn a_tick_changes_two_lines_at_most(plan in plan(), idx in any::<prop::sample::Index>(), os in "[a-z]{1,8}") {
        prop_assume!(!plan.zones.is_empty());
        let zone = &plan.zones[idx.index(plan.zones.len())];
        let before = write(&plan);
        let changed = |edit: Edit| plan.applied(&edit).map(|plan| num_changed(&before, &write(&plan)));
        let tick_os = Edit::TickOs { zone: zone.id.clone(), os: os.as_str().into(), tick: Tick::On };
        let expected = usize::from(!zone.os.is_empty());
        prop_assert_eq!(changed(tick_os), Ok((expected, 1)));
        let tick_role = Edit::TickRole { zone: zone.id.clone(), role: os.as_str().into(), tick: Tick::On };
        let is_new = zone.placements.iter().all(|placement| placement.role.as_str() != os);
        prop_assert_eq!(changed(tick_role), Ok((0, usize::from(is_new))));
        if let Some(placement) = zone.placements.first() {
            let role = placement.role.clone();
            let num_placed = zone.placements.iter().filter(|placement| placement.role == role).count();
            let tick_role = Edit::TickRole { zone: zone.id.clone(), role, tick: Tick::Off };
            prop_assert_eq!(changed(tick_role), Ok((num_placed, 0)));
        }
    }
}

#[test]
fn every_template_is_a_plan() {
    let templates: Vec<_> =
        catalog_dir::embedded().into_iter().filter(|(name, _)| name.starts_with("templates/")).collect();
    assert!(!templates.is_empty());
    for (name, text) in templates {
        let plan = read(text).unwrap_or_else(|err| panic!("{name}: {err}")).plan;
        assert_eq!(read(&write(&plan)).map(|read| read.plan), Ok(plan), "{name}");
    }
}
