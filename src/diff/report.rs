//! What changed, told to people: on a terminal, as Markdown, as a page.

mod html;
mod markdown;
mod part;
mod terminal;

pub use html::{copies as copies_html, diff as diff_html, folders as folders_html};
pub use markdown::{copies as copies_markdown, diff as diff_markdown, folders as folders_markdown};
pub use terminal::{copies as copies_terminal, diff as diff_terminal, folders as folders_terminal};
