//! Whether a bag's place, its line in the list and what it says of itself agree: each of the three is easily edited alone.

use super::BagId;
use super::fault::{Fault, LabelDiffers, Wrong};
use super::info::{FILE, Info, label};
use super::ledger::Entry;

/// What a bag says of itself otherwise than the place where it lies: month, revision, signed copy.
pub(super) fn place(bag: BagId, info: &Info) -> Vec<Fault> {
    let older = BagId { revision: bag.revision - 1, ..bag };
    let own_name = format!("-{}-{}", bag.month, bag.name());
    let identifier = info.get(label::IDENTIFIER).filter(|identifier| identifier.ends_with(&own_name));
    let expected = [
        (label::MONTH, Some(bag.month.to_string())),
        (label::REVISION, Some(bag.revision.to_string())),
        (label::SIGNS, (bag.signed > 0).then(|| bag.of_revision().to_string())),
        (label::SUPERSEDES, (bag.signed == 0 && bag.revision > 1).then(|| older.to_string())),
        (label::IDENTIFIER, Some(identifier.map_or_else(|| format!("…{own_name}"), str::to_owned))),
    ];
    let differs = |(label, expected)| differs(info, label, expected);
    let told = expected.into_iter().filter_map(differs);
    told.map(|how| Fault::new(Wrong::PlaceDiffers(how)).path(FILE).bag(bag)).collect()
}

/// What a bag says of itself otherwise than its line, the `number`th of the list, after the line `before`.
pub(super) fn line(info: &Info, number: usize, entry: &Entry, before: Option<&Entry>) -> Vec<Fault> {
    let own = [(label::DATE, Some(entry.date.to_string())), (label::SEQUENCE, Some(number.to_string()))];
    let previous = [
        (label::PREVIOUS, before.map(|entry| entry.bag.to_string())),
        (label::PREVIOUS_MANIFEST, before.map(|entry| entry.seal.manifest.clone())),
        (label::PREVIOUS_TAGMANIFEST, before.map(|entry| entry.seal.tagmanifest.clone())),
    ];
    let differs = |(label, expected)| differs(info, label, expected);
    let edited = own.into_iter().filter_map(differs);
    let edited = edited.map(|how| Fault::new(Wrong::EntryDiffers(how)).path(FILE).bag(entry.bag));
    let torn = previous.into_iter().filter_map(differs).next();
    let torn = torn.map(|_| Fault::new(Wrong::ChainBroken).bag(entry.bag));
    edited.chain(torn).collect()
}

/// How the values of a label are not the expected one.
pub fn differs(info: &Info, label: &str, expected: Option<String>) -> Option<LabelDiffers> {
    let found = info.joined(label);
    (found != expected).then(|| LabelDiffers { label: label.to_owned(), found, expected })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told() -> Info {
        let mut info = Info::default();
        info.push(label::IDENTIFIER, "otop-56-2565-02-r2");
        info.push(label::MONTH, "2565-02");
        info.push(label::REVISION, 2);
        info.push(label::SUPERSEDES, "2565-02/r1");
        info
    }

    #[test]
    fn another_place_contradicts() {
        let faults = |bag: &str| place(BagId::parse(bag).expect("a bag"), &told()).len();
        assert_eq!(faults("2565-02/r2"), 0);
        assert_eq!(faults("2565-03/r2"), 3, "month, identifier, what it supersedes");
        assert_eq!(faults("2565-02/r1"), 3, "revision, identifier, what it supersedes");
        assert_eq!(faults("2565-02/r2-signed-1"), 3, "identifier, what it signs, what it supersedes");
    }

    #[test]
    fn a_label_said_twice_is_not_believed_once() {
        let mut info = told();
        info.push(label::REVISION, 3);
        assert!(differs(&info, label::REVISION, Some("2".to_owned())).is_some());
    }
}
