//! A compiler for Windows, and Wine.

use std::path::Path;

use super::{answers, debian};
use crate::run::command;

/// Where Debian has it; its `wine` is a script that also looks for a Windows of 32 bits.
pub(crate) const WINE: &str = "/usr/lib/wine/wine64";
const COMPILER: &str = "x86_64-w64-mingw32-gcc";

pub(crate) fn install(target: &str) -> anyhow::Result<()> {
    if !(answers(COMPILER) && answers(WINE) && answers("nasm")) {
        debian::install(&["gcc-mingw-w64-x86-64", "nasm", "wine64"])?;
    }
    command("rustup", &["target", "add", target], &[])
}

pub(crate) fn compile_library(source: &Path, library: &Path) -> anyhow::Result<()> {
    let (source, library) = (source.to_string_lossy(), library.to_string_lossy());
    command(COMPILER, &["-O2", "-shared", "-o", &library, &source, "-ladvapi32"], &[])
}
