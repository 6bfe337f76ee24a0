//! Walks over a text that is known to be RON, token by token. It builds nothing and judges no syntax.

/// A location in a text, and what can be passed over from there.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// At the first value of `text`, behind the attributes of the file.
    pub(super) fn new(text: &'a str) -> Self {
        let mut res = Self { text, at: 0 };
        res.skip_blanks();
        while res.rest().starts_with("#!") {
            res.at += res.rest().find(']').map_or(res.rest().len(), |end| end + 1);
            res.skip_blanks();
        }
        res
    }

    /// The offset in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next token, which is passed over, blanks and comments before it as well. Empty at the end.
    pub(super) fn token(&mut self) -> &'a str {
        self.skip_blanks();
        let rest = self.rest();
        let len = token_len(rest);
        self.at += len;
        &rest[..len]
    }

    /// The next token, without passing over it.
    pub(super) fn peek(&self) -> &'a str {
        let mut ahead = *self;
        ahead.token()
    }

    /// Passes over blanks and comments.
    pub(super) fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            let skipped = if trimmed.starts_with("//") {
                trimmed.find('\n').map_or(trimmed.len(), |end| end + 1)
            } else if trimmed.starts_with("/*") {
                block_comment_len(trimmed)
            } else {
                0
            };
            self.at += rest.len() - trimmed.len() + skipped;
            if skipped == 0 {
                return;
            }
        }
    }

    /// Passes over a value, up to the comma or bracket behind it.
    pub(super) fn skip_value(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                "" => return,
                ")" | "]" | "}" | "," if depth == 0 => return,
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            self.token();
        }
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }
}

/// How long the token is that `rest` begins with; never 0 unless `rest` is empty.
fn token_len(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    match first {
        '(' | ')' | '[' | ']' | '{' | '}' | ',' | ':' => 1,
        '"' => 1 + quoted_len(&rest[1..], '"'),
        '\'' => 1 + quoted_len(&rest[1..], '\''),
        _ => raw_string_len(rest).unwrap_or_else(|| {
            let ends = |c: char| c.is_whitespace() || "()[]{},:\"'/".contains(c);
            let first_len = first.len_utf8();
            first_len + rest[first_len..].find(ends).unwrap_or(rest.len() - first_len)
        }),
    }
}

/// How much of `rest` belongs to a string or character whose opening quote has passed.
fn quoted_len(rest: &str, quote: char) -> usize {
    let mut chars = rest.char_indices();
    // The first character never ends a character literal, not even a quote that nothing escapes.
    if quote == '\''
        && let Some((_, '\\')) = chars.next()
    {
        chars.next();
    }
    while let Some((idx, found)) = chars.next() {
        if found == quote {
            return idx + 1;
        }
        if found == '\\' {
            chars.next();
        }
    }
    rest.len()
}

/// The length of the raw string, or string of bytes, that `rest` begins with.
fn raw_string_len(rest: &str) -> Option<usize> {
    let after_b = rest.strip_prefix('b').unwrap_or(rest);
    if after_b.len() < rest.len() && after_b.starts_with('"') {
        return Some(2 + quoted_len(&after_b[1..], '"'));
    }
    let after_r = after_b.strip_prefix('r')?;
    let opened = after_r.trim_start_matches('#');
    let hashes = &after_r[..after_r.len() - opened.len()];
    let content = opened.strip_prefix('"')?;
    let before = rest.len() - content.len();
    let end = format!("\"{hashes}");
    Some(before + content.find(&end).map_or(content.len(), |found| found + end.len()))
}

/// The length of the comment that `rest` begins with; comments may hold comments.
fn block_comment_len(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = rest[at..].find("*/").into_iter().chain(rest[at..].find("/*")).min() {
        at += found + 2;
        if rest[..at].ends_with("/*") {
            depth += 1;
        } else {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return at;
            }
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_told_apart() {
        let tokens = |text: &str| {
            let mut scanner = Scanner::new(text);
            let mut res = Vec::new();
            loop {
                match scanner.token() {
                    "" => return res.join("·"),
                    token => res.push(token.to_owned()),
                }
            }
        };
        for (text, expected, why) in [
            ("#![enable(implicit_some)]\n(a: 1)", "(·a·:·1·)", "attributes of the file are passed over"),
            ("// no\n(a /* no */: /* /* */ */ \"x\")", "(·a·:·\"x\"·)", "comments, also in comments"),
            (r#"["a\"]", "b\\"]"#, r#"[·"a\"]"·,·"b\\"·]"#, "escapes"),
            (r##"[r#"a"]"#, b"c", r"\"]"##, r##"[·r#"a"]"#·,·b"c"·,·r"\"·]"##, "raw strings and bytes"),
            (r"[']', '\'', ''']", r"[·']'·,·'\''·,·'''·]", "characters"),
            ("range(1, 2)", "range·(·1·,·2·)", "words and numbers"),
            ("(r#type: 1)", "(·r#type·:·1·)", "a raw word"),
            ("(\"never closed", "(·\"never closed", "what is not closed reaches to the end"),
            ("/* never closed", "", "a comment too"),
            ("(a: 1 / 2)", "(·a·:·1·/·2·)", "what is no RON is passed over as well"),
        ] {
            assert_eq!(tokens(text), expected, "{why}");
        }
    }
}
