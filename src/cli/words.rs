//! What the help says besides the options.

/// Of the program, with its exit codes.
pub const EXAMPLES: &str = "\
Examples:
  extract input output                    every file below input, into the folder output
  extract plan.html notice.txt output     two files
  extract --check input output            what of the folder output is not up to date
  extract watch input output              again after every change of a source
  extract --until headings plan.html      the blocks as they stand after the pass headings
  extract explain plan.html 41            what became of block 41, and why
  extract explain plan.html t3:2,4        where a cell of table t3 was read
  extract stream < pages.jsonl > out.jsonl
                                          a line of JSON for each record
  extract diff draft.html final.html      what changed between two revisions
  extract compare a.html b.html c.txt     where copies of one document disagree
  extract simplify < old.txt > new.txt    Traditional to Simplified alone

Exit code: 0 all sources converted, 1 some gave no document (see failures.csv), 2 wrong use,
3 all converted but `--fail-on` found a doubt; diff and compare: 0 the same, 1 different, 2 wrong use;
--check: 0 up to date, 1 not; 130 ended by Ctrl-C (another run goes on from there)";

/// Ways to call it.
pub const USAGE: &str = "\
extract [OPTIONS] <INPUT>... <OUTPUT>
       extract watch [OPTIONS] <INPUT>... <OUTPUT>
       extract --until <PASS> <FILE>
       extract verify <OUTPUT>
       extract explain <FILE> <WHAT>
       extract stream < RECORDS > LINES
       extract diff <OLD> <NEW>
       extract compare <COPY> <COPY>...
       extract simplify < TEXT > TEXT";

/// Of `diff`.
pub const DIFF_EXAMPLES: &str = "\
Examples:
  extract diff draft.html final.html                 two sources
  extract diff 2021/document.json 2022/document.json two documents converted before
  extract diff --html output-old output-new > d.html two output folders, as one page
  extract diff --json a.html b.html | jq '.changes[] | select(.kind == \"indicator_changed\")'

How a source was published (script, spaces, punctuation, layout) is no change. NO_COLOR is honoured.

Exit code: 0 the same, 1 different, 2 wrong use or a file that cannot be read";

/// Of `compare`.
pub const COMPARE_EXAMPLES: &str = "\
Examples:
  extract compare official.html mirror1.html mirror2.txt   which reading most copies have
  extract compare --md a.html b.html > differences.md

Exit code: 0 the copies agree, 1 they do not, 2 wrong use or a file that cannot be read";
