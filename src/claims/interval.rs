//! [`Interval`]: a number that is only known to lie between two bounds, and its arithmetic.
//!
//! Law: if `x` lies in `a` and `y` in `b`, then `x ∘ y` lies in `a ∘ b`. Where
//! nothing can be said (division by a range that holds zero) the answer is the
//! whole line, never a panic and never NaN.

use std::ops::{Add, Div, Mul, Sub};

/// All numbers from `low` to `high`; either end may be infinite.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    low: f64,
    high: f64,
}

impl Interval {
    pub const WHOLE: Self = Self {
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
    };

    /// The range between two bounds in either order; a bound that is no number gives the whole line.
    pub fn new(a: f64, b: f64) -> Self {
        if a.is_nan() || b.is_nan() {
            return Self::WHOLE;
        }
        Self {
            low: a.min(b),
            high: a.max(b),
        }
    }

    pub fn exactly(value: f64) -> Self {
        Self::new(value, value)
    }

    pub fn low(self) -> f64 {
        self.low
    }

    pub fn high(self) -> f64 {
        self.high
    }

    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Every number of `other` lies in this one.
    pub fn covers(self, other: Self) -> bool {
        self.low <= other.low && other.high <= self.high
    }

    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Pushes positive bounds apart by a share of themselves.
    pub fn widen(self, share: f64) -> Self {
        Self::new(self.low * (1.0 - share), self.high * (1.0 + share))
    }

    pub fn is_exact(self) -> bool {
        self.low == self.high
    }

    /// How many times the low end the high end is; ranges through zero are the widest.
    pub fn spread(self) -> f64 {
        if self.low > 0.0 {
            self.high / self.low
        } else {
            f64::INFINITY
        }
    }

    /// Without signs.
    pub fn absolute(self) -> Self {
        let (low, high) = (self.low.abs(), self.high.abs());
        match self.contains(0.0) {
            true => Self::new(0.0, low.max(high)),
            false => Self::new(low, high),
        }
    }

    /// The smallest range that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self::new(self.low.min(other.low), self.high.max(other.high))
    }

    fn of_all(values: [f64; 4]) -> Self {
        if values.iter().any(|value| value.is_nan()) {
            return Self::WHOLE;
        }
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Self { low, high }
    }
}

/// Nothing of an unbounded amount is nothing: keeps zero bounds out of NaN.
fn product(a: f64, b: f64) -> f64 {
    if a == 0.0 || b == 0.0 { 0.0 } else { a * b }
}

impl Add for Interval {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.low + other.low, self.high + other.high)
    }
}

impl Sub for Interval {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.low - other.high, self.high - other.low)
    }
}

impl Mul for Interval {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::of_all([
            product(self.low, other.low),
            product(self.low, other.high),
            product(self.high, other.low),
            product(self.high, other.high),
        ])
    }
}

impl Div for Interval {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        if other.contains(0.0) {
            return Self::WHOLE;
        }
        // 1 / infinity is 0, so the inverse needs no case of its own.
        self * Self::new(1.0 / other.high, 1.0 / other.low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn division_by_a_range_with_zero_says_nothing() {
        let one = Interval::exactly(1.0);
        assert_eq!(one / Interval::new(-1.0, 1.0), Interval::WHOLE);
        assert_eq!(
            one / Interval::new(2.0, f64::INFINITY),
            Interval::new(0.0, 0.5)
        );
    }

    proptest! {
        #[test]
        fn results_hold_every_combination(a in -1e6..1e6f64, b in 0.0..1e3f64, c in -1e6..1e6f64, d in 0.0..1e3f64, s in 0.0..1.0f64, t in 0.0..1.0f64) {
            let (left, right) = (Interval::new(a, a + b), Interval::new(c, c + d));
            let (x, y) = (a + b * s, c + d * t);
            let near = |range: Interval, value: f64| {
                let slack = 1e-9 * (1.0 + value.abs());
                range.low() - slack <= value && value <= range.high() + slack
            };
            prop_assert!(near(left + right, x + y));
            prop_assert!(near(left - right, x - y));
            prop_assert!(near(left * right, x * y));
            prop_assert!(y == 0.0 || near(left / right, x / y));
        }
    }
}
