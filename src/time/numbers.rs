//! Number words: "twenty-five", "two hundred and ten", "nineteen ninety-six", "twenty-first".

/// A word of which cardinal numbers are made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NumberWord {
    /// Zero to nineteen.
    Small(u32),
    /// Twenty to ninety.
    Tens(u32),
    /// Hundred.
    Hundred,
    /// Thousand, million, billion, trillion.
    Power(u64),
}

/// The cardinal words.
const CARDINALS: [(&str, NumberWord); 33] = [
    ("zero", NumberWord::Small(0)),
    ("one", NumberWord::Small(1)),
    ("two", NumberWord::Small(2)),
    ("three", NumberWord::Small(3)),
    ("four", NumberWord::Small(4)),
    ("five", NumberWord::Small(5)),
    ("six", NumberWord::Small(6)),
    ("seven", NumberWord::Small(7)),
    ("eight", NumberWord::Small(8)),
    ("nine", NumberWord::Small(9)),
    ("ten", NumberWord::Small(10)),
    ("eleven", NumberWord::Small(11)),
    ("twelve", NumberWord::Small(12)),
    ("thirteen", NumberWord::Small(13)),
    ("fourteen", NumberWord::Small(14)),
    ("fifteen", NumberWord::Small(15)),
    ("sixteen", NumberWord::Small(16)),
    ("seventeen", NumberWord::Small(17)),
    ("eighteen", NumberWord::Small(18)),
    ("nineteen", NumberWord::Small(19)),
    ("twenty", NumberWord::Tens(20)),
    ("thirty", NumberWord::Tens(30)),
    ("forty", NumberWord::Tens(40)),
    ("fifty", NumberWord::Tens(50)),
    ("sixty", NumberWord::Tens(60)),
    ("seventy", NumberWord::Tens(70)),
    ("eighty", NumberWord::Tens(80)),
    ("ninety", NumberWord::Tens(90)),
    ("hundred", NumberWord::Hundred),
    ("thousand", NumberWord::Power(1_000)),
    ("million", NumberWord::Power(1_000_000)),
    ("billion", NumberWord::Power(1_000_000_000)),
    ("trillion", NumberWord::Power(1_000_000_000_000)),
];

/// The ordinal words that are one word.
const ORDINALS: [(&str, u32); 29] = [
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
    ("fortieth", 40),
    ("fiftieth", 50),
    ("sixtieth", 60),
    ("seventieth", 70),
    ("eightieth", 80),
    ("ninetieth", 90),
    ("hundredth", 100),
    ("thousandth", 1000),
];

/// The cardinal words with their meanings.
pub fn cardinals() -> impl Iterator<Item = (&'static str, NumberWord)> {
    CARDINALS.iter().copied()
}

/// The ordinal words with their numbers.
pub fn ordinals() -> impl Iterator<Item = (&'static str, u32)> {
    ORDINALS.iter().copied()
}

/// Reads a cardinal word in lower case.
#[must_use]
pub fn word(lower: &str) -> Option<NumberWord> {
    let found = CARDINALS.iter().find(|(word, _)| *word == lower);
    found.map(|&(_, number)| number)
}

/// Reads the longest cardinal number at the beginning of the words ("and" and hyphens left out): its value, and how
/// many of the words it takes. `None` if the first word begins none, or the value passes 64 bits.
#[must_use]
pub fn cardinal(words: &[NumberWord]) -> Option<(u64, usize)> {
    let (mut total, mut group, mut taken) = (0u64, 0u64, 0);
    // What may follow, by what came last: nothing yet, a small number, tens, a hundred, a power.
    let mut room = 1000;
    let mut last_power = u64::MAX;
    for &word in words {
        match word {
            NumberWord::Small(n) if u64::from(n) < room && (room > 10 || n > 0) => {
                group += u64::from(n);
                room = 1;
            }
            NumberWord::Tens(n) if room >= 100 => {
                group += u64::from(n);
                room = 10;
            }
            NumberWord::Hundred if (1..100).contains(&group) || taken == 0 => {
                group = group.max(1) * 100;
                room = 100;
            }
            NumberWord::Power(power) if power < last_power && (group > 0 || taken == 0) => {
                total = total.checked_add(group.max(1).checked_mul(power)?)?;
                group = 0;
                room = 1000;
                last_power = power;
            }
            _ => break,
        }
        taken += 1;
    }
    (taken > 0).then_some((total + group, taken))
}

/// Reads a year spoken as two numbers, "nineteen ninety-six" or "twenty ten": its value, and how many words it takes.
#[must_use]
pub fn spoken_year(words: &[NumberWord]) -> Option<(i32, usize)> {
    let (century, used) = match words.first()? {
        NumberWord::Small(n @ 11..=19) => (*n, 1),
        NumberWord::Tens(20) => (20, 1),
        _ => return None,
    };
    let (rest, taken) = match words.get(used)? {
        NumberWord::Tens(_) | NumberWord::Small(10..=19) => cardinal(&words[used..])?,
        _ => return None,
    };
    let years = (10..100).contains(&rest);
    years.then_some(((century * 100) as i32 + rest as i32, used + taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<NumberWord> {
        text.split([' ', '-'])
            .map(|part| word(part).unwrap())
            .collect()
    }

    #[test]
    fn cardinals_take_as_many_words_as_belong_to_them() {
        for (text, value, taken) in [
            ("five", 5, 1),
            ("twenty-five", 25, 2),
            ("twenty twenty", 20, 1),
            ("two hundred ten", 210, 3),
            ("hundred", 100, 1),
            ("two thousand five", 2005, 3),
            ("three million two hundred thousand", 3_200_000, 5),
            ("five six", 5, 1),
            ("twenty ten", 20, 1),
        ] {
            assert_eq!(cardinal(&words(text)), Some((value, taken)), "{text}");
        }
    }

    #[test]
    fn years_are_spoken_in_two_numbers() {
        for (text, year) in [
            ("nineteen ninety-six", Some((1996, 3))),
            ("nineteen eighty", Some((1980, 2))),
            ("twenty fifteen", Some((2015, 2))),
            ("nineteen five", None),
            ("five ninety", None),
        ] {
            assert_eq!(spoken_year(&words(text)), year, "{text}");
        }
    }
}
