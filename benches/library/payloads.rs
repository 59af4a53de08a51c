//! Sealing and opening what a secret holds.

use criterion::{Criterion, Throughput};
use inkseal::{
    inkbox::OrgKey,
    payload::{SecretPayload, SecretType},
    vault::Objects,
};

use crate::sample::{Place, login};

const ID: &str = "01234567-89ab-4cde-8f01-23456789abcd";

pub(crate) fn measure(criterion: &mut Criterion) {
    let payload = SecretPayload::from(login(1));
    let length = payload.to_json().expect("JSON").expose().len();
    let key = OrgKey::generate().expect("a key");
    let sealed = key.seal(ID, &payload).expect("a blob");
    let place = Place::new(1).expect("a vault");
    let [id] = place.ids[..] else { unreachable!("one secret") };
    let mut objects = Objects::new();
    place.run(&mut objects, |objects| place.vault.open(id, objects)).expect("a secret");

    let mut group = criterion.benchmark_group("payload of 300 bytes");
    group.throughput(Throughput::Bytes(u64::try_from(length).expect("a length")));
    group.bench_function("format 1: seal", |bencher| {
        bencher.iter(|| key.seal(ID, &payload).expect("a blob"));
    });
    group.bench_function("format 1: open", |bencher| {
        bencher.iter(|| key.open(ID, &SecretType::Login, &sealed).expect("a payload"));
    });
    group.bench_function("format 2: open, with its record", |bencher| {
        bencher.iter(|| place.vault.open(id, &objects).expect("a secret"));
    });
    group.finish();
}
