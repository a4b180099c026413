//! Ctrl-C: the sources at work are finished, no further one is begun.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// The user ended the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped; the documents written so far are whole, and another run goes on from there")]
pub struct Stopped;

impl Stopped {
    /// Exit code of a program that Ctrl-C ended.
    pub const EXIT: u8 = 130;
}

/// From here on Ctrl-C ends the run in order, a second one at once.
pub fn listen() {
    // Without a handler the program ends at once, as others do.
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(Stopped::EXIT));
        }
    });
}

/// Whether the run is to end.
pub fn is_asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
