//! What the palette offers for the words that are typed: commands, zones and roles, what fits best first. It shows
//! and runs nothing.

use crate::document::Selection;
use crate::gui::action::Action;
use crate::gui::commands::{Command, CommandEnv, Panel};
use crate::gui::shown::ZoneViews;
use crate::plan::{Plan, ZoneColor};
use crate::view::{RoleRow, RoleState, Words};

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
    /// What a search looks at beside the text, in lower case.
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
}

impl OfferInput<'_> {
    /// Everything that has all the words, in any order: what the name begins with before what it only holds, and
    /// that before what is said of it.
    #[must_use]
    pub(super) fn offers(self, typed: &str) -> Vec<Offer> {
        let mut res: Vec<(u8, Offer)> =
            self.all().into_iter().filter_map(|offer| Some((offer.rank(typed)?, offer))).collect();
        res.sort_by_key(|(rank, _)| *rank);
        res.into_iter().map(|(_, offer)| offer).collect()
    }

    fn all(self) -> Vec<Offer> {
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
        if let Some(zone) = self.zone {
            for family in &zone.roles.families {
                res.extend(family.roles.iter().map(|role| Offer::role(role, &family.name, zone)));
                res.extend(family.roles.iter().filter_map(|role| Offer::without_role(role, &family.name, zone)));
            }
        }
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
            keywords: format!("{menu} {}", command.tooltip()).to_lowercase(),
        }
    }

    fn role(role: &RoleRow, family: &str, views: &ZoneViews) -> Self {
        let zone = &views.zone.name;
        let (note, is_missing) = match &role.state {
            RoleState::Off => (format!("Tick in {zone}"), true),
            RoleState::SwitchedOff(_) => (format!("Restore it in {zone}"), true),
            RoleState::Ticked(_) => (format!("Ticked in {zone} already"), false),
            RoleState::Implied(_) => (format!("In {zone} already, {}", role.note), false),
        };
        Self {
            keywords: format!("{note} {} {family} {}", role.id, role.summary).to_lowercase(),
            text: role.name.clone(),
            note,
            command: None,
            mark: if role.is_there() { OfferMark::Tick } else { OfferMark::None },
            actions: is_missing.then(|| vec![Action::Edit(role.toggled(&views.zone))]),
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
            keywords: format!("{} {family}", role.id).to_lowercase(),
            text,
            note: family.to_owned(),
            command: None,
            mark: OfferMark::None,
            actions: Some(vec![Action::Edit(role.toggled(&views.zone))]),
        })
    }

    /// How well it fits, the best first; `None`: not at all.
    fn rank(&self, typed: &str) -> Option<u8> {
        let typed = typed.trim().to_lowercase();
        let words = Words::new(&typed);
        let name = self.text.to_lowercase();
        let begins = |word: &str| name.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word));
        if !words.are_in(&format!("{name} {}", self.keywords)) {
            None
        } else if name.starts_with(&typed) {
            Some(0)
        } else if typed.split_whitespace().all(begins) {
            Some(1)
        } else if words.are_in(&name) {
            Some(2)
        } else {
            Some(3)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is offered first for what is typed, while nothing is open but an empty plan.
    fn check(typed: &str, expected: &[&str]) {
        let (env, plan) = (CommandEnv::default(), Plan::default());
        let offers = OfferInput { env: &env, plan: &plan, zone: None }.offers(typed);
        let first: Vec<&str> = offers.iter().take(expected.len().max(1)).map(|offer| offer.text.as_str()).collect();
        assert_eq!(first, expected, "“{typed}”");
    }

    #[test]
    fn what_the_name_begins_with_comes_first() {
        check("", &["New from template…", "Open…"]);
        check("find", &["Find role", "Findings"]);
        check("zone add", &["Add zone"]);
        check("ZONE", &["Add zone", "Rename zone", "Duplicate zone", "Remove zone"]);
        check("theme dark", &["Theme: dark"]);
        check("clipboard", &["Copy ports of the pair"]);
        check("no such words", &[]);
    }

    #[test]
    fn what_can_not_be_had_now_says_why_and_does_nothing() {
        let (env, plan) = (CommandEnv::default(), Plan::default());
        for offer in (OfferInput { env: &env, plan: &plan, zone: None }).offers("") {
            let enabled = offer.command.map_or(Ok(()), |command| command.is_enabled(&env));
            assert_eq!(offer.actions.is_some(), enabled.is_ok(), "{}", offer.text);
            assert!(enabled.err().is_none_or(|why| offer.note == why), "{}", offer.text);
        }
    }
}
