//! Learns the models of the attributions: `cargo run --release --features train --example train_attributions -- ../shared/corpora/polnear`.

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    ascribe::extract::attributions::train::run(
        std::path::Path::new(&arguments[0]),
        &arguments[1..],
    );
}
