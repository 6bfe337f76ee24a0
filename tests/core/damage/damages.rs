//! What can happen to a value: each kind of it in several ways.

use super::syntax::{Field, Node, Shape, parse};

/// A damaged text.
pub(super) struct Damage {
    /// The kind of the field: `roles.connects[].when.role`.
    pub(super) field: String,
    /// What was done to it.
    pub(super) what: &'static str,
    pub(super) text: String,
}

/// Every damage of a text, `folder` being the kind of its file.
pub(super) fn of_text(folder: &str, text: &str) -> Vec<Damage> {
    let mut res = Vec::new();
    let mut add = |what, text: String| res.push(Damage { field: folder.to_owned(), what, text });
    add("emptied", String::new());
    add("cut in half", text.chars().take(text.chars().count() / 2).collect());
    add("followed by more", format!("{text}\n()"));
    add("not UTF-8", text.replacen('"', "\"\u{fffd}", 1));
    add("of something else", "(wings: 2)".to_owned());
    of_node(folder, text, &parse(text), &mut res);
    res
}

fn of_node(path: &str, text: &str, node: &Node, res: &mut Vec<Damage>) {
    let written = &text[node.span.clone()];
    let mut replaced = |what, by: &str| {
        let text = format!("{}{by}{}", &text[..node.span.start], &text[node.span.end..]);
        res.push(Damage { field: path.to_owned(), what, text });
    };
    let others = [("a list", "[[1]]"), ("a map", "{1: 2}"), ("a negative number", "-1")];
    for (what, by) in others {
        replaced(what, by);
    }
    match &node.shape {
        Shape::Text => {
            let content = &written[1..written.len() - 1];
            replaced("misspelt", &format!("\"{content}x\""));
            replaced("empty", "\"\"");
            replaced("blank", "\" \"");
            replaced("a number", "5");
            replaced("a word", "word");
            replaced("with a hidden character", &format!("\"{content}\\u{{202e}}\""));
        }
        Shape::Number => {
            replaced("zero", "0");
            replaced("too large", "70000");
            replaced("a text", &format!("\"{written}\""));
        }
        Shape::Word => {
            replaced("misspelt", &format!("{written}x"));
            replaced("a text", &format!("\"{written}\""));
            replaced("a number", "5");
        }
        Shape::List(items) => {
            replaced("a text", "\"text\"");
            replaced("empty", "[]");
            if let Some(first) = items.first() {
                let first = &text[first.span.clone()];
                replaced("with an item twice", &format!("[{first}, {}", &written[1..]));
                if matches!(items[0].shape, Shape::Text) {
                    replaced("with an unknown item", &format!("[\"nothing-like-it\", {}", &written[1..]));
                }
            }
        }
        Shape::Variant(values) => {
            replaced("misspelt", &format!("x{written}"));
            let word = &written[..written.find('(').unwrap_or(written.len())];
            replaced("without its value", word);
            replaced("with one value more", &format!("{}, 5)", &written[..written.len() - 1]));
            if let [first, second] = &values[..] {
                let (first, second) = (&text[first.span.clone()], &text[second.span.clone()]);
                replaced("the wrong way round", &format!("{word}({second}, {first})"));
            }
        }
        Shape::Pair(values) => {
            replaced("a number", "5");
            if let [first, second] = &values[..] {
                let (first, second) = (&text[first.span.clone()], &text[second.span.clone()]);
                replaced("the wrong way round", &format!("({second}, {first})"));
                replaced("without its second value", &format!("({first})"));
            }
        }
        Shape::Fields(_) => {
            replaced("a number", "5");
            replaced("with an unknown field", &format!("(nonsense: 1, {}", &written[1..]));
        }
    }
    match &node.shape {
        Shape::Text | Shape::Number | Shape::Word => {}
        Shape::List(items) | Shape::Variant(items) | Shape::Pair(items) => {
            for item in items {
                of_node(&format!("{path}[]"), text, item, res);
            }
        }
        Shape::Fields(fields) => {
            for field in fields {
                of_field(path, text, field, res);
            }
        }
    }
}

fn of_field(path: &str, text: &str, field: &Field, res: &mut Vec<Damage>) {
    let path = format!("{path}.{}", field.name);
    let (before, after) = (&text[..field.span.start], &text[field.span.end..]);
    let written = &text[field.span.clone()];
    let with_comma = if written.ends_with(',') { written.to_owned() } else { format!("{written},") };
    let mut replaced = |what, by: &str| {
        res.push(Damage { field: path.clone(), what, text: format!("{before}{by}{after}") });
    };
    replaced("removed", "");
    replaced("said twice", &format!("{with_comma}{with_comma}"));
    replaced("named otherwise", &format!("x{written}"));
    of_node(&path, text, &field.value, res);
}
