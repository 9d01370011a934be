use proptest::prelude::*;

use super::*;

#[test]
fn one_form_for_every_way_of_typing() {
    for (typed, text) in [
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("น้ำ", "น้ำ"),
        ("กําไร", "กำไร"),
        ("เเม่ใจ", "แม่ใจ"),
        ("ที\u{e48}\u{e48}", "ที่"),
        ("ท\u{e48}ี", "ที่"),
        ("ก\u{e49}ุ้ง", "กุ้ง"),
        ("ปู่\u{e39}", "ปู่"),
        ("สิทธ\u{e4c}ิ", "สิทธิ์"),
        ("พันธุ์", "พันธุ์"),
        ("ภูกาม\u{200b}ยาว", "ภูกามยาว"),
        ("  เมือง\u{a0}\u{3000}พะเยา\r\n", "เมือง พะเยา"),
        ("แบบ ๑\n\tกิจกรรม", "แบบ ๑ กิจกรรม"),
        ("ป\u{f70a}า", "ป่า"),
        ("ป\u{f702}\u{f713}", "ปี่"),
        ("\u{f70f}าติ", "ญาติ"),
        ("กา\u{e48}", "ก่า"),
        ("จะะ", "จะ"),
        ("ต่าง ๆ", "ต่าง ๆ"),
        ("Cafe\u{301}", "Café"),
        ("ก\u{e47}\u{e4d}\u{65c}\u{e47}า", "ก\u{e47}\u{65c}ำ"),
        ("", ""),
        ("\u{feff}", ""),
    ] {
        assert_eq!(normalise(typed), text, "{typed}");
    }
}

#[test]
fn keys_join_what_is_one_name() {
    assert_eq!(name_key("กลุ่มทอผ้า  บ้านดอน-๑ (OTOP)"), name_key("กลุ่มทอผ้าบ้านดอน 1 otop"));
    assert_eq!(name_key("ＬＩＮＥ ＯＡ"), "lineoa");
    assert_eq!(name_key("จังหวัดพะเยาฯ"), "จังหวัดพะเยา");
    assert_ne!(name_key("ป่า"), name_key("ป้า"));
    assert_eq!(loose_key("กิจกรรมที่ไม่ใช่งบประมาณ"), loose_key("กิจกรรมที่ไม่ใช้\nงบประมาณ"));
    assert_eq!(loose_key("ติ๊กต็อก"), loose_key("ติ๊กต๊อก"));
    assert_eq!(loose_key("ช้อปปี้"), "ชอปป\u{e35}");
}

/// Texts made mostly of what can go wrong: Thai of every kind, private-use glyphs, spaces, invisible and combining characters.
fn thai_text() -> impl Strategy<Value = String> {
    "([ก-ฺเ-๛]|[ั-ฺ็-๎ำาเ]|[\u{f700}-\u{f71a}]|[ \u{a0}\u{200b}\u{feff}\t\n]|[a-zA-ZéÅİ0-9.,/()-]|[\u{300}-\u{36f}]|\\PC){0,24}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn normalising_twice_changes_nothing(text in prop_oneof![thai_text(), ".*"]) {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once.clone());
        prop_assert_eq!(once.trim(), &once);
        prop_assert!(!once.contains("  "));
    }

    #[test]
    fn what_is_tidy_at_a_glance_stays_as_it_is(text in prop_oneof![thai_text(), "[ -~ก-๙]{0,6}", ".*"]) {
        if is_tidy(&text) {
            prop_assert_eq!(tidied(&text), text.clone());
            let plain = text.nfkc().collect::<String>();
            prop_assert_eq!(normalise(&plain), text);
        }
    }

    #[test]
    fn keys_are_stable_and_see_through_normalising(text in prop_oneof![thai_text(), ".*"]) {
        let (name, loose) = (name_key(&text), loose_key(&text));
        prop_assert_eq!(name_key(&name), name.clone());
        prop_assert_eq!(loose_key(&name), loose.clone());
        prop_assert_eq!(loose_key(&loose), loose.clone());
        prop_assert_eq!(name_key(&normalise(&text)), name);
    }
}
