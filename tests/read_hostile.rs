//! Files that mean harm, given to the real worker: each ends in cells or in a trouble, within the
//! limits, and the reader goes on.

mod hostile {
    pub mod files;
    pub mod folders;
    pub mod mutations;
    pub mod survive;
}
