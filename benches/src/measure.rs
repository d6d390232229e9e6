//! How it is measured: in rounds in which each contender has its turn, so that the noise of the machine hits all of them;
//! the median of the rounds counts. Times are CPU time of the threads that work, so that what else the machine does is
//! not part of them, nor that it has fewer cores than there are threads.

use std::{sync::Barrier, thread, time::Duration};

use rustix::time::{ClockId, clock_gettime};

use crate::{
    contender::{Contender, Row, Work},
    server::TokenServer,
};

const ROUNDS: usize = 51;
const HERDS: usize = 9;
/// How often the small things are done in one turn of one thread, and requests.
const OPERATIONS: u64 = 20_000;
const REQUESTS: u64 = 2_000;
/// How long the token endpoint takes for the herd.
pub const DELAY: Duration = Duration::from_millis(50);

/// Nanoseconds of CPU time per operation, with so many threads at once.
#[must_use]
pub fn warm(contenders: &[Contender], threads: usize) -> Vec<Row<f64>> {
    rounds(contenders, ROUNDS, |contender| {
        contender.warm.as_ref().map(|work| per_operation(work, threads, OPERATIONS)).map_err(|why| *why)
    })
}

/// Nanoseconds of CPU time that the contender adds to a request, in this of its stacks, or else in its only one.
#[must_use]
pub fn added(contenders: &[Contender], stack: fn(&Contender) -> Option<&(Work, Work)>) -> Vec<Row<f64>> {
    rounds(contenders, ROUNDS, |contender| {
        let (bare, stack) = stack(contender).map_or_else(|| contender.stack.as_ref().map_err(|why| *why), Ok)?;
        Ok(per_operation(stack, 1, REQUESTS) - per_operation(bare, 1, REQUESTS))
    })
}

/// Nanoseconds of CPU time that something alone takes.
#[must_use]
pub fn alone(work: &Work) -> f64 {
    median((0..ROUNDS).map(|_| per_operation(work, 1, OPERATIONS)).collect())
}

/// How many token requests a cold herd makes, and after how many nanoseconds all of it is served.
///
/// # Errors
///
/// When someone of the herd was not served.
pub async fn herd(contenders: &[Contender]) -> anyhow::Result<(Vec<Row<f64>>, Vec<Row<f64>>)> {
    let mut times = vec![Vec::new(); contenders.len()];
    let mut requests = vec![Vec::new(); contenders.len()];
    for _ in 0..HERDS {
        for (at, contender) in contenders.iter().enumerate() {
            let Ok(herd) = contender.herd else { continue };
            let server = TokenServer::start(DELAY).await?;
            times[at].push(nanoseconds(herd(server.url()).await?));
            requests[at].push(f64::from(u32::try_from(server.requests())?));
        }
    }
    let row = |values: Vec<Vec<f64>>| {
        let values = contenders.iter().zip(values);
        values.map(|(contender, values)| contender.herd.map(|_| median(values))).collect()
    };
    Ok((row(requests), row(times)))
}

fn rounds(contenders: &[Contender], rounds: usize, measure: impl Fn(&Contender) -> Row<f64>) -> Vec<Row<f64>> {
    let mut all = vec![Ok(Vec::new()); contenders.len()];
    for _ in 0..rounds {
        for (contender, values) in contenders.iter().zip(&mut all) {
            match (measure(contender), values) {
                (Ok(value), Ok(values)) => values.push(value),
                (Err(why), values) => *values = Err(why),
                (Ok(_), Err(_)) => {}
            }
        }
    }
    all.into_iter().map(|values| values.map(median)).collect()
}

fn per_operation(work: &Work, threads: usize, times: u64) -> f64 {
    let barrier = Barrier::new(threads);
    let turn = || {
        work(times / 10);
        barrier.wait();
        let began = cpu_time();
        work(times);
        nanoseconds(cpu_time() - began)
    };
    let total: f64 = if threads == 1 {
        turn()
    } else {
        thread::scope(|scope| {
            let all: Vec<_> = (0..threads).map(|_| scope.spawn(turn)).collect();
            all.into_iter().map(|thread| thread.join().expect("no contender panics")).sum()
        })
    };
    total / (threads as u64 * times) as f64
}

fn cpu_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).expect("it began at zero")
}

fn nanoseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e9
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
