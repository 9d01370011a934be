//! The plan's form and the letters' wording, as a browser without script sends them.

use std::collections::BTreeMap;
use std::fs;

use otop_report::plan::{PHAYAO_2565, Plan};

use super::{Answer, Served};
use crate::support::case::Case;

/// What a form on a page would send: its fields by name, as a browser reads them off the page.
fn fields(page: &Answer) -> BTreeMap<String, String> {
    let html = page.text();
    let form = html.split_once("<form id=\"plan\"").expect("the form").1.split_once("</form>").expect("its end").0.to_owned();
    let mut fields = BTreeMap::new();
    let attribute = |tag: &str, name: &str| {
        tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| unescaped(rest.split('"').next().unwrap_or_default()))
    };
    for tag in form.split('<').filter(|tag| tag.starts_with("input") && !tag.contains("type=\"checkbox\"")) {
        fields.insert(attribute(tag, "name").expect("a name"), attribute(tag, "value").unwrap_or_default());
    }
    for area in form.split("<textarea").skip(1) {
        let (tag, text) = area.split_once('>').expect("a tag");
        let text = text.split("</textarea>").next().unwrap_or_default();
        fields.insert(
            attribute(tag, "name").expect("a name"),
            unescaped(text.strip_prefix('\n').unwrap_or(text)).replace('\n', "\r\n"),
        );
    }
    for select in form.split("<select").skip(1) {
        let (tag, options) = select.split_once('>').expect("a tag");
        let chosen =
            options.split("</select>").next().unwrap_or_default().split("<option").find(|option| option.contains(" selected"));
        fields.insert(
            attribute(tag, "name").expect("a name"),
            chosen.and_then(|option| attribute(option, "value")).unwrap_or_default(),
        );
    }
    fields
}

fn unescaped(text: &str) -> String {
    let marks =
        [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&#x2F;", "/"), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (mark, plain)| text.replace(mark, plain))
}

fn sent(fields: &BTreeMap<String, String>, action: &str) -> String {
    let coded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let all = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain([("action", action)]);
    all.map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect::<Vec<_>>().join("&")
}

fn plan(desk: &Served) -> String {
    fs::read_to_string(desk.case.path("plan.toml")).expect("the plan")
}

#[test]
fn a_form_that_is_sent_back_as_it_came_changes_nothing() {
    let desk = Served::over(Case::new());
    let page = desk.get("/plan");
    assert_eq!(page.status, 200, "{}", page.text());
    let answer = desk.post("/plan", &sent(&fields(&page), "save"));
    assert_eq!((answer.status, plan(&desk).as_str()), (303, PHAYAO_2565));
    assert!(!desk.case.path(".plans").exists());
}

#[test]
fn one_field_is_saved_and_the_old_plan_is_kept() {
    let desk = Served::over(Case::new());
    let mut form = fields(&desk.get("/plan"));
    form.insert("office.telephone".to_owned(), "โทร <b>๑</b> & \"๒\"".to_owned());
    let answer = desk.post("/plan", &sent(&form, "save"));
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(plan(&desk).contains("telephone = 'โทร <b>๑</b> & \"๒\"'"), "{}", plan(&desk));
    assert_eq!(fs::read_to_string(desk.case.path(".plans/2565-03-10-001.toml")).expect("kept"), PHAYAO_2565);
    let old = desk.get("/plan/text?kept=2565-03-10-001.toml").text();
    assert!(old.contains("โทร./โทรสาร ๐ ๕๕๔๔ ๕๕๔๔") && old.contains("กดบันทึกเพื่อกลับไปใช้"), "the old one can be used again");
    let now = desk.get("/plan/text?kept=../plan.toml").text();
    assert!(now.contains("โทร &lt;b&gt;๑") && !now.contains("กดบันทึกเพื่อกลับไปใช้"));
    let page = desk.get("/plan");
    assert!(!page.text().contains("<b>๑</b>"), "words are no tags");
    assert_eq!(fields(&page)["office.telephone"], "โทร <b>๑</b> & \"๒\"");
    // The first tab still holds the plan from before.
    form.insert("office.group".to_owned(), "กลุ่มอื่น".to_owned());
    let stale = desk.post("/plan", &sent(&form, "save"));
    assert_eq!(stale.status, 200);
    assert!(stale.text().contains("ถูกแก้จากที่อื่น") && !plan(&desk).contains("กลุ่มอื่น"));
    let again = desk.post("/plan", &sent(&fields(&stale), "save"));
    assert_eq!(again.status, 303);
    assert!(plan(&desk).contains("กลุ่มอื่น"));
}

#[test]
fn faults_stand_beside_their_fields_and_nothing_is_written() {
    let desk = Served::over(Case::new());
    let mut form = fields(&desk.get("/plan"));
    form.insert("districts[3].geocode".to_owned(), "5702".to_owned());
    let answer = desk.post("/plan", &sent(&form, "save"));
    let html = answer.text();
    assert_eq!((answer.status, plan(&desk).as_str()), (200, PHAYAO_2565));
    let beside = html.split_once("id=\"t-districts[3].geocode\"").expect("the place beside it").1;
    let beside = beside.split_once("</div></div>").expect("its end").0;
    assert!(beside.contains("ไม่ได้ขึ้นต้นด้วยรหัสจังหวัด"), "{beside}");
    assert!(html.contains("href=\"#f-districts[3].geocode\"") && html.contains("aria-invalid=\"true\""));
    let checked = desk.post("/plan/check", &sent(&form, ""));
    let told: serde_json::Value = serde_json::from_slice(&checked.body).expect("JSON");
    assert!(told["beside"]["districts[3].geocode"]["faults"][0].is_string(), "{told}");
    assert_eq!(told["count"], "๑");
}

#[test]
fn rows_are_added_moved_and_removed_by_plain_buttons() {
    let desk = Served::over(Case::new());
    let mut form = fields(&desk.get("/plan"));
    for action in ["remove:districts[8]", "up:districts[1]", "add:channels"] {
        let page = desk.post("/plan", &sent(&form, action));
        assert_eq!(page.status, 200);
        form = fields(&page);
    }
    form.insert("channels[10].name".to_owned(), "ตลาดประชารัฐ".to_owned());
    assert_eq!(plan(&desk), PHAYAO_2565, "nothing is written before it is saved");
    assert_eq!(desk.post("/plan", &sent(&form, "save")).status, 303);
    let plan = Plan::parse(&plan(&desk)).expect("a plan");
    let codes: Vec<&str> = plan.districts.iter().map(|district| district.geocode.as_str()).collect();
    assert_eq!(codes, ["5602", "5601", "5603", "5604", "5605", "5606", "5607", "5608"]);
    assert_eq!(plan.channels.last().map(|channel| channel.name.as_str()), Some("ตลาดประชารัฐ"));
}

#[test]
fn from_an_empty_folder_to_a_plan() {
    let desk = Served::over(Case::new());
    desk.case.remove("plan.toml");
    let page = desk.get("/plan");
    assert!(page.text().contains("<option value=\"57\""), "{}", page.text());
    let way = desk.get("/plan/new?province=57&year=2565");
    assert_eq!((way.status, way.header("location")), (303, format!("{}/plan?base=province-57-2565", desk.base)));
    let mut form = fields(&desk.get("/plan?base=province-57-2565"));
    form.insert("paste".to_owned(), "5701\tเมืองเชียงราย\t120\t20\r\n5702\tเวียงชัย\t80\t10\r\n".to_owned());
    form = fields(&desk.post("/plan", &sent(&form, "paste")));
    form.insert("signatory.name".to_owned(), "นางสาวตัวอย่าง ทดสอบ".to_owned());
    let answer = desk.post("/plan", &sent(&form, "save"));
    assert_eq!(answer.status, 303, "{}", answer.text());
    let plan = Plan::parse(&plan(&desk)).expect("a plan");
    assert_eq!((plan.province.name.as_str(), plan.districts.len()), ("เชียงราย", 2));
    assert!(desk.case.path("2565-03").is_dir(), "the folder of the month whose reports come first");
    assert_eq!(desk.get("/").status, 200);
}

#[test]
fn a_new_year_over_months_of_the_old_one_is_agreed_to_first() {
    let desk = Served::over(Case::new());
    desk.case.write("2565-02/x.txt", b"x");
    let form = fields(&desk.get("/plan?base=next-year"));
    let asked = desk.post("/plan", &sent(&form, "save"));
    assert!(asked.status == 200 && asked.text().contains("กุมภาพันธ์ ๒๕๖๕"), "{}", asked.text());
    assert_eq!(plan(&desk), PHAYAO_2565);
    let mut form = fields(&asked);
    form.insert("agreed".to_owned(), "yes".to_owned());
    assert_eq!(desk.post("/plan", &sent(&form, "save")).status, 303);
    assert_eq!(Plan::parse(&plan(&desk)).expect("a plan").fiscal_year().year_be(), 2566);
    assert!(desk.case.path("2565-02/x.txt").is_file());
}

#[test]
fn a_plan_that_is_no_toml_is_mended_as_text() {
    let desk = Served::over(Case::new());
    let broken = PHAYAO_2565.replacen("name = \"พะเยา\"", "name = \"พะเยา", 1);
    desk.case.write("plan.toml", broken.as_bytes());
    let way = desk.get("/plan");
    assert_eq!((way.status, way.header("location")), (303, format!("{}/plan/text", desk.base)));
    let page = desk.get("/plan/text").text();
    assert!(page.contains("บรรทัด ๘") && page.contains("name = &quot;พะเยา"), "{page}");
    let digest =
        page.split_once("name=\"digest\" value=\"").expect("a digest").1.split('"').next().unwrap_or_default().to_owned();
    let post = |text: &str| {
        let form =
            [("digest", digest.as_str()), ("text", text)].map(|(name, value)| (name.to_owned(), value.replace('\n', "\r\n")));
        desk.post("/plan/text", &sent(&form.into_iter().collect(), "save"))
    };
    assert_eq!(post(&broken.replace("ร้อยละ", "ร้อยละ ")).status, 200, "it still has its fault");
    assert_eq!(plan(&desk), broken);
    assert_eq!(post(PHAYAO_2565).status, 303);
    assert_eq!(plan(&desk), PHAYAO_2565);
}

#[test]
fn a_letters_wording_is_tried_out_kept_and_given_back() {
    let desk = Served::over(Case::new());
    let page = desk.get("/letters/letter-assignment").text();
    let draft = |page: &str| page.split_once("src=\"").and_then(|(_, rest)| rest.split('"').next().map(str::to_owned));
    let shown = desk.get(
        draft(&page[page.find("<iframe").expect("the letter")..]).expect("an address").strip_prefix(&desk.base).expect("inside"),
    );
    assert!(shown.body.starts_with(b"%PDF") && shown.header("content-type") == "application/pdf");
    let digest =
        page.split_once("name=\"digest\" value=\"").expect("a digest").1.split('"').next().unwrap_or_default().to_owned();
    let file = desk.case.root().join("templates/letter-assignment.toml");
    let shipped = otop_report::templates::Templates::shipped("letter-assignment.toml").expect("shipped");
    let post = |text: &str, action: &str| {
        let form =
            [("digest", digest.clone()), ("text", text.replace('\n', "\r\n"))].map(|(name, value)| (name.to_owned(), value));
        desk.post("/letters/letter-assignment", &sent(&form.into_iter().collect(), action))
    };
    let wrong = post(&shipped.replace("{{ year }}", "{{ yaer }}"), "save");
    assert!(wrong.status == 200 && wrong.text().contains("บรรทัด") && wrong.text().contains("aria-invalid"), "{}", wrong.text());
    assert_eq!(desk.get("/letters/letter-assignment?as=text").text().matches("<textarea").count(), 1);
    let piece = |key: &str, text: &str, action: &str| {
        let form = [("digest", digest.as_str()), (key, text)].map(|(name, value)| (name.to_owned(), value.to_owned()));
        desk.post("/letters/letter-assignment", &sent(&form.into_iter().collect(), action))
    };
    let wrong = piece("piece.subject", "ปี {{ yaer }}", "save").text();
    let beside = wrong.split_once("id=\"t-subject\"").expect("the place beside it").1;
    assert!(beside.split("</div>").next().is_some_and(|beside| beside.contains("yaer")), "{wrong}");
    assert!(piece("piece.closing", "ด้วยความนับถือ", "show").text().contains("ด้วยความนับถือ") && !file.exists());
    let own = shipped.replace("จึงเรียนมาเพื่อพิจารณาดำเนินการ", "จึงเรียนมาเพื่อพิจารณา");
    assert!(post(&own, "show").status == 200 && !file.exists());
    assert_eq!(post(&own, "save").status, 303);
    assert_eq!(fs::read_to_string(&file).expect("kept"), own);
    assert_eq!(desk.get("/letters/common").status, 422);
    assert_eq!(desk.get("/letters/draft/x").status, 404);
}
