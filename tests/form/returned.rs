//! The way back: what is wrong is marked, and once mended the form compiles.
