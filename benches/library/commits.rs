//! One change: sealed, planned and signed in format 2, made and written out in format 1.

use criterion::{BatchSize, Criterion, Throughput};
use inkseal::vault::{Draft, Edit, Objects};

use crate::sample::{MILLISECONDS, Place, SECONDS, inkbox_vault, login};

const SECRETS: u32 = 1000;

pub(crate) fn measure(criterion: &mut Criterion) {
    let mut first = inkbox_vault(SECRETS).expect("a vault");
    let id = first.list()[500].id.clone();
    let second = Place::new(SECRETS).expect("a vault");
    let mut draft = Draft::new();
    let edit = Edit { name: Some("another name".into()), ..Edit::default() };
    draft.edit(second.ids[500], edit).expect("an edit");
    let mut objects = Objects::new();
    let mut vault = second.vault.clone();
    second.run(&mut objects, |objects| vault.seal(&draft, objects, MILLISECONDS)).expect("a commit");

    let mut group = criterion.benchmark_group("commit one edit of 1,000");
    group.throughput(Throughput::Elements(1));
    group.bench_function("format 1: seal it, write the file's text", |bencher| {
        bencher.iter(|| {
            first.update_payload(&id, &login(7).into(), SECONDS).expect("an update");
            first.to_text().expect("a text")
        });
    });
    group.bench_function("format 2: objects and root", |bencher| {
        bencher.iter_batched(
            || second.vault.clone(),
            |mut vault| vault.seal(&draft, &objects, MILLISECONDS).expect("a commit"),
            BatchSize::SmallInput,
        );
    });
    group.finish();
}
