# `just` lists the tasks. Everything is built in one profile, release: Typst is then built once.

# The list of tasks
default:
    @just --list

# Any command of the program: `just run compile 2565-02`
run *arguments:
    cargo run --release -- {{ arguments }}

# The tests
test:
    cargo test --release

# Formatting, lints, and the licences and sources of the dependencies
lint:
    .ci/lint

# Which typefaces a PDF embeds: `just fonts outputs/2565-02/letter-monthly.pdf`
fonts pdf:
    pdffonts {{ quote(pdf) }}

# Makes the invented submissions of the sample year anew
sample-year:
    cargo run --release --example sample_year -- inputs

# veraPDF on every PDF of the latest month of the sample year: PDF/A-3a, PDF/UA-1, and a control that must fail
verapdf: (run "compile")
    .ci/verapdf outputs

# What CI runs
ci:
    .ci/run

# Would a wrong figure be noticed? cargo-mutants on what reckons and judges; hours. docs/testing.md has the last result
mutants:
    cargo mutants --profile release --timeout 120 -f 'src/score.rs' -f 'src/aggregate.rs' -f 'src/aggregate/*.rs' -f 'src/plan/targets.rs' -f 'src/thai/digits.rs' -f 'src/submission/values.rs' -f 'src/submission/layout.rs' -f 'src/submission/layout/*.rs' -f 'src/validate.rs' -f 'src/validate/*.rs' -- --lib --test it -- --skip archive:: --skip hostile::
