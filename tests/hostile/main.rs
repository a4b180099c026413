//! Sources made to be dear cost no more than others: what is allocated grows as the source does,
//! what is held at a time stays within bounds, and a small stack is enough, however deep it nests.
//! `fuzz/examples/growth.rs` compares processor times in the same way.
//!
//! One test alone: the counts are those of the process.

mod cases;
mod work;

use std::alloc::System;
use std::thread;

use cap::Cap;
use cases::{CASES, Case};
use work::work;

#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// Bytes of the shortest source: windows and buffers of a fixed size are full then.
const BYTES: usize = 6_000;
/// Times the first doubling that the second may allocate: 2 for what is linear, 4 for a square.
const MOST_GROWTH: f64 = 3.0;
/// Bytes of the document for each byte of the source.
const MOST_HELD: usize = 60;
/// Bytes held at a time for each byte of the source, while it is read and written.
const MOST_AT_ONCE: usize = 100;
/// What is made once, and what any source may hold.
const FREE: usize = 6 << 20;
/// Bytes of stack: a thread of a program has eight times as many.
const STACK: usize = 256 << 10;

#[test]
fn every_source_is_cheap() {
    // What is made once, whatever the source.
    for case in CASES {
        allocated(case.of_size(BYTES / 8));
    }
    let dear: Vec<String> = CASES.iter().filter_map(dear).collect();
    assert_eq!(dear, [""; 0]);
    let most = 4 * BYTES * MOST_AT_ONCE + FREE;
    assert!(MEMORY.max_allocated() <= most, "{} bytes at a time", MEMORY.max_allocated());
}

/// What a source costs too much of.
fn dear(case: &Case) -> Option<String> {
    let [one, two, four] = [1, 2, 4].map(|times| allocated(case.of_size(BYTES * times)));
    let more = |than: usize, all: usize| all.saturating_sub(than).max(1) as f64;
    let growth = more(two.all, four.all) / more(one.all, two.all);
    let most = 4 * BYTES * MOST_HELD;
    let name = case.name;
    if growth > MOST_GROWTH {
        return Some(format!("{name}: the second doubling costs {growth:.1} times the first"));
    }
    (four.held > most).then(|| format!("{name}: {} bytes held, {most} are allowed", four.held))
}

struct Allocated {
    /// Bytes allocated one after the other.
    all: usize,
    /// Bytes of them at the end: the document.
    held: usize,
}

fn allocated(source: Vec<u8>) -> Allocated {
    let thread = thread::Builder::new().stack_size(STACK);
    let done = thread.spawn(move || {
        let (all, held) = (MEMORY.total_allocated(), MEMORY.allocated());
        let made = work(&source);
        let count = Allocated {
            all: MEMORY.total_allocated() - all,
            held: MEMORY.allocated().saturating_sub(held),
        };
        drop(made);
        count
    });
    done.expect("a thread can be started").join().expect("no source makes the program fail")
}
