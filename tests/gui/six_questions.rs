//! The questions that a firewall engineer asks of a plan of 26 zones, each answered in at most four actions: a click, a
//! chord or a field that is typed. What stands on the screen is held against plain loops over the plan.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use portolan::catalog::{Catalog, Need};
use portolan::files::catalog_dir;
use portolan::matrix::{Matrix, Merge, Rule, derive};
use portolan::plan::{Plan, file};
use portolan::view::{Closing, InspectorView};

use crate::window::Window;

/// The most actions that a question may take.
const MOST_ACTIONS: usize = 4;

/// A pair of zones, as cells of the matrix are called.
const CLIENTS: &str = "Head office clients to Head office core";

/// The plan of three estates, without a window.
struct Estates {
    catalog: Catalog,
    plan: Arc<Plan>,
    matrix: Matrix,
}

impl Estates {
    /// Of the plan that is open: its scenarios are written as the catalog calls them now.
    fn of(window: &Window) -> Self {
        let catalog = catalog_dir::with_overlay(&[]).0;
        let plan = Arc::new(window.plan().clone());
        let matrix = derive(&catalog, &plan);
        Self { catalog, plan, matrix }
    }

    /// The rules of a pair that open some port of a range.
    fn rules(&self, pair: (usize, usize), (first, last): (u16, u16)) -> Vec<Rule> {
        let holds =
            |rule: &Rule| rule.ports.ranges().iter().any(|range| range.first() <= last && first <= range.last());
        self.matrix.cell(&self.catalog, pair.0, pair.1).rules(Merge::Ranges).into_iter().filter(holds).collect()
    }

    /// The pairs of zones that have such rules, each with how many.
    fn pairs(&self, ports: (u16, u16), is_wanted: impl Fn(&Rule) -> bool) -> Vec<(String, usize)> {
        let zones = &self.plan.zones;
        let mut res = Vec::new();
        for source_idx in 0..zones.len() {
            for destination_idx in (0..zones.len()).filter(|idx| *idx != source_idx) {
                let num_rules =
                    self.rules((source_idx, destination_idx), ports).into_iter().filter(|rule| is_wanted(rule)).count();
                if num_rules > 0 {
                    let (source, destination) = (&zones[source_idx].name, &zones[destination_idx].name);
                    res.push((format!("{source} to {destination}"), num_rules));
                }
            }
        }
        res
    }

    /// What would close the rule with this name, as the window words it.
    fn ways(&self, pair: &str, rule: &str) -> Vec<String> {
        let (source, destination) = pair.split_once(" to ").expect("two zones");
        let idx = |name: &str| self.plan.zones.iter().position(|zone| zone.name == name).expect("a zone");
        let pair = (idx(source), idx(destination));
        let view = InspectorView::build(&self.catalog, &self.matrix, pair.0, pair.1).expect("a pair");
        let rule = view.groups.iter().flat_map(|group| &group.rules).find(|it| it.name == rule).expect("the rule");
        let closing = Closing::build(&self.catalog, &self.matrix, pair, &rule.id);
        closing.ways.into_iter().map(|way| way.text).collect()
    }
}

/// The window, with what was done in it.
struct Asking {
    window: Window,
    num_actions: usize,
}

impl Asking {
    fn new() -> Self {
        let text = include_str!("../plans/three-estates-26-zones.ron");
        Self { window: Window::with_plan(file::read(text).expect("the plan").plan), num_actions: 0 }
    }

    /// Goes to the filter of the matrix by its keys, and types into it: two actions.
    fn filter(&mut self, typed: &str) {
        self.window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::F);
        self.window.text(typed);
        self.num_actions += 2;
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.window.key(modifiers, key);
        self.num_actions += 1;
    }

    fn click(&mut self, role: Role, label: &str) {
        self.window.click(role, label);
        self.num_actions += 1;
    }

    fn click_cell(&mut self, pair: &str) {
        self.window.click_cell(pair);
        self.num_actions += 1;
    }
}

/// The count above the matrix and what each cell in sight says are those of the plan, and so are the rows of the table.
fn answers_who_reaches_what(ports: (u16, u16), typed: &str) {
    let mut asking = Asking::new();
    let estates = Estates::of(&asking.window);
    let expected = estates.pairs(ports, |_| true);
    let num_rules: usize = expected.iter().map(|(_, num_rules)| num_rules).sum();
    assert!(expected.len() > 20, "{typed} is open between {} pairs", expected.len());
    asking.filter(typed);
    let count = format!("{num_rules} rules in {} pairs", expected.len());
    assert!(asking.window.has(&count), "{count}");
    let mut num_seen = 0;
    for (_, label) in asking.window.nodes().into_iter().filter(|(role, _)| *role == Role::GridCell) {
        let (pair, of_pair) = label.split_once(": ").expect("a pair before its counts");
        let Some((_, found)) = expected.iter().find(|(name, _)| name == pair) else {
            assert!(of_pair.ends_with(", 0 match") || pair.starts_with("Inside"), "{label}");
            continue;
        };
        assert!(of_pair.ends_with(&format!(", {found} match")), "{label}");
        num_seen += 1;
    }
    assert!(num_seen > 5, "{num_seen} cells in sight");
    // The same as a list: who, whom, and on which port.
    asking.key(Modifiers::COMMAND, Key::Num4);
    assert!(asking.window.has(&count), "{count}");
    assert_eq!(asking.window.rows_of(Role::Table, "Rule table"), Some(num_rules));
    let named: BTreeSet<String> =
        expected.iter().map(|(pair, _)| format!("{}, ", pair.replace(" to ", ", "))).collect();
    let rows = asking.window.nodes().into_iter().filter(|(role, _)| *role == Role::Row);
    let rows: Vec<String> = rows.map(|(_, label)| label).collect();
    assert!(rows.len() > 10);
    for row in rows {
        assert!(named.iter().any(|pair| row.starts_with(pair.as_str())), "{row}");
    }
    assert!(asking.num_actions <= MOST_ACTIONS);
}

#[test]
fn who_reaches_what_on_135_takes_three_actions() {
    answers_who_reaches_what((135, 135), "135");
}

#[test]
fn who_reaches_what_on_445_takes_three_actions() {
    answers_who_reaches_what((445, 445), "445");
}

#[test]
fn who_reaches_what_on_dynamic_ports_takes_three_actions() {
    answers_who_reaches_what((49_152, 65_535), "49152-65535");
}

#[test]
fn why_takes_three_actions() {
    let mut asking = Asking::new();
    asking.filter("135");
    asking.click_cell(CLIENTS);
    // The rule is open by itself, and says who asks for it, whom, for what, and by which document.
    let window = &asking.window;
    for words in ["Domain member", "Domain controller", "RPC", "Service overview and network port requirements"] {
        assert!(window.says(words), "{words}");
    }
    assert!(window.sees(Role::Button, "What would close TCP 135?"));
    assert!(asking.num_actions <= MOST_ACTIONS);
}

#[test]
fn what_can_be_closed_takes_four_actions() {
    let mut asking = Asking::new();
    let estates = Estates::of(&asking.window);
    // All that is open there and that nothing asks for of necessity.
    let optional = estates.pairs((49_152, 65_535), |rule| rule.need != Need::Required);
    let num_rules: usize = optional.iter().map(|(_, num_rules)| num_rules).sum();
    asking.filter("optional 49152-65535");
    let count = format!("{num_rules} rules in {} pairs", optional.len());
    assert!(num_rules > 1 && asking.window.has(&count), "{count}");
    assert!(asking.num_actions <= MOST_ACTIONS);
    // What closes one rule, each way with what else it costs.
    let mut asking = Asking::new();
    asking.filter("135");
    asking.click_cell(CLIENTS);
    asking.click(Role::Button, "What would close TCP 135?");
    assert!(asking.window.has("Any of these closes TCP 135"));
    let expected = estates.ways(CLIENTS, "TCP 135");
    assert!(!expected.is_empty());
    for way in expected {
        assert!(asking.window.has(&format!("Do it: {way}")), "{way}");
    }
    assert!(asking.num_actions <= MOST_ACTIONS);
}
