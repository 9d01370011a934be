//! Files that mean harm, given to the real worker: each ends in cells or in a trouble, within the
//! limits, and the reader goes on.

mod files;
mod folders;
mod mutations;
mod survive;
