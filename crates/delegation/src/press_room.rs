//! One press for all who look at papers: fonts are read once, few papers are set at a
//! time, and pages that were just laid out are kept for the next glance.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chassis::{Error, digest};
use documents::pdf::Typesetter;
use tokio::sync::Semaphore;

use crate::books::Books;
use crate::examination::Examination;
use crate::papers::Selection;
use crate::print::{self, Order, Pictured, Press, Printed};

/// So many papers are set at a time; who comes later waits.
const AT_ONCE: usize = 2;

/// So many papers are kept laid out.
const KEPT: usize = 12;

/// The press that a server shares (文印室).
#[derive(Debug)]
pub struct PressRoom {
    books: Arc<Books>,
    fonts: Option<PathBuf>,
    /// Made when somebody first looks at a paper.
    typesetter: OnceLock<Arc<Typesetter>>,
    places: Semaphore,
    kept: Mutex<VecDeque<(String, Arc<Vec<Pictured>>)>>,
}

impl PressRoom {
    /// A press room; `fonts` is the folder of the user's own.
    pub fn new(books: Arc<Books>, fonts: Option<PathBuf>) -> Self {
        let (typesetter, kept) = (OnceLock::new(), Mutex::default());
        Self { books, fonts, typesetter, places: Semaphore::new(AT_ONCE), kept }
    }

    /// What the papers come from.
    pub fn books(&self) -> &Books {
        &self.books
    }

    /// Prints papers, on a thread of its own.
    ///
    /// # Errors
    /// As [`Press::print`].
    pub async fn print(
        self: &Arc<Self>,
        examination: Arc<Examination>,
        selection: Selection,
    ) -> Result<Vec<Printed>, Error> {
        let _place = self.places.acquire().await.map_err(Error::fault)?;
        let room = Arc::clone(self);
        let printed = tokio::task::spawn_blocking(move || {
            room.press()?.print(&examination, Order::default(), &selection)
        });
        printed.await.map_err(Error::fault)?
    }

    /// The pages of one paper, as they were laid out for the same facts before, or laid
    /// out now.
    ///
    /// # Errors
    /// As [`Press::pictures`].
    pub async fn pictures(
        self: &Arc<Self>,
        examination: Arc<Examination>,
        code: &str,
    ) -> Result<Arc<Vec<Pictured>>, Error> {
        let key = key(&examination, code);
        if let Some(pictured) = self.known(&key) {
            return Ok(pictured);
        }
        let _place = self.places.acquire().await.map_err(Error::fault)?;
        if let Some(pictured) = self.known(&key) {
            return Ok(pictured);
        }
        let (room, code) = (Arc::clone(self), code.to_owned());
        let pictured = tokio::task::spawn_blocking(move || {
            room.press()?.pictures(&examination, Order::default(), &code)
        });
        let pictured = Arc::new(pictured.await.map_err(Error::fault)??);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back((key, Arc::clone(&pictured)));
        Ok(pictured)
    }

    fn known(&self, key: &str) -> Option<Arc<Vec<Pictured>>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == key).map(|(_, pictured)| Arc::clone(pictured))
    }

    fn press(&self) -> Result<Press<'_>, Error> {
        if let Some(typesetter) = self.typesetter.get() {
            return Ok(Press::with(&self.books, Arc::clone(typesetter)));
        }
        let made = Arc::new(print::typesetter(self.fonts.as_deref())?);
        let typesetter = self.typesetter.get_or_init(|| made);
        Ok(Press::with(&self.books, Arc::clone(typesetter)))
    }
}

/// What a paper is made of, in one word: whatever changes it changes this.
fn key(examination: &Examination, code: &str) -> String {
    let Examination { delegation, stop, season, school, year, promises, accounts, today, .. } = examination;
    let told = format!("{delegation:?}{stop:?}{season:?}{school:?}{year:?}{promises:?}{accounts:?}{today}");
    format!("{code} {}", digest(told.as_bytes()))
}
