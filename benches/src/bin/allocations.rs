//! Counts the allocations of one operation of each contender: `row name count`.

use std::time::Duration;

use allocation_counter::measure;
use auth_benches::{
    contender::{self, Work},
    server::TokenServer,
};

#[tokio::main(flavor = "multi_thread")]
async fn main() -> anyhow::Result<()> {
    let server = TokenServer::start(Duration::ZERO).await?;
    for contender in contender::all(&server.url()).await? {
        if let Ok(work) = contender.warm {
            println!("warm {} {}", contender.name, count(&work));
        }
        if let Ok((bare, stack)) = contender.stack {
            println!("stack {} {}", contender.name, count(&stack).saturating_sub(count(&bare)));
        }
    }
    Ok(())
}

fn count(work: &Work) -> u64 {
    const TIMES: u64 = 1_000;
    work(TIMES);
    measure(|| work(TIMES)).count_total / TIMES
}
