//! Every kind of file, as a person would hand it in and as an enemy would.

mod docx;
mod hostile;
mod package;
mod pdf;
mod shown;
mod texts;
mod xlsx;
