//! Many articles at once, results in order, a bounded number in memory.

use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// How many articles, for each worker, may be read or done and not yet printed: enough that a long one in front does not
/// make the others wait.
const WINDOW: usize = 4;

/// The stack of a worker: that of a main thread, so that one job and many behave alike.
const STACK: usize = 8 << 20;

/// How many articles at once: as many as wanted, else as there are processors.
pub(super) fn jobs(wanted: Option<NonZeroUsize>) -> usize {
    wanted.map_or_else(
        || thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    )
}

/// Runs `work` on everything that `produce` hands to its argument, on `jobs` threads, and gives the results to `consume`
/// in the order of production.
///
/// When `consume` fails, the function handed to `produce` answers `false` from then on and what was handed over before is
/// dropped.
///
/// # Errors
/// The error of `consume`.
pub(super) fn ordered<Job: Send, Done: Send, Error>(
    jobs: usize,
    produce: impl FnOnce(&mut dyn FnMut(Job) -> bool) + Send,
    work: impl Fn(Job) -> Done + Sync,
    mut consume: impl FnMut(Done) -> Result<(), Error>,
) -> Result<(), Error> {
    if jobs == 1 {
        let mut end = Ok(());
        produce(&mut |job| {
            if end.is_ok() {
                end = consume(work(job));
            }
            end.is_ok()
        });
        return end;
    }
    let (queue, queued) = sync_channel::<(Job, SyncSender<Done>)>(jobs * WINDOW);
    let (line, waiting) = sync_channel::<Receiver<Done>>(jobs * WINDOW);
    let queued = Mutex::new(queued);
    let take = || {
        queued
            .lock()
            .expect("nothing panics while it is held")
            .recv()
    };
    thread::scope(|scope| {
        for _ in 0..jobs {
            let worker = thread::Builder::new().stack_size(STACK);
            worker
                .spawn_scoped(scope, || {
                    while let Ok((job, done)) = take() {
                        let _ = done.send(work(job));
                    }
                })
                .expect("the system has a thread to give");
        }
        scope.spawn(move || {
            produce(&mut |job| {
                let (done, result) = sync_channel(1);
                line.send(result).is_ok() && queue.send((job, done)).is_ok()
            });
        });
        for result in waiting {
            // A worker that panicked has dropped its sender; its panic comes out of the scope.
            if let Ok(done) = result.recv() {
                consume(done)?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_order_however_long_they_take() {
        for jobs in [1, 2, 8] {
            let mut seen = Vec::new();
            let end: Result<(), ()> = ordered(
                jobs,
                |hand| (0..200_u64).for_each(|job| assert!(hand(job))),
                |job| {
                    thread::sleep(Duration::from_micros(job * 7919 % 50));
                    job
                },
                |done| {
                    seen.push(done);
                    Ok(())
                },
            );
            assert_eq!(end, Ok(()));
            assert!(seen.into_iter().eq(0..200), "{jobs} jobs");
        }
    }

    #[test]
    fn a_failing_consumer_ends_the_run() {
        for jobs in [1, 2, 8] {
            let mut seen = 0;
            let end = ordered(
                jobs,
                |hand| while hand(()) {},
                |()| (),
                |()| {
                    seen += 1;
                    if seen == 10 { Err("full") } else { Ok(()) }
                },
            );
            assert_eq!((end, seen), (Err("full"), 10), "{jobs} jobs");
        }
    }
}
