//! How long the steps take, over all documents and, where it is asked for, in each.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use extract::write::harmless;

/// A step and how long it took.
pub type Lap = (&'static str, Duration);

/// Time of each step over all documents.
#[derive(Debug, Default)]
pub struct Times(Mutex<Vec<Lap>>);

impl Times {
    /// Adds steps of a document.
    pub fn add(&self, laps: &[Lap]) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (step, time) in laps {
            match all.iter_mut().find(|(known, _)| known == step) {
                Some((_, sum)) => *sum += *time,
                None => all.push((step, *time)),
            }
        }
    }

    /// The steps so far.
    pub fn all(&self) -> Vec<Lap> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The steps of one document as they are done.
pub struct Laps {
    last: Instant,
    laps: Vec<Lap>,
}

impl Laps {
    /// The first step begins.
    pub fn start() -> Self {
        Self { last: Instant::now(), laps: Vec::new() }
    }

    /// A step is done.
    pub fn lap(&mut self, step: &'static str) {
        let now = Instant::now();
        self.laps.push((step, now - std::mem::replace(&mut self.last, now)));
    }

    /// Adds them to all, and prints them where it is asked for; a closed stderr is no reason to stop.
    pub fn end(self, name: &str, all: &Times, is_printed: bool) {
        all.add(&self.laps);
        if is_printed {
            let told = self.laps.iter().map(|(step, time)| format!("{step} {}", shown(*time)));
            let line = format!("`{name}`: {}", told.collect::<Vec<_>>().join(", "));
            let _ = writeln!(io::stderr().lock(), "{}", harmless(&line));
        }
    }
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_add_up_step_by_step() {
        let times = Times::default();
        let ms = Duration::from_millis;
        times.add(&[("read", ms(1)), ("write", ms(2))]);
        times.add(&[("read", ms(3)), ("strip", ms(4))]);
        assert_eq!(times.all(), [("read", ms(4)), ("write", ms(2)), ("strip", ms(4))]);
        assert_eq!(shown(Duration::from_micros(1234)), "1.23 ms");
    }
}
