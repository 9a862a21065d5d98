//! [`Dated`]: the order of day and month in a file's dates, told to its documents.
//!
//! 13/11/2026 tells what 03/11/2026 in the same column means. So where the first dates leave it open, their records wait
//! for one that tells it, but no more than fit in memory with ease: then they have no date, and that is said.

use std::collections::VecDeque;

use super::{InputError, Notices, Raw, Raws};
use crate::dates::{self, DateOrder, Hint};

/// Records that wait, and bytes of their texts.
const MOST: usize = 1000;
const MOST_BYTES: usize = 8 << 20;

/// The records of one file.
pub(super) struct Dated {
    raws: Raws,
    path: String,
    notices: Notices,
    order: Order,
    /// The user's word: nothing needs to be told by the dates.
    given: bool,
    waiting: VecDeque<Result<Raw, InputError>>,
    bytes: usize,
    /// It has had a record.
    begun: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Untold,
    Told(DateOrder),
    /// Nothing tells it in time, or dates tell one and the other.
    Open,
}

impl Dated {
    pub(super) fn new(
        raws: Raws,
        path: String,
        given: Option<DateOrder>,
        notices: Notices,
    ) -> Self {
        Self {
            raws,
            path,
            notices,
            order: given.map_or(Order::Untold, Order::Told),
            given: given.is_some(),
            waiting: VecDeque::new(),
            bytes: 0,
            begun: false,
        }
    }

    /// Takes in what a record's date says; true if the record must wait.
    fn look(&mut self, record: &Result<Raw, InputError>) -> bool {
        let Ok(raw) = record else {
            return false;
        };
        let date = raw
            .document
            .metadata
            .date
            .as_deref()
            .filter(|_| !self.given);
        match (date.and_then(dates::hint), self.order) {
            (Some(Hint::Told(order)), Order::Untold) => self.order = Order::Told(order),
            (Some(Hint::Told(order)), Order::Told(other)) if order != other => {
                self.open("dates such as 03/11/2026 are read no further, for some of its dates have the day first and some the month");
            }
            (Some(Hint::Open), Order::Untold) => return true,
            _ => {}
        }
        false
    }

    /// Reads on until the order is told, or must be done without.
    fn wait(&mut self) {
        while self.order == Order::Untold {
            let Some(record) = self.raws.next() else {
                return self.open(&unread("nothing in it"));
            };
            self.look(&record);
            self.bytes += record.as_ref().map_or(0, |raw| raw.document.text.len());
            self.waiting.push_back(record);
            if self.waiting.len() >= MOST || self.bytes >= MOST_BYTES {
                self.open(&unread("nothing near its start"));
            }
        }
    }

    fn open(&mut self, why: &str) {
        self.order = Order::Open;
        let said = format!("{why}: --date-order tells which comes first");
        self.notices.tell(&self.path, said);
    }
}

fn unread(what: &str) -> String {
    format!("dates such as 03/11/2026 are not read, for {what} tells day from month")
}

impl Iterator for Dated {
    type Item = Result<Raw, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = match self.waiting.pop_front() {
            Some(record) => record,
            None => {
                let Some(record) = self.raws.next() else {
                    if !self.begun {
                        let what = "there is no article in it";
                        self.notices.tell_of_each(&self.path, what);
                    }
                    return None;
                };
                self.begun = true;
                if self.look(&record) {
                    self.waiting.push_back(record);
                    self.wait();
                    self.bytes = 0;
                    return self.next();
                }
                record
            }
        };
        if let (Ok(raw), Order::Told(order)) = (&mut record, self.order) {
            raw.document.metadata.date_order = Some(order);
        }
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Fields, Reader, Reading, Source, documents};

    /// The days of a table's dates, and what is told of them.
    fn days(dates: &[&str], given: Option<DateOrder>) -> (Vec<String>, usize) {
        let table = dates.iter().map(|date| format!("{date};x\n"));
        let table = "date;text\n".to_owned() + &table.collect::<String>();
        let fields = Fields {
            date_order: given,
            ..Fields::default()
        };
        let reading = Reading {
            fields,
            ..Reading::default()
        };
        let documents = documents(Source::memory("t", table.into_bytes()), &reading);
        let days = documents.map(|document| {
            let when = document.unwrap().when(None);
            when.map(|when| when.to_string()).unwrap_or_default()
        });
        let days = days.collect();
        let told = reading.notices.take();
        (
            days,
            told.iter()
                .filter(|said| said.contains("--date-order"))
                .count(),
        )
    }

    #[test]
    fn another_date_of_the_column_tells_the_order() {
        let (told, said) = days(
            &["03/11/2026", "2 May 2026", "13/11/2026", "04/11/2026"],
            None,
        );
        assert_eq!(
            told,
            ["2026-11-03", "2026-05-02", "2026-11-13", "2026-11-04"]
        );
        assert_eq!(said, 0);
        let (told, _) = days(&["11/13/2026", "03/11/2026"], None);
        assert_eq!(told, ["2026-11-13", "2026-03-11"]);
    }

    #[test]
    fn what_nothing_tells_is_left_undated_and_said() {
        assert_eq!(
            days(&["03/11/2026", "04/11/2026"], None),
            (vec![String::new(); 2], 1)
        );
        let (told, said) = days(&["03/11/2026", "13/11/2026", "11/13/2026"], None);
        assert_eq!((told[2].as_str(), said), ("2026-11-13", 1));
        let mut many = vec!["03/11/2026"; 2 * MOST];
        many.push("13/11/2026");
        let (told, said) = days(&many, None);
        assert_eq!(
            (told[0].as_str(), told[2 * MOST].as_str(), said),
            ("", "2026-11-13", 1)
        );
    }

    #[test]
    fn a_file_without_records_is_told() {
        for empty in ["", "[]"] {
            let reading = Reading::default();
            let source = Source::memory("t", format!("{empty}\n").into_bytes());
            let read = Dated::new(
                crate::input::Json.raws(source, &reading),
                "t".to_owned(),
                None,
                reading.notices.clone(),
            );
            assert_eq!(read.count(), 0);
            assert_eq!(reading.notices.take(), ["t: there is no article in it"]);
        }
    }

    #[test]
    fn the_users_word_is_taken() {
        let (told, said) = days(&["03/11/2026", "13/11/2026"], Some(DateOrder::MonthFirst));
        assert_eq!(told, ["2026-03-11", "2026-11-13"]);
        assert_eq!(said, 0);
    }
}
