//! What can be copied from the inspector: ports in the notations that people paste, rules as rows of a table.

use egui::{Button, RichText, Ui};

use crate::export::RowNotation;
use crate::gui::action::Action;
use crate::gui::panels::PanelCx;
use crate::gui::theme::metrics::SMALL;
use crate::gui::widgets::group_heading;
use crate::net::{PortSet, Transport};
use crate::view::{InspectorView, Notation, RuleView};

/// A button with the notations that ports can be copied in. `what` is what the ports are called when it is done.
pub(super) fn ports_menu_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, name: &str, what: &str, ports: &PortSet) {
    if !ports.is_empty() {
        menu_ui(ui, name, |ui| notations_ui(ui, cx, what, ports));
    }
}

/// Everything that a rule can be copied as.
pub(super) fn rule_menu_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rule: &RuleView) {
    menu_ui(ui, &format!("Copy {}", rule.name), |ui| {
        if !rule.ports.is_empty() {
            notations_ui(ui, cx, &rule.name, &rule.ports);
            ui.separator();
        }
        rows_ui(ui, cx, Some(rule));
        if item_ui(ui, "As sentence", "the justification").on_hover_text(&rule.justification).clicked() {
            let what = format!("the reason of {}", rule.name);
            cx.act(Action::Copy { text: rule.justification.clone(), what });
            ui.close();
        }
    });
}

/// Everything that a pair can be copied as.
pub(super) fn pair_menu_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, pair: &InspectorView) {
    if pair.is_empty() {
        return;
    }
    menu_ui(ui, "Copy rules or ports", |ui| {
        group_heading(ui, "All rules");
        rows_ui(ui, cx, None);
        for transport in [Transport::Tcp, Transport::Udp] {
            let ports = pair.ports(transport);
            if !ports.is_empty() {
                ui.separator();
                group_heading(ui, &format!("All {transport} ports"));
                ui.push_id(transport.label(), |ui| notations_ui(ui, cx, transport.label(), &ports));
            }
        }
    });
}

fn menu_ui(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    let menu = ui.menu_button(RichText::new("Copy").size(SMALL), content);
    menu.response.accessible_name(name);
}

fn notations_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, what: &str, ports: &PortSet) {
    for notation in Notation::ALL {
        let example = RichText::new(notation.example()).monospace();
        let button = Button::new(notation.label()).shortcut_text(example);
        let name = format!("{what}: {}", notation.label());
        if ui.add(button).accessible_name(name).clicked() {
            cx.act(Action::Copy { text: notation.text(ports), what: format!("the ports of {what}") });
            ui.close();
        }
    }
}

/// A rule as a row, or all rules as a table.
fn rows_ui(ui: &mut Ui, cx: &mut PanelCx<'_>, rule: Option<&RuleView>) {
    for notation in RowNotation::OF_MENUS {
        let (text, example) = match rule {
            Some(_) => (format!("As {} row", notation.label()), "one row"),
            None => (format!("As {} table", notation.label()), "with headings"),
        };
        if item_ui(ui, &text, example).clicked() {
            cx.act(Action::CopyRules { rule_id: rule.map(|rule| rule.id.clone()), notation });
            ui.close();
        }
    }
}

fn item_ui(ui: &mut Ui, text: &str, example: &str) -> egui::Response {
    ui.add(Button::new(text).shortcut_text(example)).accessible_name(text)
}
