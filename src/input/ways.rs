//! [`way_out`]: what to do about a file that no reader is for.

/// By its extension.
pub(super) fn way_out(extension: &str) -> Option<&'static str> {
    let mut entries = entries();
    entries
        .find(|entry| extension.eq_ignore_ascii_case(entry.kind))
        .map(|entry| entry.way)
}

/// The kind that the first bytes show, whatever the file is called.
pub(super) fn kind(head: &[u8]) -> Option<&'static str> {
    let mut entries = entries();
    let shows = |entry: &Entry| {
        let at = entry.at?;
        head.get(at..)?
            .starts_with(entry.mark.as_bytes())
            .then_some(entry.kind)
    };
    entries.find_map(|entry| shows(&entry))
}

struct Entry {
    kind: &'static str,
    /// `None`: it has no mark.
    at: Option<usize>,
    mark: &'static str,
    way: &'static str,
}

fn entries() -> impl Iterator<Item = Entry> {
    let lines = include_str!("ways.txt")
        .lines()
        .filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let mut parts = line.splitn(4, ' ');
        Some(Entry {
            kind: parts.next()?,
            at: parts.next()?.parse().ok(),
            mark: parts.next()?,
            way: parts.next()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_that_are_not_read_have_a_way_out() {
        assert!(way_out("PDF").is_some_and(|way| way.contains("pdftotext")));
        assert_eq!(way_out("txt"), None);
        let mut tar = vec![0; 257];
        tar.extend(b"ustar\x0000");
        assert_eq!(kind(&tar), Some("tar"));
        assert_eq!(kind(b"%PDF-1.7"), Some("pdf"));
        assert_eq!(kind(b"BZh is a town"), Some("bz2"));
        assert_eq!(kind(b"The ferry waited."), None);
    }
}
