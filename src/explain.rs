//! Why something in a document is what it is: where it stands in the source, and each pass that
//! touched it.

mod story;
mod subject;
mod target;

use std::fmt::Write;
use std::ops::ControlFlow;

use extract::document::Document;
use extract::write::blocks::block;
use extract::{Error, Options, convert, convert_watched};

use self::story::Story;
use self::subject::Subject;
pub use self::target::Target;

/// Blocks whose stories are told; of a longer thing the others are named.
const MOST_STORIES: usize = 24;

/// The story of the target; nothing when the source has no such thing.
pub fn explain(
    path: &str,
    bytes: &[u8],
    options: &Options,
    target: &Target,
) -> Result<Option<String>, Error> {
    if let Target::Block(number) = target {
        let (document, told) = stories(path, bytes, options, &[*number])?;
        return Ok(block(&document, *number).map(|_| told));
    }
    let document = convert(path, bytes, options)?;
    let subjects = subject::find(&document, target);
    if subjects.is_empty() {
        return Ok(None);
    }
    let mut out = String::new();
    for Subject { told, blocks } in &subjects {
        let shown = &blocks[..blocks.len().min(MOST_STORIES)];
        let (_, stories) = stories(path, bytes, options, shown)?;
        writeln!(out, "{told}\n{stories}").expect("a String takes every character");
        if blocks.len() > shown.len() {
            let more = blocks.len() - shown.len();
            writeln!(out, "{more} more blocks, to block {}", blocks[blocks.len() - 1])
                .expect("a String takes every character");
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    Ok(Some(out))
}

/// Converts the source again and tells what became of each block; ends early when one is missing.
fn stories(
    path: &str,
    bytes: &[u8],
    options: &Options,
    numbers: &[u32],
) -> Result<(Document, String), Error> {
    let mut stories: Vec<Story> = numbers.iter().map(|_| Story::default()).collect();
    let document = convert_watched(path, bytes, options, &mut |step, document| {
        for (story, number) in stories.iter_mut().zip(numbers) {
            let Some(block) = block(document, *number) else { return ControlFlow::Break(()) };
            story.step(step, document, block);
        }
        ControlFlow::Continue(())
    })?;
    let there = stories.into_iter().zip(numbers).filter(|(_, at)| block(&document, **at).is_some());
    let is_alone = numbers.len() == 1;
    let told: Vec<_> =
        there.map(|(story, number)| story.tell(&document, *number, is_alone)).collect();
    Ok((document, told.join("\n")))
}

fn line(out: &mut String, key: &str, value: &str) {
    writeln!(out, "{key:<11} {value}").expect("a String takes every character");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, number: u32, expected: &[&str]) {
        let told = explain("a.txt", source.as_bytes(), &Options::default(), &Target::Block(number))
            .expect("it is text")
            .expect("the block is there");
        for part in expected {
            assert!(told.contains(part), "{part:?} in {told}");
        }
    }

    #[test]
    fn the_story_of_a_block() {
        let source = "云溪区规划\n\n第一章 总则\n\n  第一节 目标\n\n  建设水网,保障供水。\n";
        check(source, 1, &["line 3", "published   第一章 总则", "heading of level 1", "section 1"]);
        check(source, 3, &["line 7", "indent 2", "role paragraph", "section 1/1, paragraph"]);
    }

    #[test]
    fn a_number_past_the_end_has_no_story() {
        assert_eq!(explain("a.txt", b"a", &Options::default(), &Target::Block(1)), Ok(None));
    }
}
