//! The words of the interface, from the modules' `locale/*.ftl` (Fluent).

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::Locale;
use crate::Error;

/// The words of the interface, in every locale.
#[derive(Default)]
pub struct Lexicon {
    bundles: BTreeMap<Locale, FluentBundle<FluentResource>>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("locales", &self.bundles.keys()).finish()
    }
}

impl Lexicon {
    /// Reads the modules' texts.
    ///
    /// # Errors
    /// A fault: what is shipped was tested whole. A key said twice is one.
    pub fn of(texts: &[&[(Locale, &str)]]) -> Result<Self, Error> {
        let mut bundles = BTreeMap::new();
        for locale in Locale::ALL {
            let tag: LanguageIdentifier = locale.tag().parse().map_err(Error::fault)?;
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            bundle.set_use_isolating(*locale == Locale::Ar);
            for (_, text) in texts.iter().flat_map(|module| module.iter()).filter(|(of, _)| of == locale) {
                let resource = FluentResource::try_new((*text).to_owned())
                    .map_err(|(_, faults)| Error::fault(format!("{}: {faults:?}", locale.tag())))?;
                bundle
                    .add_resource(resource)
                    .map_err(|faults| Error::fault(format!("{}: {faults:?}", locale.tag())))?;
            }
            bundles.insert(*locale, bundle);
        }
        Ok(Self { bundles })
    }

    /// A message with its figures filled in; a key nobody wrote is shown as it is,
    /// so that a reader can name it.
    pub fn say(&self, locale: Locale, key: &str, figures: &[(&str, &str)]) -> String {
        let said = || {
            let bundle = self.bundles.get(&locale)?;
            let pattern = bundle.get_message(key)?.value()?;
            let arguments = figures.iter().copied().collect::<FluentArgs<'_>>();
            Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
        };
        said().unwrap_or_else(|| key.to_owned())
    }
}
