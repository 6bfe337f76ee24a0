//! Damages texts from a seed: single bytes, whole tokens, and pieces that are repeated or put into one another.

use crate::splitmix::SplitMix;

/// Longer inputs are cut: the file system's own limits are tested elsewhere.
const LONGEST: usize = 256 * 1024;

/// What readers stumble over, wherever it stands.
const NASTY: &[&str] = &[
    "",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "'",
    "/*",
    "*/",
    "//",
    "r#\"",
    "\"#",
    "\\",
    "\\u{0}",
    "\\u{110000}",
    "0",
    "1",
    "-1",
    "65535",
    "65536",
    "4294967296",
    "18446744073709551616",
    "1e999",
    "NaN",
    "inf",
    "0x10",
    "1_000",
    "1.5",
    "None",
    "Some(",
    "()",
    "true",
    "false",
    "b\"x\"",
    "'c'",
    "#![enable(implicit_some)]",
    "#![enable(unwrap_newtypes)]",
    "\u{feff}",
    "\u{202e}",
    "\u{2028}",
    "\u{0}",
    "\u{1b}[31m",
    "\r",
    "\r\n",
    "\t",
    ";",
    "=cmd",
    "2027-02-29",
    "99",
    "255.255.255.255/0",
    "::/129",
    "10.0.0.0/8",
    "1-65535",
    "9-3",
];

/// Makes inputs from texts.
pub(crate) struct Mutator {
    seeds: Vec<String>,
    /// Distinct tokens of all seeds, sorted.
    tokens: Vec<String>,
}

impl Mutator {
    pub(crate) fn new(seeds: Vec<String>) -> Self {
        let mut tokens: Vec<String> = seeds.iter().flat_map(|seed| split(seed)).map(str::to_owned).collect();
        tokens.sort();
        tokens.dedup();
        Self { seeds, tokens }
    }

    /// One input: a seed, damaged none to eight times.
    pub(crate) fn input(&self, rng: &mut SplitMix) -> String {
        let mut res = rng.pick(&self.seeds).cloned().unwrap_or_default();
        // Few damages most of the time, or nothing behind the first one would ever be read.
        let times = [0, 1, 1, 1, 1, 2, 2, 3, 5, 8][rng.below(10)];
        for _ in 0..times {
            res = match rng.below(3) {
                0 => damage_bytes(rng, &res),
                1 => self.damage_tokens(rng, &res),
                _ => self.damage_pieces(rng, &res),
            };
            cut(&mut res);
        }
        res
    }

    fn damage_tokens(&self, rng: &mut SplitMix, text: &str) -> String {
        let mut tokens = split(text);
        let (at, other) = (rng.below(tokens.len()), rng.below(tokens.len()));
        let known = rng.pick(&self.tokens).map_or("", String::as_str);
        let nasty = NASTY[rng.below(NASTY.len())];
        if tokens.is_empty() {
            return nasty.to_owned();
        }
        match rng.below(7) {
            0 => drop(tokens.remove(at)),
            1 => tokens.insert(at, tokens[other]),
            2 => tokens.swap(at, other),
            3 => tokens[at] = known,
            4 => tokens.insert(at, known),
            5 => tokens[at] = nasty,
            _ => tokens.insert(at, nasty),
        }
        tokens.concat()
    }

    fn damage_pieces(&self, rng: &mut SplitMix, text: &str) -> String {
        let (first, last) = piece(rng, text);
        let (before, it, after) = (&text[..first], &text[first..last], &text[last..]);
        match rng.below(5) {
            // Repeated: what costs the square of it shows.
            0 => {
                let most = [2, 3, 10, 100, 1_000][rng.below(5)];
                format!("{before}{}{after}", it.repeat(most.min(LONGEST / it.len().max(1) + 1)))
            }
            // Nested deeply.
            1 => {
                let (open, close) = [("(", ")"), ("[", "]"), ("{", "}"), ("Some(", ")"), ("/*", "*/")][rng.below(5)];
                let depth = [1, 10, 200, 5_000][rng.below(4)];
                format!("{before}{}{it}{}{after}", open.repeat(depth), close.repeat(depth))
            }
            // Put together with another text.
            2 => {
                let other = rng.pick(&self.seeds).map_or("", String::as_str);
                let (from, to) = piece(rng, other);
                format!("{before}{}{after}", &other[from..to])
            }
            3 => before.to_owned(),
            _ => format!("{before}{after}"),
        }
    }
}

fn damage_bytes(rng: &mut SplitMix, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=rng.below(3) {
        let at = rng.below(bytes.len());
        let byte = rng.next().to_le_bytes()[0];
        if bytes.is_empty() {
            bytes.push(byte);
            continue;
        }
        match rng.below(4) {
            0 => bytes[at] ^= 1 << rng.below(8),
            1 => bytes[at] = byte,
            2 => bytes.insert(at, byte),
            _ => drop(bytes.remove(at)),
        }
    }
    // Files that are no UTF-8 are refused before any reader sees them.
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A piece of a text, by its two ends: most are short.
fn piece(rng: &mut SplitMix, text: &str) -> (usize, usize) {
    let first = rng.below(text.len() + 1);
    let length = [1, 8, 64, 512, text.len()][rng.below(5)];
    let last = (first + rng.below(length + 1)).min(text.len());
    (floor(text, first), floor(text, last))
}

/// The last place at or before `idx` where a text may be parted.
fn floor(text: &str, idx: usize) -> usize {
    (0..=idx).rev().find(|&idx| text.is_char_boundary(idx)).unwrap_or(0)
}

fn cut(text: &mut String) {
    if text.len() > LONGEST {
        text.truncate(floor(text, LONGEST));
    }
}

/// The tokens of a text: words, quoted texts, runs of blanks, and single signs.
fn split(text: &str) -> Vec<&str> {
    let mut res = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == '.';
        let end = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if first.is_whitespace() {
            rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())
        } else if first == '"' {
            rest[1..].find('"').map_or(rest.len(), |idx| idx + 2)
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(end);
        res.push(token);
        rest = after;
    }
    res
}
