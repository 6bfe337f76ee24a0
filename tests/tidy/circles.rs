//! No circle of files: if one file uses another, the other does not use it, neither directly nor around a corner.
//!
//! A file uses another when a path of its code leads to a name that is defined there, whichever modules hand the name on.
//! Methods of a type that is written in several files are not followed, and what is compiled for tests alone is not
//! looked at. A file may use what the `mod.rs` above it defines, since that `mod.rs` declares it.

use std::collections::{BTreeMap, BTreeSet};

use syn::{Item, UseTree};

use crate::paths::{code_items, code_paths, module_path};
use crate::tree::{self, TextFile};

/// Circles that may stay: how the paths of all their files begin, and why.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// A module by its path from the crate's root: `["matrix", "cell"]`.
type ModulePath = Vec<String>;

/// Names that were looked up in a module on the way to a definition.
type Seen = BTreeSet<(ModulePath, String)>;

/// What a module's file defines and takes in.
#[derive(Default)]
struct Module {
    file: String,
    /// Names that it imports or hands on, with the path as it is written there.
    imports: BTreeMap<String, Vec<String>>,
    /// Paths whose every name it imports.
    globs: Vec<Vec<String>>,
    /// Its modules in files of their own.
    children: BTreeSet<String>,
    /// Whatever else it defines.
    defined: BTreeSet<String>,
    /// Every path of its code but those that only hand names on.
    paths: Vec<Vec<String>>,
}

/// The modules of the library that are compiled without tests.
struct Modules(BTreeMap<ModulePath, Module>);

impl Modules {
    /// Reads every file that a `mod` leads to from the crate's root.
    fn new(files: Vec<TextFile>) -> Self {
        let files: BTreeMap<ModulePath, TextFile> = files
            .into_iter()
            .filter(|file| file.path != "src/main.rs" && !file.path.starts_with("src/bin/"))
            .map(|file| (module_path(&file.path).into_iter().map(str::to_owned).collect(), file))
            .collect();
        let mut res = BTreeMap::new();
        let mut pending = vec![ModulePath::new()];
        while let Some(path) = pending.pop() {
            let file = files.get(&path).unwrap_or_else(|| panic!("no file for the module {}", path.join("::")));
            let mut module = Module { file: file.path.clone(), ..Module::default() };
            let mut items = code_items(file);
            for item in &items {
                module.take_in(item);
            }
            // What only hands names on uses nothing itself.
            let is_mod = file.name() == "mod.rs" || path.is_empty();
            items.retain(|item| {
                !is_mod || !matches!(item, Item::Use(item) if !matches!(item.vis, syn::Visibility::Inherited))
            });
            module.paths = code_paths(items);
            pending.extend(module.children.iter().map(|child| [path.clone(), vec![child.clone()]].concat()));
            res.insert(path, module);
        }
        Self(res)
    }

    /// The file that defines what a path leads to from a module, and the name there; `None` for what is not ours.
    fn definition(&self, from: &[String], path: &[String], seen: &mut Seen) -> Option<(&str, String)> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.within(&[], rest, seen),
            "self" => self.within(from, rest, seen),
            "super" => {
                let (_, above) = from.split_last()?;
                self.definition(above, &[&["self".to_owned()], rest].concat(), seen)
            }
            _ => self.within(from, path, seen),
        }
    }

    /// The same for a path that begins with a name of `module`.
    fn within(&self, module: &[String], path: &[String], seen: &mut Seen) -> Option<(&str, String)> {
        let here = self.0.get(module)?;
        // A path to a module is no use of it; the paths that begin there are.
        let (first, rest) = path.split_first()?;
        if first == "super" {
            return self.definition(module, path, seen);
        }
        if here.children.contains(first) {
            return self.within(&[module, std::slice::from_ref(first)].concat(), rest, seen);
        }
        if here.defined.contains(first) {
            return Some((&here.file, first.clone()));
        }
        // A module may share its name with a crate that it imports from.
        if !seen.insert((module.to_vec(), first.clone())) {
            return None;
        }
        if let Some(target) = here.imports.get(first) {
            return self.definition(module, &[target, rest].concat(), seen);
        }
        here.globs.iter().find_map(|glob| self.definition(module, &[glob, path].concat(), seen))
    }

    /// Which file uses which, and the names by which it does.
    fn uses(&self) -> Uses {
        let mut res = Uses::new();
        for (path, module) in &self.0 {
            for used in &module.paths {
                let Some((file, name)) = self.definition(path, used, &mut Seen::new()) else { continue };
                let is_above = file.strip_suffix("mod.rs").is_some_and(|folder| module.file.starts_with(folder));
                if file != module.file && !is_above {
                    res.entry(module.file.clone()).or_default().entry(file.to_owned()).or_default().insert(name);
                }
            }
        }
        res
    }
}

impl Module {
    fn take_in(&mut self, item: &Item) {
        let name = match item {
            Item::Use(item) => return self.import(&item.tree, &[]),
            Item::Mod(item) if item.content.is_none() => {
                self.children.insert(item.ident.to_string());
                return;
            }
            Item::Mod(item) => &item.ident,
            Item::Const(item) => &item.ident,
            Item::Enum(item) => &item.ident,
            Item::Fn(item) => &item.sig.ident,
            Item::Static(item) => &item.ident,
            Item::Struct(item) => &item.ident,
            Item::Trait(item) => &item.ident,
            Item::Type(item) => &item.ident,
            Item::Macro(item) => match &item.ident {
                Some(name) => name,
                // What a macro makes of its words can't be told: every word may be a name.
                None => return self.defined.extend(words(&item.mac.tokens)),
            },
            _ => return,
        };
        self.defined.insert(name.to_string());
    }

    fn import(&mut self, tree: &UseTree, prefix: &[String]) {
        let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &with(&path.ident)),
            UseTree::Name(name) if name.ident == "self" => {
                let Some(last) = prefix.last() else { return };
                self.imports.insert(last.clone(), prefix.to_vec());
            }
            UseTree::Name(name) => {
                // A macro's own name, handed on.
                if !prefix.is_empty() {
                    self.imports.insert(name.ident.to_string(), with(&name.ident));
                }
            }
            UseTree::Rename(rename) => {
                self.imports.insert(rename.rename.to_string(), with(&rename.ident));
            }
            UseTree::Glob(_) => self.globs.push(prefix.to_vec()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, prefix)),
        }
    }
}

fn words(tokens: &proc_macro2::TokenStream) -> Vec<String> {
    let word = |tree| match tree {
        proc_macro2::TokenTree::Ident(word) => vec![word.to_string()],
        proc_macro2::TokenTree::Group(group) => words(&group.stream()),
        proc_macro2::TokenTree::Punct(_) | proc_macro2::TokenTree::Literal(_) => Vec::new(),
    };
    tokens.clone().into_iter().flat_map(word).collect()
}

/// For each file the files that it uses, with the names.
type Uses = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// Every file that can be reached from a file over at least one use.
fn reached<'a>(uses: &'a Uses, start: &'a str) -> BTreeSet<&'a str> {
    let mut res = BTreeSet::new();
    let mut pending = vec![start];
    while let Some(file) = pending.pop() {
        let next = uses.get(file).into_iter().flat_map(BTreeMap::keys).map(String::as_str);
        pending.extend(next.filter(|next| res.insert(*next)));
    }
    res
}

/// Files that use each other in a circle, with the uses between them.
struct Circle {
    files: BTreeSet<String>,
    uses: Vec<String>,
}

/// The circles; those that share a file are one.
fn circles(uses: &Uses) -> Vec<Circle> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        uses.keys().map(|file| (file.as_str(), reached(uses, file))).collect();
    let mut res: BTreeMap<BTreeSet<&str>, Vec<String>> = BTreeMap::new();
    for (file, used) in uses {
        let is_back = |other: &&str| reached.get(other).is_some_and(|files| files.contains(file.as_str()));
        let circle: BTreeSet<&str> = reached[file.as_str()].iter().filter(|other| is_back(other)).copied().collect();
        for (other, names) in used.iter().filter(|(other, _)| circle.contains(other.as_str())) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            res.entry(circle.clone()).or_default().push(format!("{file} uses {other}: {}", names.join(", ")));
        }
    }
    let circle =
        |(files, uses): (BTreeSet<&str>, _)| Circle { files: files.into_iter().map(str::to_owned).collect(), uses };
    res.into_iter().map(circle).collect()
}

/// What is wrong with the circles, given those that may stay.
fn problems(circles: &[Circle], exceptions: &[(&str, &str)]) -> Vec<String> {
    let is_in = |circle: &Circle, beginning: &str| circle.files.iter().all(|file| file.starts_with(beginning));
    let is_excepted = |circle: &Circle| exceptions.iter().any(|(beginning, _)| is_in(circle, beginning));
    let new = circles.iter().filter(|circle| !is_excepted(circle)).map(|circle| circle.uses.join("\n"));
    let is_gone = |beginning: &str| !circles.iter().any(|circle| is_in(circle, beginning));
    let gone = exceptions.iter().filter(|(beginning, _)| is_gone(beginning));
    new.chain(gone.map(|(beginning, _)| format!("no circle is in {beginning} any more: strike out the exception")))
        .collect()
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    let uses = Modules::new(tree::files("src", &["rs"])).uses();
    assert!(uses.len() > 100, "the files are where they are looked for");
    let problems = problems(&circles(&uses), EXCEPTIONS);
    assert!(problems.is_empty(), "files use each other in a circle:\n\n{}", problems.join("\n\n"));
}

/// The circles among files given as path and text, each as the uses that tie it.
fn check(files: &[(&str, &str)], expected: &[&[&str]]) {
    let file = |(path, text): &(&str, &str)| TextFile { path: (*path).to_owned(), text: (*text).to_owned() };
    let circles = circles(&Modules::new(files.iter().map(file).collect()).uses());
    let found: Vec<Vec<&str>> = circles.iter().map(|circle| circle.uses.iter().map(String::as_str).collect()).collect();
    assert_eq!(found, expected, "{files:?}");
}

#[test]
fn a_circle_is_found_whichever_way_the_names_go() {
    let root = ("src/lib.rs", "mod a;\nmod b;");
    let b = ("src/b.rs", "use crate::a::A;\npub struct B;");
    let circle: &[&[&str]] = &[&["src/a.rs uses src/b.rs: B", "src/b.rs uses src/a.rs: A"]];
    for a in [
        "use crate::b::B;\npub struct A;",
        "use super::b::{self, B};\npub struct A;",
        "pub struct A(crate::b::B);",
        "use crate::b;\npub struct A(b::B);",
        "use crate::b as other;\npub enum A { One(other::B) }",
        "use crate::b::*;\npub struct A;\nfn f() { write!(f, \"{}\", crate::b::B::default()) }",
    ] {
        check(&[root, ("src/a.rs", a), b], circle);
    }
    for a in [
        "pub struct A;",
        "pub struct A;\n#[cfg(test)]\nmod tests {\n    use crate::b::B;\n}",
        "/// See [`crate::b::B`].\npub struct A;",
        "use other::b::B;\npub struct A;",
        "use crate::b;\npub struct A;",
    ] {
        check(&[root, ("src/a.rs", a), b], &[]);
    }
}

#[test]
fn names_are_followed_to_the_file_that_defines_them() {
    let root = ("src/lib.rs", "mod a;\nmod b;");
    let folder = ("src/b/mod.rs", "mod c;\nmod d;\npub use c::C as B;\npub use d::*;\npub const E: u8 = 1;");
    let c = ("src/b/c.rs", "use super::E;\npub struct C;");
    let d = ("src/b/d.rs", "use crate::a::A;\npub struct D;");
    // What stands in the file of a folder may be used by all below it, and what it hands on counts for nobody.
    check(&[root, ("src/a.rs", "use crate::b::B;\npub struct A;"), folder, c, d], &[]);
    let circle: &[&[&str]] = &[&["src/a.rs uses src/b/d.rs: D", "src/b/d.rs uses src/a.rs: A"]];
    check(&[root, ("src/a.rs", "use crate::b::D;\npub struct A;"), folder, c, d], circle);
}

#[test]
fn a_circle_passes_only_as_long_as_it_is_excepted_and_there() {
    let circle = |files: &[&str]| Circle {
        files: files.iter().map(|&file| file.to_owned()).collect(),
        uses: vec!["a".to_owned()],
    };
    let exceptions = [("src/a/", "why")];
    assert_eq!(problems(&[circle(&["src/a/b.rs", "src/a/c.rs"])], &exceptions), [""; 0]);
    assert_eq!(problems(&[circle(&["src/a/b.rs", "src/b.rs"])], &exceptions).len(), 2);
    assert_eq!(problems(&[], &exceptions).len(), 1);
}
