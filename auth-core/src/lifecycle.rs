//! Keeps tokens alive.
