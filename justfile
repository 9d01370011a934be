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

# Every page of months unlike the sample's, judged by rules; sheets with all pages of each month: `just pages /tmp/pages one-activity`
pages *arguments:
    .ci/pages {{ arguments }}

# Builds the program for Windows and runs a month of it under Wine
windows:
    .ci/windows

# The archives to be handed on, for Windows and for Linux, with their SHA-256 sums: `dist/`
dist:
    .ci/dist

# The same twice, in two new folders from nothing, with the same sums: an hour
dist-twice:
    .ci/dist twice

# What CI runs
ci:
    .ci/run

# Where `just mutants` changes the code
figures := "src/score.rs src/aggregate.rs src/aggregate/*.rs src/plan/targets.rs src/thai/digits.rs src/submission/values.rs \
    src/submission/layout.rs src/submission/layout/*.rs src/validate.rs src/validate/*.rs"

# Changes the code in small ways, one at a time in this very tree (commit first), and names what no test notices; hours for all
mutants files=figures *arguments:
    cargo mutants --config .ci/mutants.toml --in-place --output target {{ arguments }} {{ prepend("-f '", append("'", files)) }}
