//! Encrypted workbooks: Excel's own default password is no secret, any other one is.

use otop_report::submission::read::{ReadLimits, ReadTrouble, read};

use super::zipped::{cells, number, text};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/sealed/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn the_default_password_opens_every_kind() {
    for name in ["agile-sha512.xlsx", "agile-sha1.xlsx", "standard.xlsx", "rc4.xls", "rc4-cryptoapi.xls"] {
        let book = read(&fixture(name), "", &ReadLimits::default()).unwrap();
        let found = cells(&book.sheets[0]);
        assert_eq!(book.sheets[0].name, "ปก", "{name}");
        assert_eq!(found[..3], [(0, 0, text("อำเภอ")), (0, 1, text("ปง")), (1, 1, number(2_565))], "{name}");
        if name.ends_with(".xls") {
            assert_eq!(found.last(), Some(&(109, 0, text("กลุ่มทอผ้า 99"))), "{name}");
        }
    }
}

#[test]
fn another_password_stays_a_secret() {
    for name in ["agile-secret.xlsx", "standard-secret.xlsx", "rc4-secret.xls"] {
        assert_eq!(read(&fixture(name), "", &ReadLimits::default()), Err(ReadTrouble::Encrypted), "{name}");
    }
}

#[test]
fn what_asks_for_too_much_work_is_not_opened() {
    let spins = |count: &str| {
        let bytes = fixture("agile-sha512.xlsx");
        let mut file = cfb::CompoundFile::open(std::io::Cursor::new(bytes)).unwrap();
        let mut info = Vec::new();
        std::io::Read::read_to_end(&mut file.open_stream("/EncryptionInfo").unwrap(), &mut info).unwrap();
        let info = String::from_utf8_lossy(&info).replace("spinCount=\"1000\"", &format!("spinCount=\"{count}\""));
        std::io::Write::write_all(&mut file.create_stream("/EncryptionInfo").unwrap(), info.as_bytes()).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    };
    for count in ["4294967295", "99999999999999999999", "-1", ""] {
        assert_eq!(read(&spins(count), "", &ReadLimits::default()), Err(ReadTrouble::Encrypted), "{count}");
    }
}
