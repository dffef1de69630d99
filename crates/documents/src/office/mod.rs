//! What Word files and workbooks have in common when they are templates: the
//! package and its safety, the tree of a part, tags, steps, filling.

pub(crate) mod check;
pub(crate) mod fill;
pub(crate) mod nest;
pub(crate) mod notes;
pub(crate) mod op;
pub(crate) mod package;
pub(crate) mod picture;
pub(crate) mod relations;
pub(crate) mod safety;
pub(crate) mod table;
pub(crate) mod tag;
pub(crate) mod tree;
