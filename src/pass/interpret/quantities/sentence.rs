//! One sentence read from left to right: each number with its subject, or left alone.

use super::behind::{Behind, behind};
use super::boundary;
use super::predicate::predicate;
use super::scan::{Scan, scan};
use super::subject::{Reach, subject};
use crate::data::quantity::words;
use crate::document::{Quantity, Sense};

/// Bytes before a number that are looked at: more than the longest subject with its verb.
const WINDOW: usize = 400;

/// Reads a sentence; what it does not decide is left out.
pub(super) fn read(text: &str) -> Vec<Quantity> {
    let scan = scan(text);
    let mut reader = Reader {
        text,
        scan: &scan,
        from: 0,
        shared: None,
        carry: Carry::default(),
        local: Vec::new(),
        found: Vec::new(),
    };
    let mut next = 0;
    while next < scan.mentions.len() {
        next = reader.take(next);
    }
    reader.found
}

/// What a verb before a list says of all its parts: 新增企业5家、机构3家.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Carry {
    pub sense: Option<Sense>,
    pub total: bool,
    pub yearly: bool,
}

/// A sentence while it is read.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub scan: &'a Scan,
    /// Where the words of the next number start.
    pub from: usize,
    /// Subject of the last quantity of the sentence.
    pub shared: Option<String>,
    pub carry: Carry,
    /// Periods that held for one number only: “十三五”时期年均增长6%.
    pub local: Vec<usize>,
    pub found: Vec<Quantity>,
}

impl Reader<'_> {
    /// Reads the number with this place in the sentence; the place of the next one to read.
    fn take(&mut self, place: usize) -> usize {
        let mention = &self.scan.mentions[place];
        self.enter_clause(mention.start);
        let glued = place > 0 && self.scan.mentions[place - 1].end == mention.start;
        let (behind, limit) = self.behind(place);
        let start = self.from.max(boundary(self.text, mention.start.saturating_sub(WINDOW)));
        let Some(said) = predicate(self.text, self.scan, start, mention.start) else {
            return place + 1;
        };
        let reach = Reach::of(&said);
        let named = subject(self.text, self.scan, start..said.start, reach);
        match behind {
            Behind::End(bytes) if !glued => {
                let last = self.last_of_list(place);
                let after = self.after_list(place, last, bytes);
                if said.each {
                    self.share_out(place, last, &said, &named);
                } else if last == place {
                    self.state(place, &said, &named);
                } else {
                    self.shared = None;
                }
                self.from = after;
                last + 1
            }
            Behind::Change if said.from => {
                self.state(place, &said, &named);
                self.from = mention.end;
                place + 1
            }
            Behind::Thing(bytes) if !glued => {
                if let Some(end) = self.count(place, &said, &named, mention.end + bytes, limit) {
                    self.from = end;
                }
                place + 1
            }
            _ => place + 1,
        }
    }

    /// A stop between here and the number starts a new clause; one without a number in between
    /// may have changed the subject.
    fn enter_clause(&mut self, start: usize) {
        let stops = &self.scan.stops;
        let first = stops.partition_point(|stop| stop.start < self.from);
        let last = stops.partition_point(|stop| stop.start < start);
        for (number, stop) in stops[first..last].iter().enumerate() {
            let skipped = &self.text[self.from..stop.start];
            let is_remark = ["按", "同时", "其中"].iter().any(|word| skipped.starts_with(word));
            let is_time = self
                .scan
                .times
                .iter()
                .any(|time| time.start >= self.from && time.end == stop.start);
            let goes_on = skipped.trim().is_empty() || is_remark || is_time;
            let is_same = goes_on || (number == 0 && self.carried(skipped));
            if !is_same {
                self.shared = None;
            }
            self.from = stop.end;
            self.carry = Carry::default();
        }
    }

    /// The words before the stop belong to the last number of the clause.
    fn carried(&self, skipped: &str) -> bool {
        let first = self.scan.mentions.partition_point(|mention| mention.start < self.from);
        let is_tail = first > 0 && self.scan.mentions[first - 1].end >= self.from;
        is_tail || skipped.chars().count() <= 2
    }

    /// What follows a number, and where its clause or the text before the next number ends.
    pub(super) fn behind(&self, place: usize) -> (Behind, usize) {
        let end = self.scan.mentions[place].end;
        let stop = self.scan.stops.partition_point(|stop| stop.start < end);
        let stop = self.scan.stops.get(stop).map_or(self.text.len(), |stop| stop.start);
        let next = self.scan.mentions.get(place + 1).map_or(stop, |next| next.start);
        (behind(&self.text[end..stop.min(next)], stop <= next), stop.min(next))
    }

    /// Place of the last number of a list of bare numbers: 18亿元、43亿元和75亿元.
    fn last_of_list(&self, place: usize) -> usize {
        let mut last = place;
        while let Some(next) = self.scan.mentions.get(last + 1) {
            let (Behind::End(bytes), _) = self.behind(last) else { break };
            let end = self.scan.mentions[last].end;
            let between = &self.text[end + bytes..next.start];
            let joins = bytes > 0 && self.text[end..end + bytes].trim().chars().count() <= 2;
            let is_stop =
                self.scan.stops.iter().any(|stop| stop.start >= end && stop.end <= next.start);
            let is_end = matches!(self.behind(last + 1).0, Behind::End(_));
            if !joins || is_stop || !is_bare(between) {
                break;
            }
            last += 1;
            if !is_end {
                break;
            }
        }
        last
    }

    fn after_list(&self, place: usize, last: usize, bytes: usize) -> usize {
        let end = self.scan.mentions[last].end;
        match self.behind(last) {
            _ if last == place => end + bytes,
            (Behind::End(bytes), _) => end + bytes,
            _ => end,
        }
    }
}

/// Nothing but words of bounds and doubt.
fn is_bare(between: &str) -> bool {
    between.trim().is_empty() || words("bare_before").has(between.trim())
}
