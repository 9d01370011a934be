//! Stage 1: finds the workbooks of a month and reads them.
