//! What a search knows of one thing: its names, and the words of its texts as numbers of a vocabulary. All of a
//! vocabulary is compared with a word that is searched for once, whatever uses it.

use std::collections::BTreeMap;

use super::query::{Alternative, Word};
use super::words::{Fit, SHORT, is_generic, joined, words_of};

/// How many words of a search count.
const MAX_WORDS: usize = 12;

/// Every word that some text has, in normal form, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<String>,
    /// By number: it is a word of a name.
    is_of_name: Vec<bool>,
    /// The numbers of the words; dropped when everything is indexed.
    numbers: BTreeMap<String, u32>,
}

impl Vocabulary {
    fn number(&mut self, word: String) -> u32 {
        if let Some(&number) = self.numbers.get(&word) {
            return number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.clone());
        self.is_of_name.push(false);
        self.numbers.insert(word, number);
        number
    }

    fn numbers_of_name(&mut self, text: &str) -> Vec<u32> {
        let numbers = self.numbers_of(text);
        for &number in &numbers {
            self.is_of_name[number as usize] = true;
        }
        numbers
    }

    fn numbers_of(&mut self, text: &str) -> Vec<u32> {
        words_of(text).map(|word| self.number(word)).collect()
    }

    /// Nothing more is indexed.
    pub(super) fn close(&mut self) {
        self.numbers = BTreeMap::new();
    }

    /// The word of a name that a misspelt one is nearest to; `None`: nothing is near, or it stands somewhere.
    pub(super) fn nearest(&self, word: &str) -> Option<&str> {
        let num_letters = word.chars().count();
        if num_letters <= SHORT || self.words.iter().any(|known| Fit::of(word, known).is_some()) {
            return None;
        }
        let limit = if num_letters < 10 { 1 } else { 2 };
        let names = self.words.iter().zip(&self.is_of_name).filter(|(known, is_of_name)| {
            **is_of_name && known.chars().count() > SHORT && known.chars().count().abs_diff(num_letters) <= limit
        });
        let ranked = names.map(|(known, _)| (strsim::osa_distance(word, known), known.as_str()));
        ranked.filter(|(distance, _)| *distance <= limit).min().map(|(_, known)| known)
    }

    /// Whether it is a word of a name.
    pub(super) fn is_of_name(&self, word: &str) -> bool {
        self.words.iter().zip(&self.is_of_name).any(|(known, is_of_name)| *is_of_name && known == word)
    }

    pub(super) fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", String::as_str)
    }

    /// Compares everything with the words of a search.
    pub(super) fn compare(&self, words: Vec<Word>) -> Compared {
        let words: Vec<Word> = words.into_iter().take(MAX_WORDS).collect();
        let fit =
            |word: &Word, text: &String| Fit::of(&word.text, text).filter(|fit| !word.is_whole || *fit == Fit::Whole);
        let mut fits = vec![None; self.words.len() * words.len()];
        let mut is_near = vec![false; self.words.len()];
        for (number, text) in self.words.iter().enumerate() {
            for (idx, word) in words.iter().enumerate() {
                let fit = fit(word, text);
                fits[number * words.len() + idx] = fit;
                is_near[number] |= fit.is_some();
            }
        }
        Compared { words, fits, is_near }
    }
}

/// The names and the texts of something. Words that are searched for stand together: in its name, in one of its other
/// names, and in one of its texts. Scattered over several of these they would find what nobody means.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Its names.
    names: Vec<Name>,
    /// The words of its name, and of what else it is told by.
    name_words: Vec<u32>,
    /// The words of its other names, one by one.
    alias_words: Vec<Vec<u32>>,
    /// Two words of a name as one.
    pairs: Vec<u32>,
    /// The words of its texts, one by one.
    text_words: Vec<Vec<u32>>,
}

impl Entry {
    /// Takes up its name: what is called so is found first.
    pub(super) fn name(&mut self, vocabulary: &mut Vocabulary, text: &str) {
        self.called_too(text);
        self.label(vocabulary, text);
    }

    /// Takes up another name that people use.
    pub(super) fn alias(&mut self, vocabulary: &mut Vocabulary, text: &str) {
        self.names.extend(names(text).map(|name| Name { is_own: false, ..Name::new(name) }));
        self.pairs(vocabulary, text);
        self.alias_words.push(vocabulary.numbers_of_name(text));
    }

    /// Takes up another form of its name, whose words are known.
    pub(super) fn called_too(&mut self, text: &str) {
        self.names.extend(names(text).map(Name::new));
    }

    /// Takes up words that it is told by and not called: a family, a protocol. Two that stand together count as one
    /// as well: “Hyper-V” is found by “hyperv”.
    pub(super) fn label(&mut self, vocabulary: &mut Vocabulary, text: &str) {
        self.pairs(vocabulary, text);
        self.name_words.extend(vocabulary.numbers_of_name(text));
    }

    fn pairs(&mut self, vocabulary: &mut Vocabulary, text: &str) {
        let words: Vec<String> = words_of(text).collect();
        for pair in words.windows(2) {
            self.pairs.push(vocabulary.number(pair.concat()));
        }
    }

    /// Takes up a text that says something of it.
    pub(super) fn text(&mut self, vocabulary: &mut Vocabulary, text: &str) {
        if !text.is_empty() {
            self.text_words.push(vocabulary.numbers_of(text));
        }
    }

    /// Sorts what was taken up.
    pub(super) fn close(&mut self) {
        let lists = [&mut self.name_words, &mut self.pairs].into_iter().chain(&mut self.alias_words);
        for words in lists.chain(&mut self.text_words) {
            words.sort_unstable();
            words.dedup();
        }
    }

    /// Its words, which a search may exclude.
    pub(super) fn words<'a>(&'a self, vocabulary: &'a Vocabulary) -> impl Iterator<Item = &'a str> {
        let others = self.alias_words.iter().chain(&self.text_words).flatten();
        self.name_words.iter().chain(others).map(|&number| vocabulary.word(number))
    }

    /// Whether it is called what is searched for, or something that begins so; and how much of what was typed is left
    /// out then.
    pub(super) fn called(&self, of: &Alternative) -> Option<Called> {
        let wanted = || of.names.iter().enumerate();
        let of_name = |name: &Name| {
            let called =
                wanted().filter_map(|(num_left_out, wanted)| Some(Called { tier: name.called(wanted)?, num_left_out }));
            let may_begin = !of.is_whole_word() && (name.is_own || !of.is_short_word());
            called.filter(|called| called.tier == Tier::Exact || may_begin).min()
        };
        self.names.iter().filter_map(of_name).min()
    }

    /// How long its shortest name is: what says little more than what is searched for comes first.
    pub(super) fn name_length(&self) -> usize {
        self.names.iter().map(|name| name.joined.len()).min().unwrap_or(0)
    }
}

/// A name, as it is compared with all that is searched for.
#[derive(Clone, Debug, Default)]
struct Name {
    /// As one word.
    joined: String,
    /// How long its first word is.
    first_word: usize,
    /// It is what the thing is called first, and no other name of it.
    is_own: bool,
}

/// A name, and what of it stands before what is explained in brackets.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let before = text.split_once(" (").map(|(before, _)| before);
    before.into_iter().chain([text]).filter(|_| !text.is_empty())
}

impl Name {
    fn new(text: &str) -> Self {
        Self { joined: joined(text), first_word: words_of(text).next().map_or(0, |word| word.len()), is_own: true }
    }

    fn called(&self, wanted: &str) -> Option<Tier> {
        if self.joined == wanted {
            Some(Tier::Exact)
        } else if self.joined.starts_with(wanted) && (wanted.len() > SHORT || wanted.len() <= self.first_word) {
            Some(Tier::Prefix)
        } else {
            None
        }
    }
}

impl Called {
    /// Whether that is all of its name.
    pub(super) fn is_exact(self) -> bool {
        self.tier == Tier::Exact
    }
}

/// That something is called what is searched for. The smaller, the better.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Called {
    tier: Tier,
    /// Position of the name in those of the search: each leaves out more of the words of a question.
    num_left_out: usize,
}

/// The words of a search, compared with a vocabulary.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    pub words: Vec<Word>,
    /// By number, then by word of the search.
    fits: Vec<Option<Fit>>,
    /// By number: it fits some word of the search.
    is_near: Vec<bool>,
}

impl Compared {
    /// How the words stand in an entry: in its name, in one of its other names and in one of its texts.
    pub(super) fn stands(&self, entry: &Entry) -> Stands {
        let mut res = self.stands_in(&entry.name_words, Self::in_name);
        let pairs = self.stands_in(&entry.pairs, |_, fit| if fit == Fit::Whole { Stand::Name } else { Stand::Nowhere });
        res = res.or(pairs);
        res = self.with_best(res, &entry.alias_words, Self::in_other_name);
        self.with_best(res, &entry.text_words, Self::in_text)
    }

    fn in_name(_: &Word, fit: Fit) -> Stand {
        match fit {
            Fit::Whole => Stand::Name,
            Fit::Start => Stand::NameStart,
            Fit::Inside => Stand::Inside,
        }
    }

    fn in_other_name(word: &Word, fit: Fit) -> Stand {
        if fit == Fit::Start && word.is_short { Stand::Nowhere } else { Self::in_name(word, fit) }
    }

    /// Texts have many words that begin like another one.
    fn in_text(word: &Word, fit: Fit) -> Stand {
        let is_letter = word.text.chars().nth(1).is_none();
        if fit == Fit::Whole && !is_letter { Stand::Text } else { Stand::Nowhere }
    }

    fn stands_in(&self, numbers: &[u32], stand: impl Fn(&Word, Fit) -> Stand) -> Stands {
        let mut res = Stands::NONE;
        for number in self.near(numbers) {
            let fits = &self.fits[number * self.words.len()..];
            for ((best, fit), word) in res.0.iter_mut().zip(fits).zip(&self.words) {
                if let Some(fit) = *fit {
                    *best = (*best).min(stand(word, fit));
                }
            }
        }
        res
    }

    /// Those of some words that fit a word of the search: of most things none does.
    fn near<'a>(&'a self, numbers: &'a [u32]) -> impl Iterator<Item = usize> {
        numbers.iter().map(|&number| number as usize).filter(|&number| self.is_near[number])
    }

    /// What is known, together with the one list of words that adds most to it.
    fn with_best(&self, known: Stands, lists: &[Vec<u32>], stand: impl Fn(&Word, Fit) -> Stand) -> Stands {
        let near = lists.iter().filter(|numbers| self.near(numbers).next().is_some());
        let with = |numbers: &Vec<u32>| known.or(self.stands_in(numbers, &stand));
        let rank = |stands: &Stands| {
            let required = self.words.iter().zip(stands.0).filter(|(word, _)| !word.is_optional);
            let num_lacking = required.filter(|(_, stand)| *stand > Stand::TextStart).count();
            (num_lacking, stands.0)
        };
        near.map(with).min_by_key(rank).unwrap_or(known)
    }

    /// How well something fits in which the words stand so; `None`: nothing of it does.
    pub(super) fn match_of(&self, called: Option<Called>, stands: Stands) -> Option<Match> {
        let of_each = || self.words.iter().zip(stands.0);
        let required = || of_each().filter(|(word, _)| !word.is_optional).map(|(_, stand)| stand);
        let num_required = required().count();
        let num_lacking = required().filter(|stand| *stand > Stand::TextStart).count();
        let worst = required().max();
        let is_said = |stand: Stand| matches!(stand, Stand::Text | Stand::TextStart);
        let mut of_names = of_each().filter(|(word, stand)| !word.is_optional && *stand <= Stand::NameStart).peekable();
        if called.is_none()
            && worst.is_some_and(is_said)
            && of_names.peek().is_some()
            && of_names.all(|(word, _)| is_generic(&word.text))
        {
            return None;
        }
        let tier = match (called, worst) {
            (Some(called), _) => called.tier,
            (None, Some(Stand::Name) | None) => Tier::Word,
            (None, Some(Stand::NameStart)) => Tier::Start,
            (None, Some(Stand::Text | Stand::TextStart)) => Tier::Text,
            (None, Some(Stand::Inside)) => Tier::Inside,
            // Of three words that name a product, two name another one.
            (None, Some(Stand::Nowhere)) if 4 * num_lacking <= num_required => Tier::Most,
            (None, Some(Stand::Nowhere)) => return None,
        };
        let num_in_text = of_each().filter(|(_, stand)| matches!(stand, Stand::Text | Stand::TextStart)).count();
        let num_missing = of_each().filter(|(word, stand)| word.is_optional && *stand > Stand::TextStart).count();
        let num_lacking = if tier == Tier::Most { num_lacking } else { 0 };
        let num_left_out = called.map_or(0, |called| called.num_left_out);
        Some(Match { tier, num_left_out, num_lacking, num_in_text, num_missing })
    }

    /// The required words that stand nowhere.
    pub(super) fn lacking(&self, stands: Stands) -> Vec<String> {
        let lacks = |(word, stand): &(&Word, Stand)| !word.is_optional && *stand > Stand::TextStart;
        self.words.iter().zip(stands.0).filter(lacks).map(|(word, _)| word.text.clone()).collect()
    }

    /// Whether what a connection says itself is all that counts in it: its roles add no word but such as many have.
    pub(super) fn adds_nothing_but_generic(&self, own: Stands, all: Stands) -> bool {
        let added = self
            .words
            .iter()
            .zip(own.0)
            .zip(all.0)
            .filter(|((word, own), all)| !word.is_optional && *own > Stand::TextStart && *all <= Stand::TextStart);
        let mut added = added.map(|((word, _), _)| is_generic(&word.text)).peekable();
        added.peek().is_some() && added.all(|is_generic| is_generic)
    }

    /// Whether some required word stands in the one and not in the other.
    pub(super) fn adds(&self, own: Stands, other: Stands) -> bool {
        let pairs = self.words.iter().zip(own.0).zip(other.0);
        pairs
            .into_iter()
            .any(|((word, own), other)| !word.is_optional && own <= Stand::TextStart && other > Stand::TextStart)
    }
}

/// Where the words of a search stand, one by one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Stands([Stand; MAX_WORDS]);

/// Where a word of a search stands, the best first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Stand {
    /// As a word of a name.
    Name,
    /// At the start of a word of a name.
    NameStart,
    /// As a word of a text.
    Text,
    /// At the start of a word of a text.
    TextStart,
    /// Inside a word of a name.
    Inside,
    Nowhere,
}

impl Stands {
    /// Nothing stands anywhere.
    pub(super) const NONE: Self = Self([Stand::Nowhere; MAX_WORDS]);

    /// Where they stand in two things that belong together.
    pub(super) fn or(self, other: Self) -> Self {
        let mut res = self;
        res.0.iter_mut().zip(other.0).for_each(|(stand, other)| *stand = (*stand).min(other));
        res
    }

    /// Where they stand in the names of something that this names. What is said of that is not said of this.
    pub(super) fn as_text(self) -> Self {
        Self(self.0.map(|stand| match stand {
            Stand::Name => Stand::Text,
            Stand::NameStart => Stand::TextStart,
            Stand::Text | Stand::TextStart | Stand::Inside | Stand::Nowhere => Stand::Nowhere,
        }))
    }
}

/// How something fits, the best first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::view) enum Tier {
    /// It is called so.
    Exact,
    /// Its name begins so.
    Prefix,
    /// Its name has every word.
    Word,
    /// Words of its name begin so.
    Start,
    /// Its name and its texts have every word.
    Text,
    /// Its name has the words inside of others. Shown where nothing fits better.
    Inside,
    /// It has most words. Shown where nothing fits better.
    Most,
}

/// How well something fits. The smaller, the better.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(in crate::view) struct Match {
    pub tier: Tier,
    num_left_out: usize,
    num_lacking: usize,
    num_in_text: usize,
    num_missing: usize,
}

impl Match {
    /// What has every port that is asked for, and no words beside.
    pub(super) const FLOW: Self =
        Self { tier: Tier::Word, num_left_out: 0, num_lacking: 0, num_in_text: 0, num_missing: 0 };

    /// Of a role that is found by something that it opens: behind all that is found by what is said of it.
    pub(super) fn by_connection(self) -> Self {
        Self { tier: self.tier.max(Tier::Text), num_in_text: self.num_in_text + MAX_WORDS, ..self }
    }

    /// Of something that is called as a part of what was typed, where something is called as all of it.
    pub(super) fn behind_whole_names(self) -> Self {
        Self { tier: self.tier.max(Tier::Prefix), ..self }
    }

    /// Whether it has fewer words than another one.
    pub(super) fn lacks_more_than(self, other: Self) -> bool {
        self.num_lacking > other.num_lacking
    }
}
