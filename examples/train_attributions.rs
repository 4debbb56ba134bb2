//! Learns the models of the attributions.
//!
//! ```text
//! cargo run --release --features train --example train_language -- ../shared/corpora HALVES words halves
//! cargo run --release --features train --example train_attributions -- ../shared/corpora HALVES src/extract/attributions/models
//! ```

use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpora, halves, models] = arguments.as_slice() else {
        return Err("CORPORA, HALVES and MODELS, please".into());
    };
    let folder = Path::new;
    ascribe::extract::attributions::train::run(folder(corpora), folder(halves), folder(models))?;
    Ok(())
}
