//! Whether the archive is still what was sealed: as the archive itself tells, and each month compiled again from its bag alone.

use minisign_verify::PublicKey;

use super::publish::named_seal;
use super::seal::replay::{Replay, ReplayError, replay};
use super::{AppError, Runtime, archive};
use crate::archive::BagId;
use crate::archive::fixity::Fault;
use crate::archive::info;
use crate::archive::ledger::Ledger;
use crate::archive::verify::{Request, Verified};
use crate::archive::{signature, verify};
use crate::documents::PreviousSeal;
use crate::plan::Plan;
use crate::thai::calendar::Month;
use crate::workspace::Workspace;

/// What was found.
#[derive(Debug)]
pub struct VerifiedArchive {
    /// What the archive itself tells, and the faults of what was compiled again.
    pub verified: Verified,
    /// How each genuine bag was compiled again.
    pub replays: Vec<(BagId, Replay)>,
}

impl VerifiedArchive {
    /// How a bag was compiled again; `None` for a signed copy, or where it is not what was sealed.
    pub fn replay(&self, bag: BagId) -> Option<&Replay> {
        self.replays.iter().find(|(other, _)| *other == bag).map(|(_, replay)| replay)
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
    let mut verified = verify::verify(&archive, &Request { month, expected, key: key.as_ref() })?;
    let mut replays = Vec::new();
    for checked in verified.bags.iter_mut().filter(|checked| checked.is_genuine) {
        let found = match replay(&archive.folder(checked.bag), checked.bag, runtime) {
            Ok(replay) => {
                let found = differing(&replay, &verified.ledger, checked.bag);
                replays.push((checked.bag, replay));
                found
            }
            Err(ReplayError::Bag(why)) => vec![Fault::new("replay-failed", why)],
            Err(ReplayError::Machine(error)) => return Err(error),
        };
        checked.faults.extend(found.into_iter().map(|fault| fault.bag(checked.bag)));
    }
    if let Some(month) = month.filter(|_| verified.bags.is_empty() && verified.faults().next().is_none()) {
        return Err(AppError::Asked(format!("เดือน{} ยังไม่ได้ผนึก", month.thai())));
    }
    Ok(VerifiedArchive { verified, replays })
}

/// What a bag that was compiled again tells otherwise than it came out, or than the list has it.
fn differing(replay: &Replay, ledger: &Ledger, bag: BagId) -> Vec<Fault> {
    let differences = replay.differences.iter().map(|found| Fault::new("replay-differs", &found.how).path(&found.what));
    let told = replay.contradictions.iter().map(|how| Fault::new("info-differs", how).path(info::FILE));
    let strange = |path: &String| Fault::new("unaccounted", "แฟ้มนี้ไม่ได้รับมา ไม่ได้ใช้จัดทำ และไม่ใช่ผลที่จัดทำ").path(path);
    let expected: Option<PreviousSeal> = ledger.before(bag.month).filter(|_| replay.wants_seal).map(named_seal);
    // A version that did not know of it printed none.
    let is_older = replay.other_version.is_some() && replay.previous_seal.is_none();
    let anchor = (replay.previous_seal != expected && !is_older).then(|| {
        let why = "ลายนิ้วมือที่พิมพ์ท้ายหนังสือนำส่งไม่ใช่ของชุดที่ผนึกก่อนหน้าตามบัญชี: ชุดก่อนหน้าถูกผนึกใหม่หรือนำออก";
        Fault::new("letter-differs", why)
    });
    differences.chain(told).chain(replay.unaccounted.iter().map(strange)).chain(anchor).collect()
}
