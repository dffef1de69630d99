//! Promises and evidence at rest. `Reach` decides whose rows a desk sees.

mod evidence;
mod promise;

pub(crate) use evidence::{file, of_subject};
pub(crate) use promise::{
    Sought, change, ending, fulfil, hand_over, insert, keep_owner, release, restore, sought,
};
