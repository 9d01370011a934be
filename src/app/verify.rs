//! Whether the archive is still what was sealed: as the archive itself tells, and each month compiled again from its bag alone.

use std::fmt;

use minisign_verify::PublicKey;

use super::publish::named_seal;
use super::seal::How;
use super::seal::replay::{Replay, ReplayError, Unreplayable, replay};
use super::{AppError, Runtime, Stage, archive};
use crate::archive::BagId;
use crate::archive::fault::{Coded, Fault, FaultRecord, LabelDiffers};
use crate::archive::info;
use crate::archive::ledger::Ledger;
use crate::archive::refusal::Refusal;
use crate::archive::verify::{Checked, Request, Verified};
use crate::archive::{ArchiveError, signature, verify};
use crate::documents::PreviousSeal;
use crate::lang::{Lang, Say, say};
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// What was found.
#[derive(Debug)]
pub struct VerifiedArchive {
    /// What the archive itself tells.
    pub verified: Verified,
    /// How each genuine bag was compiled again.
    pub replays: Vec<(BagId, Replay)>,
    /// What of those is not as it was sealed.
    pub differing: Vec<Fault<Differing>>,
}

impl VerifiedArchive {
    /// How a bag was compiled again; `None` for a signed copy, or where it is not what was sealed.
    pub fn replay(&self, bag: BagId) -> Option<&Replay> {
        self.replays.iter().find(|(other, _)| *other == bag).map(|(_, replay)| replay)
    }

    /// Whether nothing is wrong with a bag, in itself, in the chain, and when it is compiled again.
    pub fn is_whole(&self, bag: BagId) -> bool {
        self.verified.is_whole(bag) && self.differing_of(bag).next().is_none()
    }

    /// Whether anything is not as it was sealed.
    pub fn has_faults(&self) -> bool {
        self.verified.faults().next().is_some() || !self.differing.is_empty()
    }

    /// What of a bag came out otherwise when it was compiled again.
    pub fn differing_of(&self, bag: BagId) -> impl Iterator<Item = &Fault<Differing>> {
        self.differing.iter().filter(move |fault| fault.bag == Some(bag))
    }

    /// Every fault, in a language: of the chain, then of each bag.
    pub fn faults(&self, lang: Lang) -> Vec<FaultRecord> {
        let of_bag = |checked: &Checked| {
            let own = checked.faults.iter().map(|fault| fault.told(lang));
            own.chain(self.differing_of(checked.bag).map(|fault| fault.told(lang))).collect::<Vec<_>>()
        };
        let chain = self.verified.chain.iter().map(|fault| fault.told(lang));
        chain.chain(self.verified.bags.iter().flat_map(of_bag)).collect()
    }
}

/// What is not as it was sealed when a bag is compiled again.
#[derive(Debug)]
pub enum Differing {
    /// It cannot be compiled.
    Failed(Unreplayable),
    /// Something comes out otherwise.
    Differs(How),
    /// It says of itself otherwise than it comes out.
    Contradicts(LabelDiffers),
    /// A file that neither came in, nor was used, nor came out.
    Unaccounted,
    /// The letter names another bag than the list has before it.
    Letter,
}

impl Coded for Differing {
    fn code(&self) -> &'static str {
        match self {
            Self::Failed(_) => "replay-failed",
            Self::Differs(_) => "replay-differs",
            Self::Contradicts(_) => "info-differs",
            Self::Unaccounted => "unaccounted",
            Self::Letter => "letter-differs",
        }
    }
}

impl Say for Differing {
    fn say(&self, lang: Lang, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed(why) => why.say(lang, out),
            Self::Differs(how) => how.say(lang, out),
            Self::Contradicts(how) => how.say(lang, out),
            Self::Unaccounted => say!(
                lang,
                out,
                "แฟ้มนี้ไม่ได้รับมา ไม่ได้ใช้จัดทำ และไม่ใช่ผลที่จัดทำ",
                "this file did not come in, was not compiled with, and did not come out",
            ),
            Self::Letter => say!(
                lang,
                out,
                "ลายนิ้วมือที่พิมพ์ท้ายหนังสือนำส่งไม่ใช่ของชุดที่ผนึกก่อนหน้าตามบัญชี: ชุดก่อนหน้าถูกผนึกใหม่หรือนำออก",
                "the fingerprint printed on the letter is not that of the bag listed before: that one was sealed anew or taken out",
            ),
        }
    }
}

/// Verifies the archive, the bags of `month` or of all months compiled again; `expected` are fingerprints that were noted,
/// `public_key` a minisign key or its file.
///
/// # Errors
/// Where the archive cannot be read, what is expected is no fingerprint, or nothing can be compiled on this machine.
pub fn verify(
    workspace: &Workspace,
    plan: &Plan,
    runtime: &Runtime<'_>,
    month: Option<Month>,
    expected: Option<&str>,
    public_key: Option<&str>,
) -> Result<VerifiedArchive, AppError> {
    let archive = archive(workspace, plan)?;
    let named = public_key.or(Some(plan.archive.public_key.trim()).filter(|key| !key.is_empty()));
    let key: Option<PublicKey> = named.map(signature::key).transpose()?;
    let verified = verify::verify(&archive, &Request { month, expected, key: key.as_ref() })?;
    let mut replays = Vec::new();
    let mut differing = Vec::new();
    let genuine = verified.bags.iter().filter(|checked| checked.is_genuine);
    let of = genuine.clone().count();
    for (done, checked) in genuine.enumerate() {
        runtime.progress.stage(Stage::Verifying { done, of });
        let found = match replay(&archive.folder(checked.bag), checked.bag, runtime) {
            Ok(replay) => {
                let found = differences(&replay, &verified.ledger, checked.bag);
                replays.push((checked.bag, replay));
                found
            }
            Err(ReplayError::Bag(why)) => vec![Fault::new(Differing::Failed(*why))],
            Err(ReplayError::Machine(error)) => return Err(*error),
        };
        differing.extend(found.into_iter().map(|fault| fault.bag(checked.bag)));
    }
    if let Some(month) = month.filter(|_| verified.bags.is_empty() && verified.faults().next().is_none()) {
        return Err(ArchiveError::from(Refusal::MonthNotSealed(month)).into());
    }
    Ok(VerifiedArchive { verified, replays, differing })
}

/// What a bag that was compiled again tells otherwise than it came out, or than the list has it.
fn differences(replay: &Replay, ledger: &Ledger, bag: BagId) -> Vec<Fault<Differing>> {
    let differences = replay.differences.iter().map(|found| Fault::new(Differing::Differs(found.how.clone())).path(&found.what));
    let told = replay.contradictions.iter().map(|how| Fault::new(Differing::Contradicts(how.clone())).path(info::FILE));
    let strange = |path: &String| Fault::new(Differing::Unaccounted).path(path);
    let expected: Option<PreviousSeal> = ledger.before(bag.month).filter(|_| replay.wants_seal).map(named_seal);
    // A version that did not know of it printed none.
    let is_older = replay.other_version.is_some() && replay.previous_seal.is_none();
    let anchor = (replay.previous_seal != expected && !is_older).then(|| Fault::new(Differing::Letter));
    differences.chain(told).chain(replay.unaccounted.iter().map(strange)).chain(anchor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::tests::pure;

    #[test]
    fn every_difference_is_said_in_both_languages() {
        let label = LabelDiffers { label: "OTOP-Level".to_owned(), found: None, expected: Some("r4".to_owned()) };
        let every = [
            Differing::Failed(Unreplayable::LeadsOut("plan.toml".to_owned())),
            Differing::Differs(How::Title),
            Differing::Contradicts(label),
            Differing::Unaccounted,
            Differing::Letter,
        ];
        every.iter().for_each(|what| pure(what));
    }
}
