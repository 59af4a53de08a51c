//! The names of a vault.

use criterion::{Criterion, Throughput};
use inkseal::vault::Objects;

use crate::sample::{Place, inkbox_vault};

const SECRETS: u32 = 1000;

pub(crate) fn measure(criterion: &mut Criterion) {
    let first = inkbox_vault(SECRETS).expect("a vault");
    let second = Place::new(SECRETS).expect("a vault");
    let mut objects = Objects::new();
    second.run(&mut objects, |objects| second.vault.list(objects)).expect("a listing");

    let mut group = criterion.benchmark_group("list 1,000 names");
    group.throughput(Throughput::Elements(SECRETS.into()));
    group.bench_function("format 1", |bencher| bencher.iter(|| first.list().len()));
    group.bench_function("format 2", |bencher| {
        bencher.iter(|| second.vault.list(&objects).expect("a listing"));
    });
    group.finish();
}
