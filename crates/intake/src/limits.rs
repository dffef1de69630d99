//! How much of anything a file may hold. Generous for people (ten times the
//! largest roster we have seen), narrow for bombs; every limit is enforced while
//! reading, on what is really there and never on what a header claims.

/// Bytes of the file itself: 64 MiB.
pub(crate) const FILE_BYTES: usize = 64 << 20;
/// Bytes of a request to a child that does a job: a file and what goes with it.
pub const REQUEST_BYTES: usize = 2 * FILE_BYTES;
/// Bytes inflated from one package: 400 MiB.
pub(crate) const INFLATED_BYTES: u64 = 400 << 20;
/// From this many inflated bytes on, the ratio is looked at: 32 MiB.
pub(crate) const RATIO_FROM: u64 = 32 << 20;
/// Inflated bytes a byte of the file; deflate itself can do 1,032.
pub(crate) const RATIO: u64 = 150;
/// Parts in a package.
pub(crate) const PARTS: usize = 10_000;
/// Bytes of one tag or one text in XML: 8 MiB.
pub(crate) const PIECE_BYTES: u64 = 8 << 20;
/// Elements open at once; Word itself stays under a hundred.
pub(crate) const DEPTH: usize = 400;
/// Cells of all tables together.
pub(crate) const CELLS: u64 = 2_000_000;
/// Paragraphs, or lines of text.
pub(crate) const PARAGRAPHS: u64 = 300_000;
/// Bytes of one cell or paragraph: 4 MiB.
pub(crate) const TEXT_BYTES: usize = 4 << 20;
/// Bytes of everything that is handed on: 256 MiB.
pub(crate) const ANSWER_BYTES: u64 = 256 << 20;
/// Merged ranges of all worksheets together.
pub(crate) const MERGES: u64 = 200_000;
/// Columns of a worksheet or of a table's grid, as in Excel.
pub(crate) const COLUMNS: u32 = 16_384;
/// Rows of a worksheet, as in Excel.
pub(crate) const ROWS: u32 = 1_048_576;
/// Pages of a PDF.
pub(crate) const PAGES: u32 = 500;
