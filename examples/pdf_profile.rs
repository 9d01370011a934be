use std::collections::BTreeMap;
use jiff::civil::date;
use otop_report::render::pdf::Printer;
#[path = "../tests/pdf/samples.rs"]
#[allow(dead_code)]
mod samples;
fn main() {
    let printer = Printer::new(&[], &BTreeMap::new()).unwrap();
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let packet = otop_report::documents::document::Packet::of_document(samples::operators(n));
    for _ in 0..2 { let t = std::time::Instant::now(); printer.print(&packet, &[], date(2022,3,5)).unwrap(); eprintln!("{:?}", t.elapsed()); }
}
