//! What the palette offers for the words that are typed: commands, zones, roles and OS versions, what fits best first,
//! and at the end to look the words up in the reference. It shows and runs nothing.

use std::collections::BTreeMap;

use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::commands::{Command, CommandEnv, Panel};
use crate::gui::shown::{Cached, ZoneViews};
use crate::plan::{Edit, Plan, RoleId, Tick, ZoneColor};
use crate::query::has_key;
use crate::view::{Fitness, RoleDraft, RoleRow, RoleState, SearchIndex, Topic};

/// Something that can be asked for.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    /// What it is called.
    pub text: String,
    /// What it would do, or where it is at home, or why it can't be had now.
    pub note: String,
    /// The command whose keys call it.
    pub command: Option<Command>,
    /// What stands before it.
    pub mark: OfferMark,
    /// What choosing it does; `None`: it can't be chosen now.
    pub actions: Option<Vec<Action>>,
    /// What a search looks at beside the text.
    keywords: String,
}

/// What stands before an offer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum OfferMark {
    /// Nothing.
    None,
    /// The color of a zone.
    Zone(ZoneColor),
    /// A tick: the role is there.
    Tick,
}

/// What there is to offer from.
#[derive(Clone, Copy)]
pub(super) struct OfferInput<'a> {
    /// What commands depend on.
    pub env: &'a CommandEnv,
    /// The plan.
    pub plan: &'a Plan,
    /// The chosen zone.
    pub zone: Option<&'a ZoneViews>,
    /// The roles that are found for what is typed, the best first.
    pub found: &'a [(RoleId, Fitness)],
    /// What is typed asks for rules, as a filter does.
    pub asks_for_rules: bool,
}

/// How well names fit what is typed. A frame asks for each of them again; they are compared when what is typed is
/// another text.
#[derive(Debug, Default)]
pub(super) struct KnownFitness(Cached<String, BTreeMap<(String, String), Option<Fitness>>>);

impl KnownFitness {
    fn of(&mut self, offer: &Offer, typed: &str) -> Option<Fitness> {
        let known = self.0.get(typed.to_owned(), BTreeMap::new);
        let key = (offer.text.clone(), offer.keywords.clone());
        *known.entry(key).or_insert_with(|| SearchIndex::fitness(&offer.text, &offer.keywords, typed))
    }
}

impl OfferInput<'_> {
    /// Everything that is found, the best first, by the measure of every search. Of what fits equally well commands
    /// come first, then zones, then roles, then OS versions. Behind them come the rules that the words ask for
    /// and what the reference knows of the words.
    #[must_use]
    pub(super) fn offers(self, typed: &str, known: &mut KnownFitness) -> Vec<Offer> {
        let is_searching = !typed.trim().is_empty();
        let mut ranked = |offer: Offer| {
            let fitness = if is_searching { known.of(&offer, typed) } else { None };
            (!is_searching || fitness.is_some()).then_some((fitness, offer))
        };
        let mut res: Vec<(Option<Fitness>, Offer)> = self.others().into_iter().filter_map(&mut ranked).collect();
        if let Some(zone) = self.zone {
            let families = zone.roles.families.iter();
            let rows = families.flat_map(|family| family.roles.iter().map(move |role| (role, family.name.as_str())));
            if is_searching {
                let rows: BTreeMap<&RoleId, (&RoleRow, &str)> = rows.map(|row| (&row.0.id, row)).collect();
                let role = |(id, fitness): &(RoleId, Fitness)| {
                    let (role, _) = rows.get(id)?;
                    Some((Some(*fitness), Offer::role(role, zone)))
                };
                res.extend(self.found.iter().filter_map(role));
                let removals = rows.values().filter_map(|(role, family)| Offer::without_role(role, family, zone));
                res.extend(removals.filter_map(&mut ranked));
                res.extend(Offer::os_versions(zone).filter_map(ranked));
            } else {
                for (role, family) in rows {
                    res.push((None, Offer::role(role, zone)));
                    res.extend(Offer::without_role(role, family, zone).map(|offer| (None, offer)));
                }
            }
        }
        res.sort_by_key(|(fitness, _)| *fitness);
        let rules = (is_searching && self.asks_for_rules).then(|| Offer::rules(typed.trim()));
        let look_up = is_searching.then(|| Offer::look_up(typed.trim()));
        // Whoever writes “from:dmz” means the plan; a port alone is asked of the reference.
        let last = if has_key(typed) { [rules, look_up] } else { [look_up, rules] };
        let is_unknown = is_searching && res.is_empty() && !self.asks_for_rules;
        let own_role = is_unknown.then(|| Offer::own_role(typed.trim()));
        res.into_iter().map(|(_, offer)| offer).chain(last.into_iter().flatten()).chain(own_role).collect()
    }

    /// Commands and zones.
    fn others(self) -> Vec<Offer> {
        let mut res = Vec::new();
        for menu in Command::MENUS {
            let commands = menu.commands().filter(|command| *command != Command::Palette);
            res.extend(commands.map(|command| Offer::command(command, menu.title, self.env)));
        }
        res.extend(self.plan.zones.iter().map(|zone| Offer {
            text: zone.name.clone(),
            note: "Choose zone".to_owned(),
            command: None,
            mark: OfferMark::Zone(zone.color),
            actions: Some(vec![Action::Select(Selection::Zone(zone.id.clone())), Action::Focus(Panel::Zones)]),
            keywords: format!("choose zone {}", zone.id),
        }));
        res
    }
}

impl Offer {
    fn command(command: Command, menu: &str, env: &CommandEnv) -> Self {
        let enabled = command.is_enabled(env);
        Self {
            text: command.label_now(env),
            note: enabled.err().unwrap_or(menu).to_owned(),
            command: Some(command),
            mark: OfferMark::None,
            actions: enabled.is_ok().then(|| vec![Action::Command(command)]),
            keywords: format!("{menu} {}", command.tooltip()),
        }
    }

    fn role(role: &RoleRow, views: &ZoneViews) -> Self {
        let zone = &views.zone.name;
        let (note, is_missing) = match &role.state {
            RoleState::Off => (format!("Tick in {zone}"), true),
            RoleState::SwitchedOff(_) => (format!("Restore it in {zone}"), true),
            RoleState::Ticked(_) => (format!("Ticked in {zone} already"), false),
            RoleState::Implied(_) => (format!("In {zone} already, {}", role.note), false),
        };
        Self {
            keywords: String::new(),
            text: role.name.clone(),
            note,
            command: None,
            mark: if role.is_there() { OfferMark::Tick } else { OfferMark::None },
            actions: is_missing.then(|| vec![Action::Edit(role.toggled(&views.zone))]),
        }
    }

    /// The OS versions of the chosen zone, ticked or not.
    fn os_versions(views: &ZoneViews) -> impl Iterator<Item = Self> {
        let zone = &views.zone;
        let rows = views.os.groups.iter().flat_map(|group| &group.columns).flat_map(|column| &column.rows);
        rows.map(|row| Self {
            text: row.name.clone(),
            note: if row.is_ticked() {
                format!("Ticked in {} already", zone.name)
            } else {
                format!("Tick in {}", zone.name)
            },
            command: None,
            mark: if row.is_ticked() { OfferMark::Tick } else { OfferMark::None },
            actions: (!row.is_ticked()).then(|| {
                vec![Action::Edit(Edit::TickOs { zone: zone.id.clone(), os: row.id.clone(), tick: Tick::On })]
            }),
            keywords: row.id.to_string(),
        })
    }

    /// The rules of the plan that the words ask for.
    fn rules(words: &str) -> Self {
        Self {
            text: format!("Show rules with “{words}”"),
            note: "Filter the rules and the matrix".to_owned(),
            command: None,
            mark: OfferMark::None,
            actions: Some(vec![Action::ShowRulesWith {
                words: words.to_owned(),
                done: format!("The filter is {words}"),
            }]),
            keywords: String::new(),
        }
    }

    /// The reference finds ports, services, protocols and documents by the same words.
    fn look_up(words: &str) -> Self {
        Self {
            text: format!("Look up “{words}”"),
            note: "Ports, services, roles and OS versions of the reference".to_owned(),
            command: None,
            mark: OfferMark::None,
            actions: Some(vec![Action::OpenReference(Topic::Search(words.to_owned()))]),
            keywords: String::new(),
        }
    }

    /// What nobody knows may be a program of the user's own.
    fn own_role(words: &str) -> Self {
        Self {
            text: format!("Make a role “{words}”…"),
            note: "A role of this plan, which the catalog lacks".to_owned(),
            command: None,
            mark: OfferMark::None,
            actions: Some(vec![Action::OfferRole(RoleDraft::new(words))]),
            keywords: String::new(),
        }
    }

    /// The way to take away a role that is there. It has a name of its own, so that nobody takes it for the role.
    fn without_role(role: &RoleRow, family: &str, views: &ZoneViews) -> Option<Self> {
        let zone = &views.zone.name;
        let text = match &role.state {
            RoleState::Off | RoleState::SwitchedOff(_) => return None,
            RoleState::Ticked(_) => format!("Remove {} from {zone}", role.name),
            RoleState::Implied(_) => format!("Do without {} in {zone}", role.name),
        };
        Some(Self {
            keywords: format!("{} {family}", role.id),
            text,
            note: family.to_owned(),
            command: None,
            mark: OfferMark::None,
            actions: Some(vec![Action::Edit(role.toggled(&views.zone))]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is offered first for what is typed, while nothing is open but an empty plan.
    fn check(typed: &str, expected: &[&str]) {
        let (env, plan) = (CommandEnv::default(), Plan::default());
        let offers = OfferInput { env: &env, plan: &plan, zone: None, found: &[], asks_for_rules: false }
            .offers(typed, &mut KnownFitness::default());
        let first: Vec<&str> = offers.iter().take(expected.len().max(1)).map(|offer| offer.text.as_str()).collect();
        assert_eq!(first, expected, "“{typed}”");
    }

    #[test]
    fn what_the_name_begins_with_comes_first() {
        check("", &["Start page…", "Open…"]);
        check("find", &["Find role", "Findings"]);
        check("zone add", &["Add zone"]);
        check("ZONE", &["Add zone", "Rename zone", "Duplicate zone", "Remove zone"]);
        check("theme dark", &["Theme: dark"]);
        check("clipboard", &["Copy machines", "Copy ports of the pair"]);
        check("no such words", &["Look up “no such words”"]);
        check("445", &["Look up “445”"]);
    }

    #[test]
    fn what_can_not_be_had_now_says_why_and_does_nothing() {
        let (env, plan) = (CommandEnv::default(), Plan::default());
        for offer in (OfferInput { env: &env, plan: &plan, zone: None, found: &[], asks_for_rules: false })
            .offers("", &mut KnownFitness::default())
        {
            let enabled = offer.command.map_or(Ok(()), |command| command.is_enabled(&env));
            assert_eq!(offer.actions.is_some(), enabled.is_ok(), "{}", offer.text);
            assert!(enabled.err().is_none_or(|why| offer.note == why), "{}", offer.text);
        }
    }
}
