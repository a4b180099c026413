//! Main text and title by dom_smoothie: a page on standard input, JSON on standard output.

use std::error::Error;
use std::io::{self, Read};

use dom_smoothie::Readability;

fn main() -> Result<(), Box<dyn Error>> {
    let mut page = String::new();
    io::stdin().read_to_string(&mut page)?;
    let article = Readability::new(page, None, None)?.parse()?;
    let found = serde_json::json!({
        "text": article.text_content.to_string(),
        "title": article.title,
        "date": article.published_time,
    });
    println!("{found}");
    Ok(())
}
