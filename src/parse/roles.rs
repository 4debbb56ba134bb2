//! What each line of a page is.

/// The part that a line has in a page. Which of `Before`, `Inside` and `After` a line of furniture is follows from its
/// place alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Furniture before the first line of the story: menus, share buttons, adverts, related links.
    Before,
    /// A kicker, or the name of a section, at the headline.
    Section,
    /// The headline; again, if it stands twice by the story.
    Headline,
    /// A standfirst or key points before the story.
    Deck,
    /// Names the authors, perhaps with titles or a date.
    Byline,
    /// Gives the day of publication.
    Date,
    /// Names the publisher.
    Outlet,
    /// Holds a dateline and nothing else.
    Dateline,
    /// A caption or the credit of a picture.
    Caption,
    /// A paragraph, list item or question of the story.
    Body,
    /// A heading within the story.
    Crosshead,
    /// Furniture between the lines of the story.
    Inside,
    /// Contributors, a biography, a contact, a source, a correction, a note, syndication, copyright.
    Credit,
    /// Furniture behind the last line of the story.
    After,
}

impl Role {
    /// Every role with its name in the marked pages.
    pub const ALL: [(Self, &str); 14] = [
        (Self::Before, "before"),
        (Self::Section, "section"),
        (Self::Headline, "headline"),
        (Self::Deck, "deck"),
        (Self::Byline, "byline"),
        (Self::Date, "date"),
        (Self::Outlet, "outlet"),
        (Self::Dateline, "dateline"),
        (Self::Caption, "caption"),
        (Self::Body, "body"),
        (Self::Crosshead, "crosshead"),
        (Self::Inside, "inside"),
        (Self::Credit, "credit"),
        (Self::After, "after"),
    ];

    /// The role of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (role, _) = Self::ALL.into_iter().find(|(_, known)| *known == name)?;
        Some(role)
    }
}
