//! What `extract watch` waits for: a change of the sources, told by the system or looked for.

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::sleep;
use std::time::{Duration, Instant};

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

use super::stop;

/// Changes come in crowds; a run begins when nothing has happened for this long.
const QUIET: Duration = Duration::from_millis(300);
/// How often it is looked whether the user wants to end.
const GLANCE: Duration = Duration::from_millis(100);
/// Where the system does not tell of changes the files are looked at this often.
const POLLING: Duration = Duration::from_secs(2);
/// Time after which a run that could not begin is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// Changes of files and folders since this was made.
pub enum Changes {
    /// The system tells of them.
    Told { happened: Receiver<()>, _watcher: RecommendedWatcher },
    /// The files are looked at this often, and had this print.
    Looked(Vec<PathBuf>, Duration, u64),
}

impl Changes {
    /// Changes from now on; `polling` is how often to look, where the system is not to be asked.
    pub fn of(inputs: &[PathBuf], polling: Option<Duration>) -> Self {
        let look = |every| Self::Looked(inputs.to_vec(), every, print(inputs));
        match polling {
            Some(every) => look(every),
            // Such as when there are more folders than the system is willing to look at.
            None => told(inputs).unwrap_or_else(|_| look(POLLING)),
        }
    }

    /// Waits until something has changed and then nothing for a while, or until a run that could not
    /// begin is to be tried `again`. Tells whether there is to be another run.
    pub fn wait(&self, again: bool) -> bool {
        let begun = Instant::now();
        let is_over = || stop::is_asked() || (again && begun.elapsed() >= AGAIN);
        while !is_over() {
            if self.happens() {
                while !stop::is_asked() && self.goes_on() {}
                break;
            }
        }
        !stop::is_asked()
    }

    /// Whether something happens; waits for it a little.
    fn happens(&self) -> bool {
        match self {
            Self::Told { happened, .. } => match happened.recv_timeout(GLANCE) {
                Ok(()) => true,
                Err(RecvTimeoutError::Timeout) => false,
                // It is told no longer: the next run begins to ask anew.
                Err(RecvTimeoutError::Disconnected) => true,
            },
            Self::Looked(inputs, every, before) => {
                let begun = Instant::now();
                while begun.elapsed() < *every && !stop::is_asked() {
                    sleep(GLANCE);
                }
                print(inputs) != *before
            }
        }
    }

    /// Whether more happens soon after.
    fn goes_on(&self) -> bool {
        match self {
            Self::Told { happened, .. } => happened.recv_timeout(QUIET).is_ok(),
            Self::Looked(inputs, ..) => {
                let before = print(inputs);
                sleep(QUIET);
                print(inputs) != before
            }
        }
    }
}

fn told(inputs: &[PathBuf]) -> notify::Result<Changes> {
    let (tell, happened) = channel();
    let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let inputs: Vec<_> = inputs.iter().map(absolute).collect();
    let watched = inputs.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.map_or(true, |event| matters(&event, &watched)) {
            // Nobody listens any more when the next run has its own watcher.
            let _ = tell.send(());
        }
    })?;
    for input in inputs {
        // A file that is replaced is another one: its folder tells of that.
        let (path, mode) = match input.is_dir() {
            true => (input.as_path(), RecursiveMode::Recursive),
            false => (input.parent().unwrap_or(&input), RecursiveMode::NonRecursive),
        };
        watcher.watch(path, mode)?;
    }
    Ok(Changes::Told { happened, _watcher: watcher })
}

/// Reading is no change, and of a folder that was not named only the named files matter.
fn matters(event: &Event, inputs: &[PathBuf]) -> bool {
    let is_ours = |path: &PathBuf| inputs.iter().any(|input| path.starts_with(input));
    !event.kind.is_access() && (event.paths.is_empty() || event.paths.iter().any(is_ours))
}

/// Names, sizes and times of change of all files as one number.
fn print(inputs: &[PathBuf]) -> u64 {
    let mut print = DefaultHasher::new();
    for entry in inputs.iter().flat_map(|input| WalkDir::new(input).sort_by_file_name()) {
        let Ok(entry) = entry else { continue };
        (entry.path(), facts(entry.path())).hash(&mut print);
    }
    print.finish()
}

fn facts(path: &Path) -> Option<(u64, Option<std::time::SystemTime>)> {
    let facts = fs::metadata(path).ok()?;
    let size = |facts: &Metadata| if facts.is_file() { facts.len() } else { 0 };
    Some((size(&facts), facts.modified().ok()))
}

#[cfg(test)]
mod tests {
    use notify::EventKind;
    use notify::event::{AccessKind, CreateKind};

    use super::*;

    #[test]
    fn a_print_changes_with_names_sizes_and_times() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let inputs = [folder.path().to_owned()];
        let mut prints = vec![print(&inputs)];
        let file = folder.path().join("a");
        fs::write(&file, "one").expect("writable");
        prints.push(print(&inputs));
        fs::write(&file, "three").expect("writable");
        prints.push(print(&inputs));
        let old = fs::File::open(&file).and_then(|file| file.set_modified(std::time::UNIX_EPOCH));
        old.expect("ours");
        prints.push(print(&inputs));
        fs::rename(&file, folder.path().join("b")).expect("ours");
        prints.push(print(&inputs));
        assert_eq!(print(&inputs), prints[4], "nothing happened");
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), 5);
    }

    #[test]
    fn what_matters() {
        let inputs = ["/in", "/other/a.html"].map(PathBuf::from);
        let check = |kind: EventKind, path: &str, expected| {
            let event = Event::new(kind).add_path(path.into());
            assert_eq!(matters(&event, &inputs), expected, "{event:?}");
        };
        let created = EventKind::Create(CreateKind::File);
        check(created, "/in/x/y", true);
        check(created, "/other/a.html", true);
        check(created, "/other/b.html", false);
        check(EventKind::Access(AccessKind::Any), "/in/x", false);
        assert!(matters(&Event::new(EventKind::Other), &inputs), "something was missed");
    }
}
