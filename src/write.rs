//! Writers: each turns a finished document into one form, and only reads it.
