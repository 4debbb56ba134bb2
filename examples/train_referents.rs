//! Learns whom pronouns and descriptions stand for: `cargo run --release --features train --example train_referents -- ../shared/corpora
//! src/language/chains/models/referents.model`.

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpora, file] = &arguments[..] else {
        eprintln!("usage: train_referents CORPORA FILE");
        std::process::exit(2);
    };
    let model = ascribe::extract::speakers::train::referents(std::path::Path::new(corpora))?;
    std::fs::write(file, model)
}
