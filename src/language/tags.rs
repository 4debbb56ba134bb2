//! The labels of the analysis, and sets of them: typed out once, with a name, and asked in one instruction (after
//! rust-analyzer's `TokenSet` and typst's `SyntaxSet`).

/// Declares an enum of labels with their names as the corpora print them.
macro_rules! labels {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)] // the names are the labels
        pub enum $name { $($variant,)* }

        impl $name {
            /// All labels, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The label as the corpora print it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The label that the corpora print so.
            #[must_use]
            pub fn of(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }

            /// The label with this number.
            #[must_use]
            pub fn from_index(index: usize) -> Option<Self> {
                Self::ALL.get(index).copied()
            }
        }
    };
}

labels! {
    /// Part of speech: the Penn Treebank tag set (Marcus, Santorini and Marcinkiewicz 1993).
    Tag {
        CC = "CC", CD = "CD", DT = "DT", EX = "EX", FW = "FW", IN = "IN", JJ = "JJ", JJR = "JJR", JJS = "JJS", LS = "LS",
        MD = "MD", NN = "NN", NNS = "NNS", NNP = "NNP", NNPS = "NNPS", PDT = "PDT", POS = "POS", PRP = "PRP", PRPS = "PRP$",
        RB = "RB", RBR = "RBR", RBS = "RBS", RP = "RP", SYM = "SYM", TO = "TO", UH = "UH", VB = "VB", VBD = "VBD",
        VBG = "VBG", VBN = "VBN", VBP = "VBP", VBZ = "VBZ", WDT = "WDT", WP = "WP", WPS = "WP$", WRB = "WRB",
        Open = "``", Close = "''", Comma = ",", Stop = ".", Colon = ":", Left = "-LRB-", Right = "-RRB-", Hash = "#", Dollar = "$",
    }
}

labels! {
    /// Grammatical relation to the head: CoreNLP's basic dependencies of 2015 (early Universal Dependencies, version 1).
    Arc {
        Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Advmod = "advmod", Amod = "amod", Appos = "appos",
        Aux = "aux", Auxpass = "auxpass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp",
        Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj", Csubjpass = "csubjpass",
        Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse", Dobj = "dobj", Expl = "expl", Iobj = "iobj",
        Mark = "mark", Mwe = "mwe", Neg = "neg", Nmod = "nmod", NmodNpmod = "nmod:npmod", NmodPoss = "nmod:poss",
        NmodTmod = "nmod:tmod", Nsubj = "nsubj", Nsubjpass = "nsubjpass", Nummod = "nummod", Parataxis = "parataxis",
        Punct = "punct", Xcomp = "xcomp",
    }
}

/// Declares a set of labels, one bit a label.
macro_rules! set {
    ($(#[$meta:meta])* $name:ident of $label:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name(u64);

        impl $name {
            /// The set of these labels.
            #[must_use]
            pub const fn of(labels: &[$label]) -> Self {
                let mut bits = 0;
                let mut at = 0;
                while at < labels.len() {
                    bits |= 1 << labels[at] as u64;
                    at += 1;
                }
                Self(bits)
            }

            /// The labels of both sets.
            #[must_use]
            pub const fn or(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Whether `label` is one of the set.
            #[must_use]
            pub const fn has(self, label: $label) -> bool {
                self.0 & 1 << label as u64 != 0
            }
        }

        impl From<$label> for $name {
            fn from(label: $label) -> Self {
                Self::of(&[label])
            }
        }

        // A bit for every label.
        const _: () = assert!($label::ALL.len() <= 64);
    };
}

set! {
    /// A set of parts of speech.
    TagSet of Tag
}

set! {
    /// A set of grammatical relations.
    ArcSet of Arc
}

impl TagSet {
    /// Nouns that are no names.
    pub const COMMON_NOUNS: Self = Self::of(&[Tag::NN, Tag::NNS]);
    /// Nouns that are names.
    pub const PROPER_NOUNS: Self = Self::of(&[Tag::NNP, Tag::NNPS]);
    /// All nouns.
    pub const NOUNS: Self = Self::COMMON_NOUNS.or(Self::PROPER_NOUNS);
    /// Verbs that carry a tense by themselves.
    pub const TENSED: Self = Self::of(&[Tag::VBD, Tag::VBP, Tag::VBZ]);
    /// What makes a clause finite: tensed verbs and modals.
    pub const FINITE: Self = Self::TENSED.or(Self::of(&[Tag::MD]));
    /// All forms of verbs; modals are none.
    pub const VERBS: Self = Self::TENSED.or(Self::of(&[Tag::VB, Tag::VBG, Tag::VBN]));
    /// Adjectives.
    pub const ADJECTIVES: Self = Self::of(&[Tag::JJ, Tag::JJR, Tag::JJS]);
    /// Personal and possessive pronouns.
    pub const PERSONAL: Self = Self::of(&[Tag::PRP, Tag::PRPS]);
    /// Question words and relative pronouns that stand for a noun.
    pub const WH: Self = Self::of(&[Tag::WDT, Tag::WP, Tag::WPS]);
    /// Words that open a relative clause or an indirect question.
    pub const WH_WORDS: Self = Self::WH.or(Self::of(&[Tag::WRB]));
    /// What can head a source.
    pub const NOMINALS: Self = Self::NOUNS
        .or(Self::PERSONAL)
        .or(Self::WH)
        .or(Self::of(&[Tag::CD, Tag::FW]));
    /// Punctuation.
    pub const MARKS: Self = Self::of(&[
        Tag::Open,
        Tag::Close,
        Tag::Comma,
        Tag::Stop,
        Tag::Colon,
        Tag::Left,
        Tag::Right,
    ]);
}

impl ArcSet {
    /// Subjects that are nouns.
    pub const NOUN_SUBJECTS: Self = Self::of(&[Arc::Nsubj, Arc::Nsubjpass]);
    /// Subjects of all kinds, "there" among them.
    pub const SUBJECTS: Self =
        Self::NOUN_SUBJECTS.or(Self::of(&[Arc::Csubj, Arc::Csubjpass, Arc::Expl]));
    /// Objects.
    pub const OBJECTS: Self = Self::of(&[Arc::Dobj, Arc::Iobj]);
    /// Words of a verb group beside its verb: auxiliaries and the copula.
    pub const HELPERS: Self = Self::of(&[Arc::Aux, Arc::Auxpass, Arc::Cop]);
    /// What stands before the noun of its group: determiners, adjectives, numbers, possessors, nouns.
    pub const BEFORE_NOUN: Self = Self::of(&[
        Arc::Det,
        Arc::DetPredet,
        Arc::Amod,
        Arc::Compound,
        Arc::Nummod,
        Arc::NmodPoss,
        Arc::NmodNpmod,
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_labels_and_no_others() {
        for &tag in Tag::ALL {
            assert_eq!(
                TagSet::NOUNS.has(tag),
                matches!(tag, Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS)
            );
        }
        assert!(ArcSet::SUBJECTS.has(Arc::Expl) && !ArcSet::NOUN_SUBJECTS.has(Arc::Expl));
    }
}
