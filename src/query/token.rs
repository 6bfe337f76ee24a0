//! What was typed, cut into words. It knows no language.

/// A word of a query.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Token {
    /// Without its quotes.
    pub text: String,
    /// Something of it stood in quotes: it is a name as it is.
    pub is_quoted: bool,
    /// A comma stands before it: it is another possibility of the same term.
    pub is_alternative: bool,
}

/// Cuts at blanks and commas that stand in no quotes. Blanks beside a comma mean nothing.
pub(super) fn tokens(typed: &str) -> Vec<Token> {
    let mut res = Vec::new();
    let mut current = Token::default();
    let mut quote = None;
    for c in typed.chars() {
        if let Some(end) = quote {
            if c == end {
                quote = None;
            } else {
                current.text.push(c);
            }
        } else if let Some(end) = closing(c) {
            quote = Some(end);
            current.is_quoted = true;
        } else if c.is_whitespace() || c == ',' || c == ';' {
            end(&mut current, &mut res);
            current.is_alternative |= !c.is_whitespace() && !res.is_empty();
        } else {
            current.text.push(c);
        }
    }
    end(&mut current, &mut res);
    res
}

fn closing(quote: char) -> Option<char> {
    match quote {
        '"' => Some('"'),
        '“' | '„' => Some('”'),
        _ => None,
    }
}

fn end(current: &mut Token, tokens: &mut Vec<Token>) {
    if !current.text.is_empty() {
        tokens.push(std::mem::take(current));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_blanks_and_commas_but_not_in_quotes() {
        for (typed, expected) in [
            ("135 445", "135|445"),
            ("135,445", "135,445"),
            ("135 , 445 udp", "135,445|udp"),
            ("from:\"Head office\" 80", "[from:Head office]|80"),
            ("role:“domain controller”,web", "[role:domain controller],web"),
            (" , a ,, b,", "a,b"),
            ("\"a, b", "[a, b]"),
            ("", ""),
        ] {
            let mut found = String::new();
            for token in tokens(typed) {
                if !found.is_empty() {
                    found.push(if token.is_alternative { ',' } else { '|' });
                }
                found.push_str(&if token.is_quoted { format!("[{}]", token.text) } else { token.text });
            }
            assert_eq!(found, expected, "{typed}");
        }
    }
}
