//! What comes from outside: a vault file, a root, a payload's JSON.

use criterion::{BatchSize, Criterion, Throughput};
use inkseal::{
    inkbox,
    payload::{SecretPayload, SecretType},
    vault::LockedVault,
};

use crate::sample::{Place, inkbox_vault, login};

pub(crate) fn measure(criterion: &mut Criterion) {
    let file = inkbox_vault(1000).expect("a vault").to_text().expect("a text");
    let root = Place::new(1000).expect("a vault").vault.root().to_vec();
    let json = SecretPayload::from(login(1)).to_json().expect("JSON");
    let bytes = |length: usize| Throughput::Bytes(u64::try_from(length).expect("a length"));

    let mut group = criterion.benchmark_group("parse");
    group.throughput(bytes(file.len()));
    group.bench_function("format 1: a file of 1,000", |bencher| {
        bencher.iter(|| inkbox::Vault::parse(&file).expect("a vault"));
    });
    group.throughput(bytes(root.len()));
    group.bench_function("format 2: a root of 1,000", |bencher| {
        bencher.iter_batched(
            || root.clone(),
            |root| LockedVault::parse(root, None).expect("a locked vault"),
            BatchSize::SmallInput,
        );
    });
    group.throughput(bytes(json.expose().len()));
    group.bench_function("the JSON of a payload", |bencher| {
        bencher.iter(|| SecretPayload::parse(&SecretType::Login, json.expose()).expect("a payload"));
    });
    group.finish();
}
