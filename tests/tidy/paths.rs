//! What a source file names: its code as tokens, and the paths among them, without comments, texts and tests. It
//! allows and forbids nothing.
//!
//! Files are parsed as Rust, not read line by line: a path may go over several lines, and a group may hold groups.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Item};

use crate::tree::TextFile;

/// Macros that print; only what starts the program may.
pub(crate) const PRINTING: [&str; 5] = ["print!", "println!", "eprint!", "eprintln!", "dbg!"];

/// A line that names something, and what.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Mention {
    pub line: usize,
    pub name: String,
}

/// A word or a sign of the code, and its line from 1.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Token {
    pub line: usize,
    pub text: String,
}

/// A path of the code, part by part, and the line of its last part.
struct FoundPath {
    line: usize,
    parts: Vec<String>,
}

/// What the code of a file names: folders of ours as `crate::name`, and watched names of others.
///
/// Ordered by line, each name once a line.
pub(crate) fn mentions(file: &TextFile) -> Vec<Mention> {
    let module: Vec<&str> = module_path(&file.path);
    let tokens = code_tokens(file);
    let mut res = BTreeSet::new();
    for FoundPath { line, parts } in paths(&tokens, &[]) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let supers = parts.iter().take_while(|part| **part == "super").count();
        let mut name = |name: String| res.insert(Mention { line, name });
        match parts[..] {
            ["crate", first, ..] => {
                name(format!("crate::{first}"));
            }
            // So many steps up that what follows is a folder of ours.
            ["super", ..] if supers == module.len() => {
                if let Some(first) = parts.get(supers) {
                    name(format!("crate::{first}"));
                }
            }
            ["std", part, ..] => {
                name(format!("std::{part}"));
                if parts.iter().any(|part| ["HashMap", "HashSet"].contains(part)) {
                    name("HashMap".to_owned());
                }
            }
            [first, ..] => {
                name(first.to_owned());
            }
            [] => {}
        }
    }
    let flat = flat(&tokens);
    for pair in flat.windows(2) {
        let called = format!("{}{}", pair[0].text, pair[1].text);
        if PRINTING.contains(&called.as_str()) {
            res.insert(Mention { line: pair[0].line, name: called });
        }
    }
    res.into_iter().collect()
}

/// `src/export/csv/mod.rs` is the module `export::csv`.
pub(crate) fn module_path(path: &str) -> Vec<&str> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    if ["lib", "main"].contains(&path) { Vec::new() } else { path.split('/').collect() }
}

/// The words and signs of a file's code in their order, brackets among them; comments and tests are left out.
pub(crate) fn code(file: &TextFile) -> Vec<Token> {
    flat(&code_tokens(file))
}

/// The words and signs of a piece of code, as [`code`] gives those of a file.
pub(crate) fn words_of(code: &str) -> Vec<String> {
    // A piece such as `.apply(` is no whole code: it is closed for the reading.
    let closing = if code.ends_with('(') { ")" } else { "" };
    let tokens: TokenStream = format!("{code}{closing}").parse().unwrap_or_else(|err| panic!("{code}: {err}"));
    let mut res: Vec<String> = flat(&tokens).into_iter().map(|token| token.text).collect();
    res.truncate(res.len() - closing.len());
    res
}

/// Every path in some items, part by part.
pub(crate) fn code_paths(items: Vec<Item>) -> Vec<Vec<String>> {
    let tokens = items.into_iter().map(ToTokens::into_token_stream).collect();
    paths(&tokens, &[]).into_iter().map(|path| path.parts).collect()
}

/// The items of a file, without what is compiled for tests alone.
pub(crate) fn code_items(file: &TextFile) -> Vec<Item> {
    let parsed = syn::parse_file(&file.text).unwrap_or_else(|err| panic!("{}: {err}", file.path));
    without_tests(parsed.items)
}

fn code_tokens(file: &TextFile) -> TokenStream {
    code_items(file).into_iter().map(ToTokens::into_token_stream).collect()
}

fn without_tests(items: Vec<Item>) -> Vec<Item> {
    let mut res = Vec::new();
    for mut item in items {
        if let Item::Mod(module) = &mut item
            && let Some((_, items)) = &mut module.content
        {
            *items = without_tests(std::mem::take(items));
        }
        if !attributes(&item).iter().any(is_test) {
            res.push(item);
        }
    }
    res
}

fn is_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        // The rest is not used here, and tests among it would only be read too.
        _ => &[],
    }
}

fn flat(tokens: &TokenStream) -> Vec<Token> {
    let mut res = Vec::new();
    for tree in tokens.clone() {
        let line = tree.span().start().line;
        let mut push = |text: String, line| res.push(Token { line, text });
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                push(open.to_owned(), line);
                let end = group.span_close().start().line;
                res.extend(flat(&group.stream()));
                res.push(Token { line: end, text: close.to_owned() });
            }
            TokenTree::Ident(word) => push(word.to_string(), line),
            TokenTree::Punct(sign) => push(sign.to_string(), line),
            TokenTree::Literal(literal) => push(literal.to_string(), line),
        }
    }
    res
}

/// Every path of more than one part. Those of a group are told apart: `std::{fs, io}` is two, each behind `prefix`.
fn paths(tokens: &TokenStream, prefix: &[String]) -> Vec<FoundPath> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut res = Vec::new();
    let mut at = 0;
    while at < trees.len() {
        match &trees[at] {
            TokenTree::Ident(_) => at = path_at(&trees, at, prefix, &mut res),
            TokenTree::Group(group) => {
                res.extend(paths(&group.stream(), &[]));
                at += 1;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => at += 1,
        }
    }
    res
}

/// Takes the path that begins at a word, and says where what follows it begins.
fn path_at(trees: &[TokenTree], start: usize, prefix: &[String], res: &mut Vec<FoundPath>) -> usize {
    let mut parts = prefix.to_vec();
    let mut at = start;
    let mut line = 0;
    while let Some(TokenTree::Ident(word)) = trees.get(at) {
        line = word.span().start().line;
        parts.push(word.to_string());
        at += 1;
        if !is_double_colon(trees, at) {
            break;
        }
        if let Some(TokenTree::Group(group)) = trees.get(at + 2).filter(|_| trees.len() > at + 2) {
            if group.delimiter() == Delimiter::Brace {
                res.extend(paths(&group.stream(), &parts));
            }
            return at + 3;
        }
        if !matches!(trees.get(at + 2), Some(TokenTree::Ident(_))) {
            break;
        }
        at += 2;
    }
    if parts.len() > 1 {
        res.push(FoundPath { line, parts });
    }
    at
}

fn is_double_colon(trees: &[TokenTree], at: usize) -> bool {
    let is_colon = |tree: Option<&TokenTree>| matches!(tree, Some(TokenTree::Punct(sign)) if sign.as_char() == ':');
    is_colon(trees.get(at)) && is_colon(trees.get(at + 1))
}
