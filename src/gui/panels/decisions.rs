//! What is decided for the plan, a zone, a pair or a placement alike: answers to assumptions, and how RPC servers listen.

use std::collections::BTreeMap;

use egui::{Id, Label, Ui};

use super::PanelCx;
use crate::catalog::Answer;
use crate::gui::theme::metrics::STEP;
use crate::gui::widgets::{DraftField, segmented_ui, weak};
use crate::net::PortRange;
use crate::plan::{Edit, RpcServerId, RpcStrategy};
use crate::view::{AssumptionList, ChoiceList, RpcChoice, problems_of_range};

/// Shows the questions and returns the answer that was just given.
pub(super) fn assumptions_ui(ui: &mut Ui, list: &AssumptionList) -> Option<Edit> {
    let mut res = None;
    for row in &list.rows {
        ui.add(Label::new(&row.question).wrap());
        let choices = [
            (None, row.inherited_label.as_str()),
            (Some(Answer::Unused), Answer::Unused.label()),
            (Some(Answer::Optional), Answer::Optional.label()),
            (Some(Answer::InUse), Answer::InUse.label()),
        ];
        if let Some(answer) = segmented_ui(ui, &row.question, row.answer, &choices) {
            res = Some(list.answered(&row.id, answer));
        }
        weak(ui, &row.changes);
        ui.add_space(STEP);
    }
    res
}

/// Shows the questions of which one option holds, and returns what was just chosen.
pub(super) fn choices_ui(ui: &mut Ui, list: &ChoiceList) -> Option<Edit> {
    let mut res = None;
    for row in &list.rows {
        ui.add(Label::new(&row.question).wrap());
        let options = row.options.iter().enumerate().map(|(idx, (_, name))| (Some(idx), name.as_str()));
        let choices: Vec<_> = [(None, row.inherited_label.as_str())].into_iter().chain(options).collect();
        if let Some(option) = segmented_ui(ui, &row.question, row.chosen, &choices) {
            res = Some(list.chosen(row, option));
        }
        weak(ui, &row.changes);
        ui.add_space(STEP);
    }
    res
}

/// Width of the names of RPC servers and other ports.
const NAME_WIDTH: f32 = 150.0;

/// Whose strategy is shown.
#[derive(Clone, Copy)]
pub(crate) struct RpcField<'a> {
    /// Tells its fields apart from others.
    pub id: Id,
    /// What the choice is about.
    pub group: &'a str,
    /// What is said.
    pub value: Option<&'a RpcStrategy>,
    /// What holds while nothing is said; `None`: something always is.
    pub inherited: Option<&'a str>,
}

/// Shows the strategy and returns the one that was just chosen: `Some(None)` takes back what was said.
pub(crate) fn rpc_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, field: RpcField<'_>) -> Option<Option<RpcStrategy>> {
    // Where nothing stands above, what is not said is dynamic.
    let dynamic = RpcStrategy::Dynamic;
    let value = field.value.or(field.inherited.is_none().then_some(&dynamic));
    let mut choices: Vec<_> = field.inherited.map(|text| (RpcChoice::Inherited, text)).into_iter().collect();
    choices.extend([
        (RpcChoice::Dynamic, "Dynamic"),
        (RpcChoice::Restricted, "One range"),
        (RpcChoice::Pinned, "A port each"),
    ]);
    if let Some(choice) = segmented_ui(ui, field.group, RpcChoice::of(value), &choices) {
        return Some(choice.first(cx.catalog));
    }
    match field.value {
        Some(RpcStrategy::Restricted(range)) => restricted_ui(ui, cx, field, *range),
        Some(RpcStrategy::Pinned(pins)) => pinned_ui(ui, cx, field, pins),
        Some(RpcStrategy::Dynamic) | None => {
            weak(ui, "Ports follow the operating system of the listener");
            None
        }
    }
}

fn restricted_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    field: RpcField<'_>,
    range: PortRange,
) -> Option<Option<RpcStrategy>> {
    let text = range.to_string();
    let range = DraftField::new(field.id.with("range"), ("Range", NAME_WIDTH), &text);
    let answer = range.monospace().refuses(&problems_of_range).ui(ui, cx.drafts);
    weak(
        ui,
        "Every server needs this range set for all its RPC servers (RPC\\Internet in the registry), and a restart. \
         A range that is too small makes services fail to start: a hundred ports or more",
    );
    let range = answer.committed.and_then(|text| text.parse().ok());
    range.map(|range| Some(RpcStrategy::Restricted(range)))
}

fn pinned_ui(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    field: RpcField<'_>,
    pins: &BTreeMap<RpcServerId, PortRange>,
) -> Option<Option<RpcStrategy>> {
    let mut res = None;
    weak(ui, "An empty field leaves the server dynamic. What is set here must be set on the servers too");
    for server in &cx.catalog.rpc_servers {
        let Some(pin) = &server.pin else { continue };
        let pinned = pins.get(server.id.as_str()).copied();
        let id = field.id.with(server.id.as_str());
        let committed = range_field(ui, cx, (id, &server.name), pinned, "dynamic");
        if pinned.is_some() {
            weak(ui, &format!("{}. {}", pin.setting, pin.apply));
            if !pin.caution.is_empty() {
                weak(ui, &format!("⚠ {}", pin.caution));
            }
        }
        if let Some(range) = committed {
            let mut pins = pins.clone();
            match range {
                Some(range) => pins.insert(server.id.clone(), range),
                None => pins.remove(server.id.as_str()),
            };
            res = Some(Some(RpcStrategy::Pinned(pins)));
        }
    }
    res
}

/// A field for a port or a range that may be empty. Returns what was committed.
pub(crate) fn range_field(
    ui: &mut Ui,
    cx: &mut PanelCx<'_>,
    (id, name): (Id, &str),
    value: Option<PortRange>,
    hint: &str,
) -> Option<Option<PortRange>> {
    let text = value.map(|range| range.to_string()).unwrap_or_default();
    let check = |text: &str| if text.trim().is_empty() { Vec::new() } else { problems_of_range(text) };
    let field = DraftField::new(id, (name, NAME_WIDTH), &text).hint(hint).monospace().refuses(&check);
    field.ui(ui, cx.drafts).committed.map(|text| text.trim().parse().ok())
}
