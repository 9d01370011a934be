//! Files that mean harm, given to the real worker: each ends in cells or in a trouble, within the
//! limits, and the reader goes on.

mod hostile {
    pub(crate) mod files;
    pub(crate) mod folders;
    pub(crate) mod mutations;
    pub(crate) mod survive;
}
