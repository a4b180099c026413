//! Names hostile sources for which a run's time grows faster than their length, and then fails:
//! `cargo run --release -p extract-fuzz --no-default-features --example growth`.

#[path = "../../tests/hostile/cases.rs"]
mod cases;
#[path = "../../tests/hostile/work.rs"]
mod work;

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use cases::CASES;
use cpu_time::ThreadTime;

/// Bytes of the two sources whose times are compared: what costs the square shows by then.
const LENGTHS: [usize; 2] = [1 << 17, 1 << 19];
/// Times the shorter that the longer may cost: 4 is linear, 16 a square.
const MOST_GROWTH: f64 = 8.0;
/// Times a source is worked through to find its shortest time: before it is called cheap, and dear.
const TRIES: [usize; 2] = [3, 12];

fn main() -> ExitCode {
    assert!(growth(LENGTHS.map(|bytes| vec![0; bytes]), square) > MOST_GROWTH, "a square is seen");
    let mut steepest = (0.0, "");
    for case in CASES {
        let growth = growth(LENGTHS.map(|bytes| case.of_size(bytes)), work);
        if growth > MOST_GROWTH {
            println!("{}: four times the source cost {growth:.1} times the time", case.name);
        }
        steepest = if growth > steepest.0 { (growth, case.name) } else { steepest };
    }
    let (most, name) = steepest;
    println!(
        "of {} sources the steepest is {name}: {most:.1} times the time for four times the source",
        CASES.len()
    );
    ExitCode::from(u8::from(most > MOST_GROWTH))
}

/// The time for the second source in terms of that for the first. Whatever else the machine does only
/// adds to a time: the shortest of some tries counts.
fn growth(sources: [Vec<u8>; 2], work: fn(&[u8])) -> f64 {
    let ([few, many], mut shortest) = (TRIES, [Duration::MAX; 2]);
    for tried in 1..=many {
        for (source, shortest) in sources.iter().zip(&mut shortest) {
            *shortest = time(source, work).min(*shortest);
        }
        if tried >= few && ratio(shortest) <= MOST_GROWTH {
            break;
        }
    }
    ratio(shortest)
}

fn ratio([short, long]: [Duration; 2]) -> f64 {
    long.as_secs_f64() / short.as_secs_f64()
}

fn time(source: &[u8], work: fn(&[u8])) -> Duration {
    let begun = ThreadTime::now();
    work(source);
    begun.elapsed()
}

/// Work that grows as the square of the source, and so little at first that only a long one shows it.
fn square(source: &[u8]) {
    for at in (0..source.len()).step_by(8) {
        black_box(source[at..].contains(&1));
    }
}

/// Everything that a run does with a source.
fn work(source: &[u8]) {
    black_box(work::work(source));
}
