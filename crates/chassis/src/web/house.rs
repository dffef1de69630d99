//! What the binary was built with: words, grants, navigation, assets.

use super::{Asset, Caller, Grant, Lexicon, Permit};

/// A link of the rail.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// Where it leads.
    pub path: &'static str,
    /// The message with its name.
    pub name: &'static str,
    /// Its icon in the sprite.
    pub icon: &'static str,
    /// Who sees it.
    pub permit: Permit,
}

/// The house as the modules built it; the same for every request.
#[derive(Debug, Default)]
pub struct House {
    /// The words of the interface.
    pub lexicon: Lexicon,
    /// What each role may do.
    pub grants: Vec<Grant>,
    /// The rail, in order.
    pub navigation: Vec<Link>,
    /// Style sheets, scripts and pictures.
    pub assets: Vec<Asset>,
}

impl House {
    /// Whether a caller holds a permit.
    pub fn admits(&self, caller: &Caller, permit: Permit) -> bool {
        match caller {
            _ if permit == Permit::ANYONE => true,
            Caller::Nobody => false,
            Caller::Member(_) if permit == Permit::MEMBER => true,
            Caller::Member(member) => {
                self.grants.iter().any(|(role, permits)| *role == member.role && permits.contains(&permit))
            }
        }
    }

    /// The address of an asset, with the digest of its bytes in it.
    pub fn asset(&self, name: &str) -> String {
        self.assets.iter().find(|asset| asset.name == name).map(Asset::path).unwrap_or_default()
    }
}
