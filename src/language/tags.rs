//! The labels of the analysis.

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
