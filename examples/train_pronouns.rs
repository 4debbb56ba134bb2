//! Learns whom pronouns stand for: `cargo run --release --features train --example train_pronouns -- ../shared/corpora
//! src/language/chains/models/pronouns.model`.

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpora, file] = &arguments[..] else {
        eprintln!("usage: train_pronouns CORPORA FILE");
        std::process::exit(2);
    };
    let model = ascribe::extract::speakers::train::pronouns(std::path::Path::new(corpora))?;
    std::fs::write(file, model)
}
