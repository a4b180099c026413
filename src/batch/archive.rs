//! Pages in web archives (WARC): each is a source of its own, named after its address and content,
//! so that it goes to the same place wherever in the archive it stands.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};

use extract::document::hex;
use ring::digest::{Context, SHA256};

use super::place;
use super::walk::{Broken, Record, Source};
use crate::warc::{Index, Response, Responses, is_archive};

/// Bytes of an address that its name keeps; with the hash it is shorter than file systems allow.
const LONGEST_ADDRESS: usize = 160;
/// Hexadecimal digits of the hash in a name: 64 bits, which do not meet by chance.
const HASH_DIGITS: usize = 16;

/// The source, or the pages in it when it is an archive. Pages before a damaged part are kept, the
/// archive itself is broken then.
pub fn opened(source: Source, limit: u64) -> Vec<Source> {
    let Some(archive) = archive(&source) else { return vec![source] };
    let (mut pages, mut known) = (Vec::new(), HashSet::new());
    let index = match Index::new(archive, limit) {
        Ok(index) => index,
        Err(error) => return vec![broken(source, &error)],
    };
    for found in index {
        match found {
            Ok((at, response)) => {
                let (name, hash) = name(&response);
                // The same page again, as crawls have it, is the same document.
                if known.insert(hash) {
                    pages.push(page(&source, at, &name, response));
                }
            }
            Err(error) => {
                pages.push(broken(source, &error));
                break;
            }
        }
    }
    pages
}

/// The file of the source, when it is an archive. Only a plain file is looked at: what is read from
/// a pipe is gone.
fn archive(source: &Source) -> Option<BufReader<File>> {
    let is_file = source.broken.is_none() && fs::metadata(&source.file).is_ok_and(|f| f.is_file());
    let mut file = BufReader::new(File::open(&source.file).ok().filter(|_| is_file)?);
    is_archive(file.fill_buf().ok()?).then_some(file)
}

fn broken(source: Source, error: &io::Error) -> Source {
    Source { broken: Some(Broken::Archive(error.to_string())), ..source }
}

fn page(archive: &Source, at: u64, name: &str, response: Response) -> Source {
    let Response { url, charset, truncated, body, .. } = response;
    let below = archive.below.join(name);
    Source {
        file: archive.file.clone(),
        name: place::written(&below),
        below,
        bytes: body.map_or(0, |body| body.len() as u64),
        record: Some(Box::new(Record { at, url, charset, truncated })),
        broken: None,
    }
}

/// A name from the address and a hash of all that decides what becomes of the page.
fn name(response: &Response) -> (String, [u8; 32]) {
    let mut hash = Context::new(&SHA256);
    let mut add = |bytes: &[u8]| {
        hash.update(&(bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    let Response { id, url, charset, truncated, body } = response;
    [url, charset, truncated]
        .into_iter()
        .for_each(|text| add(text.as_deref().unwrap_or_default().as_bytes()));
    match body {
        Ok(body) => add(body),
        Err(_) => add(id.as_deref().unwrap_or_default().as_bytes()),
    }
    let mut whole = [0; 32];
    whole.copy_from_slice(hash.finish().as_ref());
    let address = address(url.as_deref().unwrap_or_default());
    (format!("{address}{}", &hex(&whole)[..HASH_DIGITS]), whole)
}

/// The address as far as it makes a good file name, with a sign behind it.
fn address(url: &str) -> String {
    let own = url.split_once("://").map_or(url, |(_, own)| own).to_lowercase();
    let mut text = String::new();
    for character in own.chars() {
        match character {
            _ if text.len() >= LONGEST_ADDRESS => break,
            '.' | '-' => text.push(character),
            _ if character.is_alphanumeric() => text.push(character),
            _ if text.ends_with('_') => {}
            _ => text.push('_'),
        }
    }
    let text = text.trim_matches(['.', '-', '_']);
    if text.is_empty() { String::new() } else { format!("{text}-") }
}

/// Reads the page that stands there; none when it is another by now.
pub fn read(source: &Source, record: &Record, limit: u64) -> io::Result<Option<Response>> {
    let mut file = BufReader::new(File::open(&source.file)?);
    file.seek(SeekFrom::Start(record.at))?;
    let found = Responses::new(file, limit)?.next().transpose()?;
    Ok(found.filter(|response| source.below.ends_with(name(response).0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_tell_pages_apart() {
        let check = |url: &str, expected: &str| assert_eq!(address(url), expected, "{url}");
        check(
            "http://www.Yunxi.example/zwgk/a.html?id=1&b",
            "www.yunxi.example_zwgk_a.html_id_1_b-",
        );
        check("https://x.example/../../etc/passwd", "x.example_.._.._etc_passwd-");
        check("http://x.example/规划/", "x.example_规划-");
        check("", "");
        check("..", "");
        check("\u{0}/\n", "");
        assert!(address(&"字".repeat(999)).len() <= LONGEST_ADDRESS + 4);
        let page = |url: &str, body: &str| {
            let body = Ok(body.as_bytes().to_vec());
            let url = Some(url.to_owned());
            name(&Response { id: None, url, charset: None, truncated: None, body }).0
        };
        assert_eq!(page("http://x/A", "b"), page("http://x/A", "b"));
        assert_ne!(page("http://x/A", "b"), page("http://x/a", "b"));
        assert_ne!(page("http://x/A", "b"), page("http://x/A", "c"));
    }

    #[test]
    fn a_page_that_is_another_by_now_is_not_taken_for_it() {
        let record = |body: &str| {
            let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
            format!(
                "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
                http.len()
            )
        };
        let file = tempfile::NamedTempFile::new().expect("writable");
        let source = Source {
            file: file.path().to_owned(),
            below: "crawl".into(),
            name: "crawl".to_owned(),
            bytes: 0,
            record: None,
            broken: None,
        };
        fs::write(file.path(), record("<p>one</p>")).expect("writable");
        let pages = opened(source, 999);
        let read = || {
            let record = pages[0].record.as_deref().expect("it is in an archive");
            read(&pages[0], record, 999).expect("readable").map(|response| response.body)
        };
        assert_eq!(read(), Some(Ok(b"<p>one</p>".to_vec())));
        fs::write(file.path(), record("<p>two</p>")).expect("writable");
        assert_eq!(read(), None);
    }
}
