//! The closed word sets of the resolution, read once from the files in `data/`.
//!
//! Holds words only; what a set means is said beside it in the file.

mod endings;
mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::key::{self, Key};
pub(super) use endings::{ends_calling, ends_firm, ends_mood, ends_person, formal};
pub(super) use table::Words;

const ROLES: &str = include_str!("data/roles.txt");
const BODIES: &str = include_str!("data/bodies.txt");
const PARTIES: &str = include_str!("data/parties.txt");
const STATES: &str = include_str!("data/states.txt");
const DATES: &str = include_str!("data/dates.txt");
const ASKING: &str = include_str!("data/asking.txt");
const PLACES: &str = include_str!("data/places.txt");
const SIDES: &str = include_str!("data/sides.txt");
const ATTRIBUTES: &str = include_str!("data/attributes.txt");

/// Files with what each says of all its words.
macro_rules! flags {
    ($($file:literal => $flag:ident),* $(,)?) => {
        &[$((include_str!(concat!("data/", $file, ".txt")), |entry| entry.$flag = true)),*]
    };
}

/// Notes what a file says of a word.
type Set = fn(&mut Entry);

const FLAGS: &[(&str, Set)] = flags! {
    "particles" => particle,
    "articles" => introduces,
    "courtesies" => courtesy,
    "acts" => act,
    "trades" => trade,
    "generics" => generic,
    "origins" => origin,
    "members" => member,
    "styles" => style,
    "anybody" => anybody,
    "portfolios" => portfolio,
    "qualifiers" => qualifier,
    "surnames" => surname,
    "borne" => borne,
    "bodily" => bodily,
    "associated" => associated,
    "callings" => calling,
    "peoples" => people,
    "renewed" => renewed,
    "firms" => firm,
    "papers" => paper,
    "works" => work,
    "lettered" => lettered,
    "deaths" => death,
    "naming" => naming,
    "newspapers" => newspaper,
    "called" => called,
    "leads" => leads,
    "gatherings" => gathering,
    "moods" => mood,
    "units" => unit,
    "joints" => joint,
    "literal" => literal,
    "sole" => sole,
    "sporting" => sporting,
    "workers" => worker,
    "corps" => corps,
    "teams" => team,
    "foreign" => foreign,
    "participles" => participle,
    "documents" => written,
    "offices" => office,
    "births" => birth,
    "whereabouts" => whereabouts,
    "colours" => colour,
    "assemblies" => assembly,
    "happened" => happened,
    "ordinary" => ordinary,
    "produce" => produce,
    "central" => central,
    "formers" => former,
    "clubs" => club,
    "held" => held,
};

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::of(read()));

/// What the files say of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// "van", "al"
    pub(super) particle: bool,
    /// The lines of `roles.txt` it is on, a bit a line.
    pub(super) roles: u64,
    /// The lines of `bodies.txt` it is on, a bit a line.
    pub(super) bodies: u16,
    pub(super) standing: Standing,
    pub(super) dates: Dates,
    /// "Mrs", "Dr.": no role.
    pub(super) courtesy: bool,
    /// "Chief", "Prof.": no role behind a description.
    pub(super) style: bool,
    /// "cut its", "will recall": what firms do.
    pub(super) act: bool,
    /// "drugmaker": a name beside it is a body's.
    pub(super) trade: bool,
    /// "Studio": a body that is named by more than that.
    pub(super) generic: bool,
    /// "based" behind a hyphen.
    pub(super) origin: bool,
    /// "Democrats"
    pub(super) member: bool,
    /// "man": a person, and no office.
    pub(super) anybody: bool,
    /// Somebody who is a name's, "pick", or several, "camp".
    pub(super) chosen: bool,
    pub(super) side: bool,
    /// What an office is for: "Health".
    pub(super) portfolio: bool,
    /// A title that is a surname too.
    pub(super) surname: bool,
    /// A word of bodies, trades or things that is a surname too.
    pub(super) borne: bool,
    /// "partner": a noun for a person that says what a body is, too.
    pub(super) bodily: bool,
    /// It qualifies a role: "press", "former".
    pub(super) qualifier: bool,
    /// Held in a body or a country, not with a person.
    pub(super) office: bool,
    /// "asked": another answers.
    pub(super) asks: bool,
    /// "Pressed on the cost": so it begins what somebody was asked.
    pub(super) pressed: bool,
    /// "replied": another asked.
    pub(super) replies: bool,
    /// "Yes", "no"
    pub(super) answer: bool,
    /// A name that begins with it is a place's, and one that ends with it.
    pub(super) begins_place: bool,
    pub(super) ends_place: bool,
    /// "a", "another": before somebody the article did not speak of yet.
    pub(super) introduces: bool,
    /// A person that comes with a setting or with another.
    pub(super) associated: bool,
    /// A noun for one person beside the scan's roles: "retiree".
    pub(super) calling: bool,
    /// Where one person is from: "Finn".
    pub(super) people: bool,
    /// "embattled": before who is known.
    pub(super) renewed: bool,
    /// "retailer"
    pub(super) firm: bool,
    /// "note": what may be read, beside the scan's documents.
    pub(super) paper: bool,
    /// "album": what bears a title.
    pub(super) work: bool,
    /// "agency": it may take up "UNICEF".
    pub(super) lettered: bool,
    /// "drowned"
    pub(super) death: bool,
    /// "identified" as: a name follows.
    pub(super) naming: bool,
    /// "Star": a newspaper's name ends so, and other things are called so.
    pub(super) newspaper: bool,
    /// "Shelter": a body where it has a capital.
    pub(super) called: bool,
    /// "heads": is at a body's head.
    pub(super) leads: bool,
    /// "family": several people, and no body.
    pub(super) gathering: bool,
    /// "Gutted": before a first name, and no part of it.
    pub(super) mood: bool,
    /// "MW", "USD", "AI": letters that name no body.
    pub(super) unit: bool,
    /// "Former" of "Former aides say": before a noun for several, and no name.
    pub(super) attribute: bool,
    /// "Young", which is a surname too.
    pub(super) namesake: bool,
    /// "Vander" of "VanderSloot".
    pub(super) joint: bool,
    /// "manager": "his manager" may be who is called so.
    pub(super) sole: bool,
    /// "council": takes up no body but one whose name has the word.
    pub(super) literal: bool,
    /// "winger": a team has one.
    pub(super) sporting: bool,
    /// "operator" of "a crane operator".
    pub(super) worker: bool,
    /// "body" of "the trade body Leaseurope".
    pub(super) corps: bool,
    /// "Tories": a party or a team behind "the".
    pub(super) team: bool,
    /// "Frontières": a word of bodies' names.
    pub(super) foreign: bool,
    /// "sent" of "a memo sent in May".
    pub(super) participle: bool,
    /// "née": a name at birth follows.
    pub(super) birth: bool,
    /// "near": where one is follows, and nobody who speaks.
    pub(super) whereabouts: bool,
    /// "Leaflets": what is written, beside the scan's documents.
    pub(super) written: bool,
    /// "Amber" of a warning.
    pub(super) colour: bool,
    /// "Reserve" of "Reserve Bank": a central one.
    pub(super) central: bool,
    /// "Confederation" of Industry: a body behind which its name goes on.
    pub(super) assembly: bool,
    /// "former": an office is held no more.
    pub(super) former: bool,
    /// "SC": an honour that ends clubs' names too.
    pub(super) club: bool,
    /// "arrested": whom it is done to is who is asked.
    pub(super) held: bool,
    /// "sheep" and "beef" of a farmer.
    pub(super) produce: bool,
    /// "House" of "House prices".
    pub(super) ordinary: bool,
    /// "wept"
    pub(super) happened: bool,
    /// "Trinidad" and "Tobago": halves of one place's name.
    pub(super) opens_pair: bool,
    pub(super) closes_pair: bool,
}

/// The lines of `dates.txt` a word is on, a bit a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dates(u8);

impl Dates {
    /// A month or a weekday.
    pub(super) fn is_word(self) -> bool {
        self.0 & 1 != 0
    }

    pub(super) fn is_weekday(self) -> bool {
        self.0 & 1 << 1 != 0
    }

    /// A month that is a given name.
    pub(super) fn is_given(self) -> bool {
        self.0 & 1 << 2 != 0
    }

    /// The word behind it is a date.
    pub(super) fn opens(self) -> bool {
        self.0 & 1 << 3 != 0
    }

    /// The word behind it is no given name.
    pub(super) fn opens_given(self) -> bool {
        self.0 & 0b11 << 3 != 0
    }
}

/// Whom a word tells apart by state and party: the lines of `states.txt` and `parties.txt` it is on, a bit a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) states: u64,
    pub(super) parties: u16,
}

/// The line of `bodies.txt` for associations.
pub(super) const ASSOCIATION: u16 = 1 << 7;

/// The line of `bodies.txt` for firms.
pub(super) const FIRM: u16 = 1 << 1;

impl Entry {
    /// A newspaper's word: "Courier".
    pub(super) fn is_newspaper(&self) -> bool {
        self.newspaper || self.bodies & 1 << 2 != 0
    }
}

impl Standing {
    pub(super) fn add(&mut self, other: Self) {
        self.states |= other.states;
        self.parties |= other.parties;
    }

    /// Both tell a state or a party, and not one in common.
    pub(super) fn contradicts(self, other: Self) -> bool {
        let states = self.states != 0 && other.states != 0 && self.states & other.states == 0;
        let parties = self.parties != 0 && other.parties != 0 && self.parties & other.parties == 0;
        states || parties
    }
}

/// What the files say of the word; nothing of most.
#[inline]
pub(super) fn entry(word: Key) -> &'static Entry {
    WORDS.of_key(word)
}

/// The hashes of the files' words of letters and digits alone; see [`Vocabulary`].
pub(crate) fn words() -> Vec<u32> {
    let mut words: Vec<u32> = read().into_keys().filter_map(key::plain).collect();
    // Their order is that of no hash map.
    words.sort_unstable();
    words
}

fn read() -> HashMap<Key, Entry> {
    let mut words: HashMap<Key, Entry> = HashMap::new();
    let mut add = |file, set: &dyn Fn(&mut Entry, usize)| {
        for (at, line) in lines(file).enumerate() {
            for word in line.split_whitespace() {
                set(words.entry(key::of_word(word)).or_default(), at);
            }
        }
    };
    for (file, set) in FLAGS {
        add(file, &|entry, _| set(entry));
    }
    add(ROLES, &|entry, at| entry.roles |= 1 << (at % 64));
    add(BODIES, &|entry, at| entry.bodies |= 1 << (at % 16));
    add(STATES, &|entry, at| entry.standing.states |= 1 << (at % 64));
    add(DATES, &|entry, at| entry.dates.0 |= 1 << (at % 8));
    add(ASKING, &|entry, at| match at {
        0 => entry.asks = true,
        1 => entry.replies = true,
        2 => entry.answer = true,
        _ => entry.pressed = true,
    });
    add(PLACES, &|entry, at| match at {
        0 => entry.begins_place = true,
        1 => entry.ends_place = true,
        2 => entry.opens_pair = true,
        _ => entry.closes_pair = true,
    });
    add(SIDES, &|entry, at| match at {
        0 => entry.chosen = true,
        _ => entry.side = true,
    });
    add(ATTRIBUTES, &|entry, at| match at {
        0 => entry.namesake = true,
        _ => entry.attribute = true,
    });
    add(PARTIES, &|entry, at| {
        entry.standing.parties |= 1 << (at % 16)
    });
    words
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_its_bit() {
        assert!(lines(ROLES).count() <= 64);
        assert!(lines(BODIES).count() <= 16);
        assert!(lines(STATES).count() <= 64);
        assert!(lines(PARTIES).count() <= 16);
    }
}
