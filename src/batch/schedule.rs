//! When which document is made: large ones first, and never more bytes at a time than allowed.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::plan::Plan;

/// Sources of so many bytes are begun before all others, the largest first: begun last they would
/// keep one thread at work when the others have nothing left.
const LARGE: u64 = 4 << 20;

/// Numbers of the documents in the order they are begun. Small ones follow each other as they stand
/// in the lists, so that few rows wait for those of an earlier document.
pub fn order(plan: &Plan<'_>) -> Vec<u32> {
    let mut order: Vec<u32> = (0..plan.work.len() as u32).collect();
    order.sort_by_key(|at| {
        let bytes = plan.bytes(&plan.work[*at as usize]);
        std::cmp::Reverse(if bytes < LARGE { 0 } else { bytes })
    });
    order
}

/// Bounds the bytes of the sources at work.
pub struct Gate {
    most: u64,
    /// Bytes at work.
    inside: Mutex<u64>,
    left: Condvar,
    /// Held by who waits: those behind it wait too, so that a large source gets its turn.
    turn: Mutex<()>,
}

impl Gate {
    /// A gate that lets sources of at most so many bytes in together; a larger one goes alone.
    pub fn new(most: u64) -> Self {
        Self { most, inside: Mutex::default(), left: Condvar::new(), turn: Mutex::default() }
    }

    /// Waits until there is room for so many bytes.
    pub fn enter(&self, bytes: u64) -> Inside<'_> {
        let _turn = lock(&self.turn);
        let is_full = |inside: &mut u64| *inside > 0 && *inside + bytes > self.most;
        let inside = self.left.wait_while(lock(&self.inside), is_full);
        *inside.unwrap_or_else(PoisonError::into_inner) += bytes;
        Inside { gate: self, bytes }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Bytes at work, until this is dropped.
pub struct Inside<'a> {
    gate: &'a Gate,
    bytes: u64,
}

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        *lock(&self.gate.inside) -= self.bytes;
        self.gate.left.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn no_more_is_at_work_than_allowed_but_for_one_alone() {
        let (gate, now) = (Gate::new(10), AtomicU64::new(0));
        let work = |bytes: u64| {
            let _inside = gate.enter(bytes);
            let others = now.fetch_add(bytes, Ordering::SeqCst);
            assert!(others == 0 || others + bytes <= 10, "{others} and {bytes}");
            thread::yield_now();
            now.fetch_sub(bytes, Ordering::SeqCst);
        };
        thread::scope(|scope| {
            for first in [1, 4, 6, 25] {
                scope.spawn(move || (0..200).for_each(|n| work(first + n % 3)));
            }
        });
        assert_eq!(now.into_inner(), 0);
    }
}
