//! Where the values of a catalog text stand: enough of RON for the files of the miniature catalog.

use std::ops::Range;

/// A value, with where it stands in the text.
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) shape: Shape,
}

pub(super) enum Shape {
    Text,
    Number,
    /// A word without brackets: `true`, `required`.
    Word,
    List(Vec<Node>),
    /// A word with values in brackets: `fixed(80)`.
    Variant(Vec<Node>),
    /// Values in brackets without a word: `(1024, 65535)`.
    Pair(Vec<Node>),
    Fields(Vec<Field>),
}

pub(super) struct Field {
    pub(super) name: String,
    /// From the name to the comma behind the value.
    pub(super) span: Range<usize>,
    pub(super) value: Node,
}

/// Reads a whole text.
pub(super) fn parse(text: &str) -> Node {
    let mut reader = Reader { text, at: 0 };
    reader.value()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn value(&mut self) -> Node {
        let start = self.skip_blanks();
        let shape = match self.peek() {
            '"' => {
                self.at += 1;
                while self.peek() != '"' {
                    self.at += if self.peek() == '\\' { 2 } else { self.peek().len_utf8() };
                }
                self.at += 1;
                Shape::Text
            }
            '[' => Shape::List(self.values(']')),
            '(' => self.brackets(),
            c if c.is_ascii_digit() => {
                self.word();
                Shape::Number
            }
            _ => {
                self.word();
                if self.peek() == '(' { Shape::Variant(self.values(')')) } else { Shape::Word }
            }
        };
        Node { span: start..self.at, shape }
    }

    fn brackets(&mut self) -> Shape {
        let start = self.at;
        self.at += 1;
        self.skip_blanks();
        self.word();
        self.skip_blanks();
        let has_fields = self.peek() == ':';
        self.at = start;
        if !has_fields {
            return Shape::Pair(self.values(')'));
        }
        self.at += 1;
        let mut res = Vec::new();
        loop {
            let start = self.skip_blanks();
            if self.peek() == ')' {
                self.at += 1;
                return Shape::Fields(res);
            }
            self.word();
            let name = self.text[start..self.at].to_owned();
            self.skip_blanks();
            assert_eq!(self.peek(), ':', "{}", &self.text[start..]);
            self.at += 1;
            let value = self.value();
            self.skip_comma();
            res.push(Field { name, span: start..self.at, value });
        }
    }

    fn values(&mut self, end: char) -> Vec<Node> {
        self.at += 1;
        let mut res = Vec::new();
        loop {
            self.skip_blanks();
            if self.peek() == end {
                self.at += 1;
                return res;
            }
            res.push(self.value());
            self.skip_comma();
        }
    }

    fn skip_comma(&mut self) {
        self.skip_blanks();
        if self.peek() == ',' {
            self.at += 1;
        }
    }

    fn word(&mut self) {
        while self.peek().is_ascii_alphanumeric() || self.peek() == '_' {
            self.at += 1;
        }
    }

    fn skip_blanks(&mut self) -> usize {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if !trimmed.starts_with("//") {
                return self.at;
            }
            self.at += trimmed.find('\n').unwrap_or(trimmed.len());
        }
    }

    fn peek(&self) -> char {
        self.text[self.at..].chars().next().unwrap_or('\0')
    }
}
