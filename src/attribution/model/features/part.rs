//! [`Part`]: one value of a feature, on its way into the feature's hash.

/// What a value says. The order is the weights': a new field goes last.
#[derive(Clone, Copy, Debug)]
pub(super) enum Field {
    Lemma,
    Mode,
    Frame,
    Class,
    Evidence,
    Side,
    Parts,
    Shift,
    First,
    FirstShape,
    Own,
    Next,
    Last,
    Second,
    NextShape,
    SecondShape,
    LastShape,
    Left,
    Verbs,
    Commas,
    CueLeft,
    Length,
    Quotes,
    NearCue,
    Clauses,
    Kind,
    Distance,
    Path,
    Rank,
    BeforeShape,
    BehindShape,
    Head,
    Opening,
    Form,
    Before,
    Quoted,
    Negated,
    Modal,
    Conditional,
    Title,
    Marks,
    Place,
    Reading,
    Source,
    Question,
    Light,
    Outer,
    OuterLemma,
    OuterFrame,
    Inner,
    Twins,
    Twin,
    Rate,
    Lead,
    Rest,
    ThirdShape,
    Relation,
    Extent,
    Odds,
    OddsLead,
    RankLead,
}

/// A value times its field's factor: parts add up to a hash.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part(pub(super) u32);

impl Field {
    #[inline(always)] // The factor is then a constant.
    pub(super) fn of(self, value: impl Into<u32>) -> Part {
        Part(value.into().wrapping_mul(FACTORS[self as usize]))
    }
}

/// Odd numbers with well mixed bits, one a field.
const FACTORS: [u32; COUNT] = {
    let mut factors = [0; COUNT];
    let mut at = 0;
    while at < COUNT {
        factors[at] = mixed(at as u32 + 1) | 1;
        at += 1;
    }
    factors
};
/// How many fields there are.
const COUNT: usize = Field::RankLead as usize + 1;

/// A number's bits, well mixed (the finaliser of MurmurHash3, Appleby 2011).
const fn mixed(number: u32) -> u32 {
    let number = number.wrapping_mul(GOLDEN);
    let number = (number ^ number >> 16).wrapping_mul(0x85EB_CA6B);
    let number = (number ^ number >> 13).wrapping_mul(0xC2B2_AE35);
    number ^ number >> 16
}

/// Two to the power of 32 by the golden ratio: its multiples lie apart.
pub(super) const GOLDEN: u32 = 0x9E37_79B1;
