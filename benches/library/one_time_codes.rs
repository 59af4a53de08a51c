//! TOTP: a code, and a URI.

use criterion::Criterion;
use inkseal::totp::{TotpAlgorithm, TotpConfig};

use crate::sample::SECONDS;

const URI: &str =
    "otpauth://totp/Example:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example&digits=8";

pub(crate) fn measure(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("TOTP");
    for (name, algorithm) in [
        ("SHA-1", TotpAlgorithm::Sha1),
        ("SHA-256", TotpAlgorithm::Sha256),
        ("SHA-512", TotpAlgorithm::Sha512),
    ] {
        let config = TotpConfig { algorithm, ..TotpConfig::new("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ") };
        group.bench_function(format!("code, {name}"), |bencher| {
            bencher.iter(|| config.code(SECONDS).expect("a code"));
        });
    }
    group.bench_function("parse a URI", |bencher| {
        bencher.iter(|| TotpConfig::parse_uri(URI).expect("a configuration"));
    });
    group.finish();
}
