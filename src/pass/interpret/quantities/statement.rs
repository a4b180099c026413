//! What is said of a subject: one number, one for each of a list, or a count of things behind a
//! verb.

use super::predicate::Predicate;
use super::scan::{Measures, Mention};
use super::sentence::{Carry, Reader};
use super::subject::{Subject, holds, judge};
use super::time::Role;
use crate::data::quantity::words;
use crate::document::{Quantity, Sense};

impl Reader<'_> {
    /// A number that is said of the subject before it, or of the one before that.
    pub(super) fn state(&mut self, place: usize, said: &Predicate, named: &Subject) {
        let mention = &self.scan.mentions[place];
        let words = &self.text[named.start..named.end];
        let (name, is_sure) = if words.is_empty() {
            if named.verb || !(said.says() || mention.measures == Measures::Doubling) {
                return;
            }
            let Some(shared) = self.shared.clone() else { return };
            self.set_local(self.from, said.start);
            (shared, true)
        } else {
            self.shared = None;
            let Some(is_sure) = judge(words) else { return };
            (words.to_owned(), is_sure)
        };
        if !fits(mention, said, named, &name) {
            return;
        }
        self.push(mention, said, named, name, is_sure && !named.owner_lost);
    }

    /// Numbers behind 分别, one for each subject.
    pub(super) fn share_out(
        &mut self,
        first: usize,
        last: usize,
        said: &Predicate,
        named: &Subject,
    ) {
        let mentions = &self.scan.mentions[first..=last];
        let words = &self.text[named.start..named.end];
        let names: Vec<String> = if words.is_empty() {
            let start = self.found.len().saturating_sub(mentions.len());
            let names: Vec<_> = self.found[start..].iter().map(|one| one.subject.clone()).collect();
            if names.iter().enumerate().any(|(place, name)| names[..place].contains(name)) {
                Vec::new()
            } else {
                names
            }
        } else {
            parts(words).into_iter().map(str::to_owned).collect()
        };
        if names.len() != mentions.len() || mentions.len() < 2 {
            return;
        }
        let is_alike = words.is_empty() || are_alike(&names);
        for (mention, name) in mentions.iter().zip(names) {
            if let Some(is_sure) = judge(&name).filter(|_| fits(mention, said, named, &name)) {
                self.push(mention, said, named, name, is_sure && is_alike);
            }
        }
    }

    /// Things counted behind a verb: 建成6条线路; where they end.
    pub(super) fn count(
        &mut self,
        place: usize,
        said: &Predicate,
        named: &Subject,
        start: usize,
        limit: usize,
    ) -> Option<usize> {
        let mention = &self.scan.mentions[place];
        let is_verb = named.verb || said.done || said.sense.is_some();
        let is_age = mention.value.unit.as_ref().is_some_and(|unit| unit.dimension == "age");
        let counts = matches!(mention.measures, Measures::Count | Measures::Measure) && !is_age;
        if !is_verb || !counts || named.start < named.end || said.level || said.each || said.from {
            return None;
        }
        let (name, end) = self.thing(place, start, limit)?;
        let is_sure = judge(&name)?;
        // 500平方米以上菜市场 may each be so large.
        let is_size = mention.measures == Measures::Measure && mention.value.comparator.is_some();
        let is_sure = is_sure && !is_size && !holds(words("phrase"), &name);
        self.push(mention, said, named, name, is_sure);
        Some(end)
    }

    /// The noun behind a number and where it ends.
    fn thing(&self, place: usize, start: usize, limit: usize) -> Option<(String, usize)> {
        let whole = self.text.get(start..limit)?;
        let is_before_number =
            self.scan.mentions.get(place + 1).is_some_and(|next| next.start == limit);
        let part = match whole.rsplit_once(['、', '和', '及']) {
            Some((part, rest)) if is_before_number && rest.trim().is_empty() => part,
            _ if is_before_number => return None,
            _ => whole,
        };
        let name = part.trim();
        let name =
            words("tail").strip_end(name).filter(|rest| rest.chars().count() >= 2).unwrap_or(name);
        let has_time = self.scan.times.iter().any(|time| time.start >= start && time.end <= limit);
        (!has_time && name.chars().count() >= 2).then(|| (name.to_owned(), limit))
    }

    fn push(
        &mut self,
        mention: &Mention,
        said: &Predicate,
        named: &Subject,
        subject: String,
        is_sure: bool,
    ) {
        let is_list = named.start < named.end && !named.verb && !said.says();
        let carry = if is_list { self.carry } else { Carry::default() };
        let sense = said.sense.or(named.sense).or(carry.sense).unwrap_or_default();
        let is_multiple = mention.measures == Measures::Doubling
            || (mention.measures == Measures::Times && sense == Sense::Level);
        let value = &mention.value;
        let (since, year) = self.time(mention, said);
        let comparator = said.comparator.or(value.comparator);
        self.shared = Some(subject.clone());
        if named.verb {
            self.carry = Carry { sense: named.sense, total: named.total, yearly: named.yearly };
        }
        self.found.push(Quantity {
            subject,
            raw: self.text[said.start..mention.end].trim().to_owned(),
            value: value.value,
            low: value.low,
            high: value.high,
            unit: value.unit.as_ref().map(|unit| unit.text.clone()),
            comparator,
            approximate: said.approximate || value.approximate,
            cumulative: said.total || named.total || carry.total,
            yearly: said.yearly || named.yearly || carry.yearly,
            sense: if is_multiple { Sense::Multiple } else { sense },
            year,
            since,
            base_year: said.base,
            unsure: !is_sure,
            ..Quantity::default()
        });
    }

    /// First year and year of a number: its own, or the last that governs.
    fn time(&self, mention: &Mention, said: &Predicate) -> (Option<u16>, Option<u16>) {
        if let Some(own) = said.own {
            return own;
        }
        if said.from {
            return (None, None);
        }
        let before = self.scan.times.partition_point(|time| time.start < mention.start);
        let is_old =
            |place: &usize| self.local.contains(place) && self.scan.times[*place].start < self.from;
        let governs =
            |place: &usize| self.scan.times[*place].role == Role::Governing && !is_old(place);
        let governing = (0..before).rev().find(governs);
        governing.map_or((None, None), |place| {
            (self.scan.times[place].since, self.scan.times[place].year)
        })
    }

    /// A period right before a verb without a subject of its own holds for that number only.
    fn set_local(&mut self, start: usize, end: usize) {
        let times = &self.scan.times;
        let first = times.partition_point(|time| time.start < start);
        let local =
            (first..times.len()).take_while(|place| times[*place].start < end.max(start + 1));
        self.local.extend(local.filter(|place| times[*place].since.is_some()));
    }
}

/// Subjects of a list: 城镇化率、森林覆盖率.
fn parts(text: &str) -> Vec<&str> {
    text.split(['、', '和', '及', '与']).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Each part of a list names a measure of its own; 城镇、农村居民收入 does not.
fn are_alike(names: &[String]) -> bool {
    let last = |name: &String| name.chars().last();
    let is_same = names.windows(2).all(|pair| last(&pair[0]) == last(&pair[1]));
    is_same || names.iter().all(|name| words("measure").end_of(name).is_some())
}

/// Whether a number of this unit can be said of the subject in these words.
fn fits(mention: &Mention, said: &Predicate, named: &Subject, name: &str) -> bool {
    let ends = |class: &str| words(class).end_of(name).is_some();
    let changes = said.sense.is_some() || named.sense.is_some();
    match mention.measures {
        Measures::Share => {
            changes || said.level || said.comparator.is_some() || said.from || ends("head")
        }
        Measures::Points => changes,
        Measures::Times => changes || said.compared,
        Measures::Duration => ends("lasting"),
        Measures::Bare => ends("bare") && (said.level || said.from),
        Measures::Count | Measures::Measure | Measures::Money | Measures::Doubling => true,
    }
}
