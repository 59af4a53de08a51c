//! Argon2id, which unlocking a vault is.

use criterion::{Criterion, Throughput};
use inkseal::{
    inkbox::MasterKey,
    kdf::{Argon2Params, KdfMemory},
};

use crate::sample::VAULT_KEY;

pub(crate) fn measure(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("derive");
    let params = Argon2Params::FORMAT_1;
    let filled = u64::from(params.memory_kib) * 1024 * u64::from(params.passes);
    group.throughput(Throughput::Bytes(filled)).sample_size(20);
    let mut memory = KdfMemory::new();
    group.bench_function("master key, memory at hand", |bencher| {
        bencher.iter(|| MasterKey::derive_with(VAULT_KEY, "org_bench", &mut memory).expect("a key"));
    });
    group.bench_function("master key, memory anew", |bencher| {
        bencher.iter(|| MasterKey::derive(VAULT_KEY, "org_bench").expect("a key"));
    });
    group.finish();
}
