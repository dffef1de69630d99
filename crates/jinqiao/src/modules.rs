//! The one list of modules, lowest first.

use chassis::Module;

/// Every module whose tables this program brings.
pub(crate) const ALL: &[Module] =
    &[chassis::MODULE, people::MODULE, season::MODULE, objective::MODULE, delegation::MODULE];
