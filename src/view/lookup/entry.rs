//! What a search knows of one thing: its names, and the words of its texts as numbers of a vocabulary. All of a
//! vocabulary is compared with a word that is searched for once, whatever uses it.

use std::collections::BTreeMap;

use super::query::{Alternative, Word};
use super::words::{Fit, SHORT, joined, words_of};

/// How many words of a search count.
const MAX_WORDS: usize = 12;

/// Every word that some text has, in normal form, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<String>,
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
        self.numbers.insert(word, number);
        number
    }

    fn numbers_of(&mut self, text: &str) -> Vec<u32> {
        words_of(text).map(|word| self.number(word)).collect()
    }

    /// Nothing more is indexed.
    pub(super) fn close(&mut self) {
        self.numbers = BTreeMap::new();
    }

    pub(super) fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", String::as_str)
    }

    /// Compares everything with the words of a search.
    pub(super) fn compare(&self, words: Vec<Word>) -> Compared {
        let words: Vec<Word> = words.into_iter().take(MAX_WORDS).collect();
        let fits = words.iter().map(|word| self.words.iter().map(|text| Fit::of(&word.text, text)).collect()).collect();
        Compared { words, fits }
    }
}

/// The names and the texts of something.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Its names.
    names: Vec<Name>,
    name_words: Vec<u32>,
    /// Two words of a name as one.
    pairs: Vec<u32>,
    text_words: Vec<u32>,
}

impl Entry {
    /// Takes up names: what is called so is found first.
    pub(super) fn name(&mut self, vocabulary: &mut Vocabulary, text: &str) {
        if text.is_empty() {
            return;
        }
        let before = text.split_once(" (").map(|(before, _)| before);
        self.names.extend(before.into_iter().chain([text]).map(Name::new));
        self.label(vocabulary, text);
    }

    /// Takes up words that it is told by and not called: a family, a protocol. Two that stand together count as one
    /// as well: “Hyper-V” is found by “hyperv”.
    pub(super) fn label(&mut self, vocabulary: &mut Vocabulary, text: &str) {
        let words: Vec<String> = words_of(text).collect();
        for pair in words.windows(2) {
            self.pairs.push(vocabulary.number(pair.concat()));
        }
        self.name_words.extend(vocabulary.numbers_of(text));
    }

    /// Takes up what is said of it.
    pub(super) fn text(&mut self, vocabulary: &mut Vocabulary, text: &str) {
        self.text_words.extend(vocabulary.numbers_of(text));
    }

    /// Sorts what was taken up.
    pub(super) fn close(&mut self) {
        for words in [&mut self.name_words, &mut self.pairs, &mut self.text_words] {
            words.sort_unstable();
            words.dedup();
        }
    }

    /// Its words, which a search may exclude.
    pub(super) fn words<'a>(&'a self, vocabulary: &'a Vocabulary) -> impl Iterator<Item = &'a str> {
        self.name_words.iter().chain(&self.text_words).map(|&number| vocabulary.word(number))
    }

    /// Whether it is called what is searched for, or something that begins so; and how much of what was typed is left
    /// out then.
    pub(super) fn called(&self, of: &Alternative) -> Option<Called> {
        let wanted = || of.names.iter().enumerate();
        let of_name = |name: &Name| {
            wanted()
                .filter_map(|(num_left_out, wanted)| Some(Called { tier: name.called(wanted)?, num_left_out }))
                .min()
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
}

impl Name {
    fn new(text: &str) -> Self {
        Self { joined: joined(text), first_word: words_of(text).next().map_or(0, |word| word.len()) }
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
    /// By word of the search, then by number.
    fits: Vec<Vec<Option<Fit>>>,
}

impl Compared {
    /// How the words stand in an entry.
    pub(super) fn stands(&self, entry: &Entry) -> Stands {
        let mut res = Stands::NONE;
        for ((stand, fits), word) in res.0.iter_mut().zip(&self.fits).zip(&self.words) {
            let fit = |number: &u32| fits.get(*number as usize).copied().flatten();
            let best = |words: &[u32]| words.iter().filter_map(fit).min();
            let is_whole = |words: &[u32]| words.iter().filter_map(fit).any(|fit| fit == Fit::Whole);
            let is_short = word.text.chars().count() <= SHORT;
            *stand = match (best(&entry.name_words), best(&entry.text_words)) {
                (Some(Fit::Whole), _) => Stand::Name,
                _ if is_whole(&entry.pairs) => Stand::Name,
                (Some(Fit::Start), _) => Stand::NameStart,
                (_, Some(Fit::Whole)) => Stand::Text,
                // Texts have many words that begin like a short one.
                (_, Some(Fit::Start)) if !is_short => Stand::TextStart,
                (Some(Fit::Inside), _) => Stand::Inside,
                (None, Some(Fit::Start | Fit::Inside) | None) => Stand::Nowhere,
            };
        }
        res
    }

    /// How well something fits in which the words stand so; `None`: nothing of it does.
    pub(super) fn match_of(&self, called: Option<Called>, stands: Stands) -> Option<Match> {
        let of_each = || self.words.iter().zip(stands.0);
        let required = || of_each().filter(|(word, _)| !word.is_optional).map(|(_, stand)| stand);
        let num_required = required().count();
        let num_lacking = required().filter(|stand| *stand > Stand::TextStart).count();
        let worst = required().max();
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

    /// Where they stand in something that names this.
    pub(super) fn as_text(self) -> Self {
        Self(self.0.map(|stand| match stand {
            Stand::Name | Stand::Text => Stand::Text,
            Stand::NameStart | Stand::TextStart => Stand::TextStart,
            Stand::Inside | Stand::Nowhere => Stand::Nowhere,
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
