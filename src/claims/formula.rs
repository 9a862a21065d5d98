//! [`Formula`]: the arithmetic a rule may do: `+ - * /`, parentheses, numbers and names.
//!
//! `x.low` and `x.high` are the ends of what `x` stands for: "from 40 to 50" is one range. `|a - b|` is how far they
//! are apart, whichever is larger.
//!
//! No functions, no loops: a formula's cost is its length, which is bounded.

use super::interval::Interval;

/// Longest formula that is read.
const MAX_LENGTH: usize = 500;
/// Deepest nesting of parentheses and signs.
const MAX_DEPTH: usize = 32;

/// A parsed formula, as steps over a stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Number(f64),
    Name(String),
    Operator(Operator),
    Negate,
    Absolute,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Operator {
    const ALL: [(u8, Self); 4] = [
        (b'+', Self::Add),
        (b'-', Self::Subtract),
        (b'*', Self::Multiply),
        (b'/', Self::Divide),
    ];

    fn apply(self, left: Interval, right: Interval) -> Interval {
        match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Divide => left / right,
        }
    }

    fn binds_tighter(self) -> bool {
        matches!(self, Self::Multiply | Self::Divide)
    }
}

impl Formula {
    /// Reads a formula; the error says what was wrong at which column.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > MAX_LENGTH {
            return Err(format!("a formula has at most {MAX_LENGTH} characters"));
        }
        let mut parser = Parser {
            text,
            at: 0,
            depth: 0,
            steps: Vec::new(),
        };
        parser.sum()?;
        match parser.peek() {
            None => Ok(Self {
                steps: parser.steps,
            }),
            Some(_) => Err(parser.fault("an operator")),
        }
    }

    /// The names it needs, each once and whole, in the order of their appearance.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for step in &self.steps {
            let Step::Name(name) = step else { continue };
            let whole = name.strip_suffix(".low").or(name.strip_suffix(".high"));
            let whole = whole.unwrap_or(name);
            if !names.contains(&whole) {
                names.push(whole);
            }
        }
        names
    }

    /// Its value, or `None` if a name has none. `value_of` may know an end (`x.low`) itself.
    pub fn evaluate(&self, value_of: impl Fn(&str) -> Option<Interval>) -> Option<Interval> {
        let mut stack: Vec<Interval> = Vec::new();
        for step in &self.steps {
            let value = match step {
                Step::Number(number) => Interval::exactly(*number),
                Step::Name(name) => value_of(name).or_else(|| end_of(name, &value_of))?,
                Step::Negate => Interval::exactly(0.0) - stack.pop()?,
                Step::Absolute => stack.pop()?.absolute(),
                Step::Operator(operator) => {
                    let right = stack.pop()?;
                    operator.apply(stack.pop()?, right)
                }
            };
            stack.push(value);
        }
        stack.pop()
    }
}

/// The name's value, or the end that its suffix asks for.
fn end_of(name: &str, value_of: impl Fn(&str) -> Option<Interval>) -> Option<Interval> {
    if let Some(whole) = name.strip_suffix(".low") {
        return value_of(whole).map(|range| Interval::exactly(range.low()));
    }
    match name.strip_suffix(".high") {
        Some(whole) => value_of(whole).map(|range| Interval::exactly(range.high())),
        None => value_of(name),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    steps: Vec<Step>,
}

impl Parser<'_> {
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn fault(&self, wanted: &str) -> String {
        let column = 1 + self
            .text
            .get(..self.at)
            .map_or(0, |text| text.chars().count());
        match self
            .text
            .get(self.at..)
            .and_then(|rest| rest.chars().next())
        {
            Some(found) => format!("column {column}: expected {wanted}, found `{found}`"),
            None => format!("column {column}: expected {wanted}, found the end"),
        }
    }

    /// Takes an operator of the wanted rank, if one is next.
    fn operator(&mut self, tight: bool) -> Option<Operator> {
        let next = self.peek()?;
        let (_, operator) = Operator::ALL.into_iter().find(|(sign, _)| *sign == next)?;
        (operator.binds_tighter() == tight).then(|| {
            self.at += 1;
            operator
        })
    }

    fn sum(&mut self) -> Result<(), String> {
        self.term()?;
        while let Some(operator) = self.operator(false) {
            self.term()?;
            self.steps.push(Step::Operator(operator));
        }
        Ok(())
    }

    fn term(&mut self) -> Result<(), String> {
        self.factor()?;
        while let Some(operator) = self.operator(true) {
            self.factor()?;
            self.steps.push(Step::Operator(operator));
        }
        Ok(())
    }

    fn factor(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("nested deeper than {MAX_DEPTH}"));
        }
        match self.peek() {
            Some(b'(') => {
                self.at += 1;
                self.sum()?;
                if self.peek() != Some(b')') {
                    return Err(self.fault("`)`"));
                }
                self.at += 1;
            }
            Some(b'|') => {
                self.at += 1;
                self.sum()?;
                if self.peek() != Some(b'|') {
                    return Err(self.fault("`|`"));
                }
                self.at += 1;
                self.steps.push(Step::Absolute);
            }
            Some(b'-') => {
                self.at += 1;
                self.factor()?;
                self.steps.push(Step::Negate);
            }
            Some(byte) if byte.is_ascii_digit() || byte == b'.' => self.number()?,
            Some(byte) if byte.is_ascii_alphabetic() || byte == b'_' => {
                let name = self
                    .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'));
                self.steps.push(Step::Name(name));
            }
            _ => return Err(self.fault("a number, a name or `(`")),
        }
        self.depth -= 1;
        Ok(())
    }

    fn number(&mut self) -> Result<(), String> {
        let start = self.at;
        let mut digits = self.take_while(|byte| byte.is_ascii_digit() || byte == b'.');
        if let Some(b'e' | b'E') = self.text.as_bytes().get(self.at) {
            self.at += 1;
            digits.push('e');
            digits += &self.take_while(|byte| byte.is_ascii_digit());
        }
        match digits.parse::<f64>() {
            Ok(number) if number.is_finite() => {
                self.steps.push(Step::Number(number));
                Ok(())
            }
            _ => {
                self.at = start;
                Err(self.fault("a number"))
            }
        }
    }

    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> String {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.bytes().take_while(|byte| wanted(*byte)).count();
        self.at += length;
        rest.get(..length).unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> Interval {
        let formula = Formula::parse(text).unwrap();
        formula
            .evaluate(|name| (name == "x").then(|| Interval::new(2.0, 3.0)))
            .unwrap()
    }

    #[test]
    fn ranks_and_parentheses() {
        assert_eq!(value("1 + 2 * 3"), Interval::exactly(7.0));
        assert_eq!(value("(1 + 2) * 3 - 4 / 2"), Interval::exactly(7.0));
        assert_eq!(value("10 - 2 - 3"), Interval::exactly(5.0));
        assert_eq!(value("-x * 2"), Interval::new(-6.0, -4.0));
        assert_eq!(value("6 / x"), Interval::new(2.0, 3.0));
        assert_eq!(value("1.5e3"), Interval::exactly(1500.0));
        assert_eq!(value("x.high - x.low"), Interval::exactly(1.0));
        assert_eq!(value("|1 - x| * 2"), Interval::new(2.0, 4.0));
        assert_eq!(value("|x - 2.5|"), Interval::new(0.0, 0.5));
    }

    #[test]
    fn faults_name_the_column() {
        let fault = |text: &str| Formula::parse(text).unwrap_err();
        assert_eq!(
            fault("1 +"),
            "column 4: expected a number, a name or `(`, found the end"
        );
        assert_eq!(fault("(1 2)"), "column 4: expected `)`, found `2`");
        assert_eq!(fault("1 2"), "column 3: expected an operator, found `2`");
        assert_eq!(fault("1.2.3"), "column 1: expected a number, found `1`");
        let deep = "(".repeat(100);
        assert!(fault(&deep).contains("nested deeper"));
        let long = "1+".repeat(400);
        assert!(fault(&long).contains("at most"));
    }

    #[test]
    fn a_name_without_a_value_gives_none() {
        assert_eq!(Formula::parse("y + 1").unwrap().evaluate(|_| None), None);
        assert_eq!(Formula::parse("a * b + a").unwrap().names(), ["a", "b"]);
    }

    proptest! {
        #[test]
        fn any_text_parses_or_faults(text in "[-+*/()| .0-9a-cé]{0,60}") {
            if let Ok(formula) = Formula::parse(&text) {
                let _ = formula.evaluate(|_| Some(Interval::new(-1.0, 2.0)));
            }
        }
    }
}
