//! Ctrl-C: how a run is asked to end, and how its user goes on with it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::Status;

/// Becomes true when the process is asked to end; asked again, it ends at once.
pub(super) fn on_signals() -> io::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first signal must not meet what it has just set.
        flag::register_conditional_shutdown(signal, Status::Interrupted as i32, Arc::clone(&stop))?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}

/// This process's command, to go on with: what a shell would take for it.
pub(super) fn resume_command() -> String {
    let mut words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    let program = words.next().unwrap_or_else(|| "dixit".to_owned());
    let others = words.filter(|word| word != "--resume");
    let words = [program, "--resume".to_owned()].into_iter().chain(others);
    let quoted = words.map(|word| match shlex::try_quote(&word) {
        Ok(quoted) => quoted.into_owned(),
        // Nothing can quote a NUL, and no argument holds one.
        Err(_) => word.clone(),
    });
    quoted.collect::<Vec<_>>().join(" ")
}
